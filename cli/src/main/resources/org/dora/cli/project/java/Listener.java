// Prints what it hears.

import org.dora.node.*;
import org.slf4j.LoggerFactory;

void main() {
  var log = LoggerFactory.getLogger("listener");
  try (var node = Node.init()) {
    for (var event : node) {
      // Event is sealed, so this switch needs no default: if dora learns a new kind of event, the
      // compiler says where it is missing.
      switch (event) {
        case Event.Input in ->
            log.info("I heard \"{}\" on {}, number {}",
                in.string(), in.id(), in.metadata().longValue("number"));
        case Event.InputClosed closed -> log.info("nobody speaks on {} any more", closed.id());
        case Event.NodeFailed failed -> log.error("{}: {}", failed.source(), failed.error());
        case Event.Error error -> log.warn("{}", error.message()); // the loop goes on
        case Event.Stop stop -> log.info("stopping: {}", stop.cause());
        case Event.InputRecovered _,
            Event.NodeRestarted _,
            Event.ParamUpdate _,
            Event.ParamDeleted _,
            Event.Reload _ -> {}
      }
    }
  }
}
