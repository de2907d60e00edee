// Says something at every tick of its timer. Both talkers in dataflow.yml run this file.

import org.dora.node.*;

void main() {
  long spoken = 0;
  try (var node = Node.init()) {
    // The loop ends by itself when the dataflow is stopped.
    for (var event : node) {
      if (event instanceof Event.Input in && in.id().equals("tick")) {
        spoken++;
        // Whatever is sent becomes Arrow data. Metadata travels beside it.
        node.send("speech", "Hello from " + node.id(), Metadata.of("number", spoken));
      }
    }
  }
}
