import java.time.Duration;
import org.dora.node.*;

/** Asks for one point of a circle after the other; the last one is out of the arm's reach. */
void main() {
  try (var node = Node.init()) {
    // The output joints/request and the input joints/response.
    var joints = node.service("joints");
    for (int step = 0; step <= 12; step++) {
      double radius = step < 12 ? 0.5 : 2;
      double angle = step * Math.PI / 6;
      double[] point = {1 + radius * Math.cos(angle), radius * Math.sin(angle)};
      try {
        var answer = joints.call(Data.of(point), Duration.ofSeconds(5));
        if (answer.hasData()) {
          double[] angles = answer.doubles();
          IO.println(
              "(%5.2f, %5.2f) -> shoulder %4.0f°, elbow %4.0f°"
                  .formatted(
                      point[0], point[1], Math.toDegrees(angles[0]), Math.toDegrees(angles[1])));
        } else {
          IO.println("(%5.2f, %5.2f) -> %s".formatted(
              point[0], point[1], answer.metadata().string("error")));
        }
      } catch (NoAnswerException e) {
        IO.println("no answer: " + e.reason());
      }
    }
  }
}
