package org.dora.common.metrics;

import java.util.SortedMap;
import java.util.function.ToLongFunction;
import org.dora.common.daemonlink.FaultStats;

/** The metrics of daemons, which have the same names wherever they are asked for (metrics.md). */
public final class DaemonFamilies {
  private DaemonFamilies() {}

  /**
   * Writes what daemons met and mended.
   *
   * @param daemons by name
   */
  public static void write(MetricsText text, SortedMap<String, FaultStats> daemons) {
    text.counter("dora_daemon_restarts_total", "Nodes that the daemon started again.");
    each(text, daemons, FaultStats::restarts);
    text.counter("dora_daemon_health_check_kills_total", "Nodes killed that did not ask any more.");
    each(text, daemons, FaultStats::healthCheckKills);
    text.counter("dora_daemon_input_timeouts_total", "Inputs closed because nothing came.");
    each(text, daemons, FaultStats::inputTimeouts);
    text.counter("dora_daemon_input_recoveries_total", "Inputs opened again: something came.");
    each(text, daemons, FaultStats::circuitBreakerRecoveries);
  }

  private static void each(
      MetricsText text, SortedMap<String, FaultStats> daemons, ToLongFunction<FaultStats> count) {
    daemons.forEach((name, faults) -> text.value(count.applyAsLong(faults), "daemon", name));
  }
}
