package org.dora.coordinator.metrics;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.ToLongFunction;
import org.dora.common.daemonlink.FaultStats;
import org.dora.common.metrics.MetricsText;
import org.dora.common.version.DoraVersion;
import org.dora.coordinator.daemons.Daemons;
import org.dora.coordinator.dataflow.Dataflows;
import org.dora.coordinator.dataflow.Measurements;
import org.jspecify.annotations.Nullable;

/** Writes what the coordinator knows for Prometheus (metrics.md). Safe for use by any thread. */
public final class Metrics {
  private static final double MILLIS_OF_SECOND = 1e3;

  private record Daemon(String id, double silence, @Nullable FaultStats faults) {}

  private final Daemons daemons;
  private final Dataflows dataflows;
  private final Executor conductor;

  /** Metrics of these, which the conductor owns. */
  public Metrics(Daemons daemons, Dataflows dataflows, Executor conductor) {
    this.daemons = daemons;
    this.dataflows = dataflows;
    this.conductor = conductor;
  }

  /** Returns the text; the conductor only takes the numbers. */
  public CompletableFuture<String> text() {
    return CompletableFuture.supplyAsync(this::connected, conductor)
        .thenCombineAsync(
            CompletableFuture.supplyAsync(() -> Measurements.of(dataflows), conductor),
            Metrics::write);
  }

  private List<Daemon> connected() {
    return daemons.all().stream()
        .map(it ->
            new Daemon(it.id().toString(), it.silence().toMillis() / MILLIS_OF_SECOND, it.faults()))
        .toList();
  }

  private static String write(List<Daemon> daemons, Measurements dataflows) {
    MetricsText text = new MetricsText();
    text.gauge("dora_build_info", "1; the version is in the label.")
        .value(1, "version", DoraVersion.ours());
    text.gauge("dora_daemons", "Daemons that are connected.").value(daemons.size());
    text.gauge("dora_daemon_silence_seconds", "Time since the daemon's last sign of life.");
    daemons.forEach(it -> text.value(it.silence, "daemon", it.id));
    text.counter("dora_daemon_restarts_total", "Nodes that the daemon started again.");
    faults(text, daemons, FaultStats::restarts);
    text.counter("dora_daemon_health_check_kills_total", "Nodes killed that did not ask any more.");
    faults(text, daemons, FaultStats::healthCheckKills);
    text.counter("dora_daemon_input_timeouts_total", "Inputs closed because nothing came.");
    faults(text, daemons, FaultStats::inputTimeouts);
    text.counter("dora_daemon_input_recoveries_total", "Inputs opened again: something came.");
    faults(text, daemons, FaultStats::circuitBreakerRecoveries);
    dataflows.write(text);
    return text.toString();
  }

  private static void faults(
      MetricsText text, List<Daemon> daemons, ToLongFunction<FaultStats> count) {
    for (Daemon daemon : daemons) {
      if (daemon.faults != null) {
        text.value(count.applyAsLong(daemon.faults), "daemon", daemon.id);
      }
    }
  }
}
