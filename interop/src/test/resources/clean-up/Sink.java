import org.dora.node.*;

/** Says that it has got its first message, and reads on, like {@code sink.py}. */
void main() {
  boolean first = true;
  try (var node = Node.init()) {
    for (var event : node) {
      if (event instanceof Event.Input && first) {
        IO.println("the Java sink reads");
        first = false;
      }
    }
  }
}
