import java.time.Duration;
import org.dora.node.*;

/** Rides to a floor, then sets out for another and turns back on the way. */
void main() {
  try (var node = Node.init()) {
    // The outputs ride/goal and ride/cancel, and the input ride/result.
    var ride = node.action("ride");

    var first = ride.start(Data.of(5));
    var arrival =
        first.result(
            Duration.ofSeconds(10), floor -> IO.println("passing floor " + floor.longValue()));
    IO.println(arrival.status() + " on floor " + arrival.input().longValue());

    var second = ride.start(Data.of(100));
    arrival =
        second.result(
            Duration.ofSeconds(10),
            floor -> {
              IO.println("passing floor " + floor.longValue());
              if (floor.longValue() == 8) {
                second.cancel();
              }
            });
    IO.println(arrival.status() + " on floor " + arrival.input().longValue());
  }
}
