package org.dora.daemon.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dora.common.metrics.DaemonFamilies;
import org.dora.common.metrics.DataflowLabels;
import org.dora.common.metrics.MetricsText;
import org.dora.common.metrics.NodeFamilies;
import org.dora.common.metrics.NodeSample;
import org.dora.common.version.DoraVersion;
import org.dora.daemon.Daemon;
import org.dora.daemon.dataflow.FaultCounts;
import org.dora.daemon.link.WireForm;
import org.dora.daemon.metrics.NodeMonitor;

/** Serves a daemon's metrics at {@code /metrics} (metrics.md). Measures when it is asked. */
public final class MetricsPort implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 5;
  private static final int OK = 200;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNAVAILABLE = 503;
  private static final int NO_BODY = -1;

  private final Daemon daemon;
  private final String name;
  private final CountedLog log;
  private final NodeMonitor monitor;
  private final HttpServer server;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("dora-metrics-port").factory());

  private MetricsPort(HttpServer server, Daemon daemon, String name, CountedLog log) {
    this.server = server;
    this.daemon = daemon;
    this.name = name;
    this.log = log;
    this.monitor = daemon.monitor();
  }

  /**
   * Opens the port.
   *
   * @param name of the daemon in labels
   * @param log through which the daemon's log goes
   * @throws IOException if the port cannot be had
   */
  public static MetricsPort open(
      InetSocketAddress address, Daemon daemon, String name, CountedLog log) throws IOException {
    HttpServer server = HttpServer.create(address, 0);
    MetricsPort port = new MetricsPort(server, daemon, name, log);
    server.createContext("/metrics", port::serve);
    server.setExecutor(port.thread);
    server.start();
    return port;
  }

  /** Returns where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, NO_BODY);
        return;
      }
      byte[] body = text().getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", MetricsText.MEDIA_TYPE);
      exchange.sendResponseHeaders(OK, body.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    } catch (ExecutionException | TimeoutException _) {
      exchange.sendResponseHeaders(UNAVAILABLE, NO_BODY);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private String text() throws ExecutionException, InterruptedException, TimeoutException {
    FaultCounts faults = daemon.faults().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    var measured = monitor.sample().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    List<NodeSample> nodes = new ArrayList<>();
    measured.forEach((id, ofDataflow) ->
        WireForm.of(ofDataflow, true)
            .forEach((node, metrics) ->
                nodes.add(new NodeSample(new DataflowLabels(id, null), node, name, metrics))));
    MetricsText text = new MetricsText();
    text.gauge("dora_build_info", "1; the version is in the label.")
        .value(1, "version", DoraVersion.ours());
    text.gauge("dora_dataflows", "Dataflows of which nodes run here.").value(measured.size());
    faults(text, faults);
    NodeFamilies.write(text, nodes);
    NodeFamilies.writeLogs(text, log.countsOf(measured.keySet()));
    return text.toString();
  }

  private void faults(MetricsText text, FaultCounts faults) {
    DaemonFamilies.write(text, new TreeMap<>(Map.of(name, WireForm.of(faults))));
    text.counter("dora_daemon_startup_kills_total", "Nodes killed that did not connect in time.")
        .value(faults.startupKills(), "daemon", name);
    text.counter("dora_daemon_dropped_messages_total", "Messages that did not reach a reader.")
        .value(faults.droppedMessages(), "daemon", name);
  }

  /** Closes the port. */
  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }
}
