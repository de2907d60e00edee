import org.dora.node.*;

/** An operator: the mean of the last values. */
public final class Smooth implements Operator {
  private final double[] last = new double[15];
  private int count;

  @Override
  public Status onEvent(Event event, Outputs outputs) {
    if (event instanceof Event.Input in) {
      last[count++ % last.length] = in.doubleValue();
      double sum = 0;
      for (double value : last) {
        sum += value;
      }
      outputs.send("mean", sum / Math.min(count, last.length), in.metadata());
    }
    return Status.CONTINUE;
  }
}
