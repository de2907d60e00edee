import java.time.Duration;
import org.dora.node.*;

/** Sends on whatever comes; started by a daemon, or by hand as a dynamic node. */
void main() {
  boolean heard = false;
  try (var node = Node.init("relay")) {
    while (!node.hasEnded()) {
      if (!heard) {
        node.send("ready"); // again: a dynamic node may be there before the others
      }
      var event = heard ? node.next() : node.next(Duration.ofMillis(100));
      if (event.isPresent() && event.get() instanceof Event.Input in) {
        heard = true;
        node.send("arrays", in.vector(), in.metadata());
      }
    }
  }
}
