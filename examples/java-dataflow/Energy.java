// Computes the energy of each pendulum, and says when most of it has changed sides.

import java.lang.foreign.ValueLayout;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.types.Types.MinorType;
import org.dora.node.*;
import org.slf4j.LoggerFactory;

static final double GRAVITY = 39.5; // g / length, as in the simulation

void main() {
  var log = LoggerFactory.getLogger("physics");
  double[] lastAngles = {};
  double lastSeconds = 0;
  int leader = -1;

  try (var node = Node.init()) {
    for (var event : node) {
      if (!(event instanceof Event.Input in)) {
        continue;
      }
      // The vector lies over the received bytes; it is valid until the next event is taken. What is
      // needed longer is copied.
      Float8Vector angles = in.as(Float8Vector.class);
      double seconds = in.metadata().doubleValue("seconds");
      if (lastAngles.length > 0) {
        double[] energy = new double[angles.getValueCount()];
        for (int i = 0; i < energy.length; i++) {
          double speed = (angles.get(i) - lastAngles[i]) / (seconds - lastSeconds);
          double angle = (angles.get(i) + lastAngles[i]) / 2;
          energy[i] = (speed * speed + GRAVITY * angle * angle) / 2;
        }
        send(node.output("energy"), energy, in.metadata());

        int first = energy[0] > energy[1] ? 0 : 1;
        if (first != leader) {
          log.info("most of the energy is in pendulum {} after {} s", first + 1, seconds);
          leader = first;
        }
      }
      lastAngles = in.doubles();
      lastSeconds = seconds;
    }
  }
}

/** Two numbers could go by node.send; this is how an image or a point cloud goes without a copy. */
void send(Output output, double[] values, Metadata received) {
  try (Sample sample = output.allocate(MinorType.FLOAT8, values.length)) {
    for (int i = 0; i < values.length; i++) {
      sample.segment().setAtIndex(ValueLayout.JAVA_DOUBLE, i, values[i]);
    }
    sample.metadata().put("step", received.longValue("step"));
    sample.send();
  }
}
