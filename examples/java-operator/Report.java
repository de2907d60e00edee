// Prints the peaks.

import org.dora.node.*;

void main() {
  int count = 0;
  try (var node = Node.init()) {
    for (var event : node) {
      if (event instanceof Event.Input in) {
        IO.println("peak of %.2f at step %d".formatted(in.doubleValue(), in.metadata().longValue("step")));
        count++;
      }
    }
  }
  IO.println(count + " peaks went through two operators in one process");
}
