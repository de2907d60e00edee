// Prints the sums.

import org.dora.node.*;

void main() {
  try (var node = Node.init()) {
    for (var event : node) {
      if (event instanceof Event.Input in) {
        IO.println("the sum is %.0f".formatted(in.doubleValue()));
      }
    }
  }
}
