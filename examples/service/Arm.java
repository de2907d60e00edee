import org.dora.node.*;

/** The angles of an arm of two parts, each one metre long, whose hand is to be at a point. */
void main() {
  try (var node = Node.init()) {
    for (var event : node) {
      if (event instanceof Event.Input in) {
        double[] point = in.doubles();
        double distance = Math.hypot(point[0], point[1]);
        if (distance > 2) {
          // Whatever is in the metadata of the request goes back with the response.
          in.metadata().put("error", "out of reach");
          node.respond("angles", in, Data.none());
        } else {
          double elbow = Math.acos(distance * distance / 2 - 1);
          double shoulder = Math.atan2(point[1], point[0]) - elbow / 2;
          node.respond("angles", in, Data.of(new double[] {shoulder, elbow}));
        }
      }
    }
  }
}
