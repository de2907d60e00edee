// Sends a hundred numbers, ten to a message.

import org.dora.node.*;

void main() {
  try (var node = Node.init()) {
    double next = 1;
    for (var event : node) {
      if (event instanceof Event.Input) {
        double[] numbers = new double[10];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = next++;
        }
        node.send("numbers", numbers);
        if (next > 100) {
          break;
        }
      }
    }
  }
}
