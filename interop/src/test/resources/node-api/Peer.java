import java.time.Duration;
import java.util.*;
import org.dora.node.*;

/** First a client of what Python serves, then a server of what Python has asked meanwhile. */
void main() {
  Duration patience = Duration.ofSeconds(20);
  try (var node = Node.init()) {
    var add = node.service("add");
    var calls = new ArrayList<ServiceCall>();
    for (int i = 1; i <= 3; i++) {
      calls.add(add.request(Data.of(new long[] {i, 10 * i})));
    }
    for (ServiceCall call : calls.reversed()) {
      IO.println("java: sum is " + call.await(patience).longValue());
    }
    var ride = node.action("ride");
    var steps = new StringBuilder();
    var end =
        ride.start(Data.of(7)).result(patience, step -> steps.append(step.longValue()).append(','));
    IO.println("java: " + steps + end.status() + " " + end.input().longValue());
    var goal = ride.start(Data.of(100));
    end = goal.result(patience, step -> {
      if (step.longValue() == 2) {
        goal.cancel();
      }
    });
    IO.println("java: " + end.status() + " " + end.input().longValue());
    serve(node);
  }
}

void serve(Node node) {
  var rides = node.actionServer("steps", "ends");
  int answered = 0;
  int ended = 0;
  while (answered < 3 || ended < 2) {
    if (node.next().orElseThrow() instanceof Event.Input in) {
      switch (in.id()) {
        case "request" -> {
          node.respond("sums", in, Data.of(Arrays.stream(in.longs()).sum()));
          answered++;
        }
        case "goal" -> {
          var goal = rides.accept(in);
          goal.feedback(Data.of(1));
          goal.feedback(Data.of(2));
          if (in.longValue() < 100) {
            goal.succeed(Data.of(in.longValue()));
            ended++;
          }
        }
        case "cancel" -> {
          rides.cancel(in).orElseThrow().cancel(Data.of(-1));
          ended++;
        }
        default -> throw new AssertionError(in.id());
      }
    }
  }
}
