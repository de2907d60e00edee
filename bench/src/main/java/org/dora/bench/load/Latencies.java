package org.dora.bench.load;

import java.util.Arrays;
import java.util.Locale;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;

/** How long {@code dora list} waits for its two answers, measured again and again. */
final class Latencies {
  private static final int WARM_UP = 20;
  private static final double NANOS_PER_MILLI = 1e6;

  private final long[] nanos;

  private Latencies(long[] nanos) {
    this.nanos = nanos;
    Arrays.sort(nanos);
  }

  static Latencies ofList(ControlClient client, int count) {
    long[] nanos = new long[count];
    for (int i = -WARM_UP; i < count; i++) {
      long begin = System.nanoTime();
      var _ = client.ask(new ControlRequest.ListDataflows(), ControlReply.DataflowList.class);
      var _ = client.ask(new ControlRequest.GetNodeInfo(), ControlReply.NodeInfoList.class);
      if (i >= 0) {
        nanos[i] = System.nanoTime() - begin;
      }
    }
    return new Latencies(nanos);
  }

  private double millis(double share) {
    return nanos[(int) Math.ceil(share * nanos.length) - 1] / NANOS_PER_MILLI;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.1f ms, p99 %.1f ms, most %.1f ms",
        millis(0.5),
        millis(0.99),
        millis(1));
  }
}
