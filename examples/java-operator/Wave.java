// Sends a sine wave of 50 values per period, with noise, for four periods.

import java.util.Random;
import org.dora.node.*;

void main() {
  var noise = new Random(1);
  try (var node = Node.init()) {
    int step = 0;
    for (var event : node) {
      if (event instanceof Event.Input) {
        double value = Math.sin(2 * Math.PI * step / 50) + 0.1 * noise.nextGaussian();
        node.send("value", value, Metadata.of("step", step));
        if (++step == 200) {
          break;
        }
      }
    }
  }
}
