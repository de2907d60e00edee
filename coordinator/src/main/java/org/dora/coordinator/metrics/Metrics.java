package org.dora.coordinator.metrics;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.dora.common.daemonlink.FaultStats;
import org.dora.common.metrics.DaemonFamilies;
import org.dora.common.metrics.MetricsText;
import org.dora.common.version.DoraVersion;
import org.dora.coordinator.daemons.ConnectedDaemon;
import org.dora.coordinator.daemons.Daemons;
import org.dora.coordinator.dataflow.Dataflows;
import org.dora.coordinator.dataflow.Measurements;

/** Writes what the coordinator knows for Prometheus (metrics.md). Safe for use by any thread. */
public final class Metrics {
  private static final double MILLIS_OF_SECOND = 1e3;

  /** What there is to write, taken at one moment. */
  private record Snapshot(
      SortedMap<String, Duration> silences,
      SortedMap<String, FaultStats> faults,
      Measurements dataflows) {}

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
    return CompletableFuture.supplyAsync(this::snapshot, conductor).thenApplyAsync(Metrics::write);
  }

  private Snapshot snapshot() {
    SortedMap<String, Duration> silences = new TreeMap<>();
    SortedMap<String, FaultStats> faults = new TreeMap<>();
    for (ConnectedDaemon daemon : daemons.all()) {
      silences.put(daemon.id().toString(), daemon.silence());
      FaultStats told = daemon.faults();
      if (told != null) {
        faults.put(daemon.id().toString(), told);
      }
    }
    return new Snapshot(silences, faults, Measurements.of(dataflows));
  }

  private static String write(Snapshot snapshot) {
    MetricsText text = new MetricsText();
    text.gauge("dora_build_info", "1; the version is in the label.")
        .value(1, "version", DoraVersion.ours());
    text.gauge("dora_daemons", "Daemons that are connected.").value(snapshot.silences.size());
    text.gauge("dora_daemon_silence_seconds", "Time since the daemon's last sign of life.");
    snapshot.silences.forEach(
        (daemon, silence) -> text.value(silence.toMillis() / MILLIS_OF_SECOND, "daemon", daemon));
    DaemonFamilies.write(text, snapshot.faults);
    snapshot.dataflows.write(text);
    return text.toString();
  }
}
