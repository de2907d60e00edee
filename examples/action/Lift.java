import org.dora.node.*;

/** Moves one floor with each tick, towards the goal that it was given first. */
void main() {
  try (var node = Node.init()) {
    var rides = node.actionServer("floor", "arrival");
    var targets = new java.util.HashMap<String, Long>();
    long floor = 0;
    for (var event : node) {
      switch (event) {
        case Event.Input in when in.id().equals("goal") ->
            targets.put(rides.accept(in).id(), in.longValue());
        case Event.Input in when in.id().equals("cancel") -> rides.cancel(in);
        case Event.Input in when in.id().equals("tick") -> {
          for (var ride : rides.goals()) {
            long target = targets.get(ride.id());
            if (ride.isCancelRequested()) {
              ride.cancel(Data.of(floor));
            } else if (floor == target) {
              ride.succeed(Data.of(floor));
            } else {
              floor += Long.signum(target - floor);
              ride.feedback(Data.of(floor));
            }
            break;
          }
        }
        // The timer goes on for ever: without passengers there is nothing left to do.
        case Event.InputClosed closed when closed.id().equals("goal") -> {
          return;
        }
        default -> {}
      }
    }
  }
}
