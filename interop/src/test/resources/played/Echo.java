import java.util.TreeMap;
import org.dora.node.*;

/** Sends on all that comes, and what it is told besides. */
void main() {
  try (var node = Node.init()) {
    for (var event : node) {
      switch (event) {
        case Event.Input in -> {
          node.send("echo", in.vector());
          node.send("about", in.id() + " " + new TreeMap<>(in.metadata().asMap()));
        }
        case Event.InputClosed closed -> node.send("about", "closed " + closed.id());
        case Event.Stop stop -> node.send("about", "stop " + stop.cause());
        default -> node.send("about", event.toString());
      }
    }
  }
}
