package org.dora.cli.daemon;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.dora.cli.CliException;
import org.dora.daemon.Daemon;
import org.dora.daemon.prometheus.CountedLog;
import org.dora.daemon.prometheus.MetricsPort;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Where a daemon serves metrics, if at all; a mixin. */
final class MetricsOptions {
  private static final Logger LOG = LoggerFactory.getLogger(MetricsOptions.class);
  private static final int LAST_PORT = 65535;

  @Option(
      names = "--metrics-port",
      paramLabel = "<PORT>",
      description = "Serve metrics for Prometheus at http://127.0.0.1:PORT/metrics")
  private @Nullable Integer port;

  @Option(
      names = "--metrics-interface",
      paramLabel = "<IP>",
      description = "Address for --metrics-port; everybody who reaches it may read them")
  private String bind = "127.0.0.1";

  /** Whether metrics are to be served. */
  boolean areWanted() {
    return port != null;
  }

  /**
   * Opens the port; returns null if none is wanted.
   *
   * @param machineId names the daemon in labels
   * @param log through which the daemon's log goes
   * @throws CliException if it cannot be had
   */
  @Nullable MetricsPort open(Daemon daemon, @Nullable String machineId, CountedLog log) {
    if (port == null) {
      return null;
    }
    if (port < 0 || port > LAST_PORT) {
      throw CliException.usage(
          "invalid value '%d' for '--metrics-port <PORT>': %d is not in 0..=65535"
              .formatted(port, port));
    }
    try {
      MetricsPort opened =
          MetricsPort.open(
              new InetSocketAddress(bind, port), daemon, machineId == null ? "" : machineId, log);
      LOG.info(
          "metrics are at http://{}:{}/metrics",
          opened.address().getAddress().getHostAddress(),
          opened.address().getPort());
      return opened;
    } catch (IOException e) {
      throw CliException.failure(
          "metrics cannot be served at %s:%d: %s".formatted(bind, port, e.getMessage()));
    }
  }
}
