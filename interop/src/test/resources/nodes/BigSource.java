import java.lang.foreign.ValueLayout;
import org.apache.arrow.vector.types.Types.MinorType;
import org.dora.node.*;

/** Sends an array of 40 MiB at each tick, and says once a second what that costs its process. */
void main() {
  int messages = Integer.parseInt(System.getenv("MESSAGES"));
  int size = 40 << 20;
  try (var node = Node.init()) {
    int sent = 0;
    for (var event : node) {
      if (event instanceof Event.Input) {
        try (Sample sample = node.output("image").allocate(MinorType.UINT1, size)) {
          sample.segment().fill((byte) sent);
          sample.segment().set(ValueLayout.JAVA_INT_UNALIGNED, 0, sent);
          sample.metadata().put("number", sent);
          sample.send();
        }
        if (++sent % 10 == 0) {
          Footprint.print();
        }
        if (sent == messages) {
          break;
        }
      }
    }
  }
}
