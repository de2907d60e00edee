// Simulates two pendulums that are joined by a weak spring, and sends their angles.

import org.dora.node.*;
import org.slf4j.LoggerFactory;

static final int STEPS = 130;

static final double STEP_SECONDS = 0.06; // the timer's interval, see dataflow.yml
static final double GRAVITY = 39.5; // g / length: one swing per second
static final double SPRING = 5.2; // weak: it takes four seconds to pass all energy on

final double[] angles = {0.6, 0}; // in radians; only the first one is deflected
final double[] speeds = {0, 0};

void main() {
  var log = LoggerFactory.getLogger("simulation");
  try (var node = Node.init()) {
    int step = 0;
    for (var event : node) {
      if (event instanceof Event.Input in && in.id().equals("tick")) {
        swing();
        // Arrays become Arrow data; metadata travels beside it.
        node.send("angles", angles, Metadata.of("step", step).put("seconds", step * STEP_SECONDS));

        // A timer never ends, so a source that is to end leaves its loop. Closing the node closes
        // its outputs, which tells the nodes behind it that all is over.
        if (++step == STEPS) {
          break;
        }
      }
    }
    log.atInfo().addKeyValue("steps", step).log("the pendulums have swung");
  }
}

/** One step of the timer, in small steps of physics. */
void swing() {
  int parts = 60;
  for (int i = 0; i < parts; i++) {
    double pull = SPRING * (angles[1] - angles[0]);
    speeds[0] += (-GRAVITY * angles[0] + pull) * STEP_SECONDS / parts;
    speeds[1] += (-GRAVITY * angles[1] - pull) * STEP_SECONDS / parts;
    angles[0] += speeds[0] * STEP_SECONDS / parts;
    angles[1] += speeds[1] * STEP_SECONDS / parts;
  }
}
