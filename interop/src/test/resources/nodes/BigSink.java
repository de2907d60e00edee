import java.lang.foreign.ValueLayout;
import org.apache.arrow.vector.UInt1Vector;
import org.dora.node.*;

/** Checks each array and says once a second what that costs its process. */
void main() {
  int received = 0;
  try (var node = Node.init()) {
    for (var event : node) {
      if (event instanceof Event.Input in) {
        int number = (int) in.metadata().longValue("number");
        UInt1Vector vector = in.as(UInt1Vector.class);
        int last = vector.getValueCount() - 1;
        if (vector.getValueCount() != 40 << 20
            || vector.getDataBuffer().getInt(0) != number
            || vector.get(last) != (byte) number) {
          IO.println("message " + number + " is damaged");
        }
        if (++received % 10 == 0) {
          Footprint.print();
        }
      } else if (event instanceof Event.Error error) {
        IO.println("error " + error.message());
      }
    }
  }
  IO.println("received " + received);
}
