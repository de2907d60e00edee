// Counts the messages on its inputs and sends the count.

import org.dora.node.*;
import org.slf4j.LoggerFactory;

void main() {
  var log = LoggerFactory.getLogger("{{id}}");
  long count = 0;
  try (var node = Node.init()) {
    // The loop ends by itself when the dataflow is stopped or all inputs are closed.
    for (var event : node) {
      // Event is sealed, so this switch needs no default: if dora learns a new kind of event, the
      // compiler says where it is missing.
      switch (event) {
        case Event.Input in -> {
          count++;
          log.info("message {} came on {}", count, in.id());
          // What is sent becomes Arrow data; the metadata that came goes on with it.
          node.send("count", count, in.metadata());
        }
        case Event.InputClosed closed -> log.info("input {} is closed", closed.id());
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
