import org.dora.node.*;

/** An operator: the highest value between two descents through zero, with where it was. */
public final class Peaks implements Operator {
  private double highest;
  private long place;

  @Override
  public Status onEvent(Event event, Outputs outputs) {
    if (event instanceof Event.Input in) {
      double mean = in.doubleValue();
      if (mean > highest) {
        highest = mean;
        place = in.metadata().longValue("step");
      } else if (mean < -0.3 && highest > 0.5) {
        outputs.send("peak", highest, Metadata.of("step", place));
        highest = 0;
      }
    }
    return Status.CONTINUE;
  }
}
