package org.dora.interop.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.dora.cli.CliException;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.interop.peers.Executable;
import org.jspecify.annotations.Nullable;

/** A coordinator and a daemon that can be killed, and relays on all ways to the coordinator. */
final class Cluster implements AutoCloseable {
  /** Of auto-recovery; with the usual 30 s a campaign would take too long. */
  static final Duration BACKOFF = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofMillis(10);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Path folder;
  private final Path witnesses;
  private final Relay clients = new Relay();
  private final Relay link = new Relay();
  private int started;
  private @Nullable Peer coordinator;
  private @Nullable Peer daemon;

  /**
   * @param folder for everything
   */
  Cluster(Path folder) throws IOException {
    this.folder = folder;
    this.witnesses = Files.createDirectory(folder.resolve("witnesses"));
    for (String file : List.of("chaos/witness", "nodes/wire.py")) {
      Path source = Path.of("src/test/resources", file);
      Files.copy(source, folder.resolve(source.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  Path witnesses() {
    return witnesses;
  }

  /** The way of the CLIs. */
  Relay clients() {
    return clients;
  }

  /** The way of the daemon. */
  Relay link() {
    return link;
  }

  /** Starts a coordinator, which takes up what the one before it has left. */
  void startCoordinator() throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider",
            "-cp",
            System.getProperty("java.class.path"),
            MortalCoordinator.class.getName(),
            folder.resolve("store.sqlite").toString(),
            Path.of("target/sqlite").toAbsolutePath().toString(),
            Long.toString(BACKOFF.toSeconds()));
    Peer fresh = start("coordinator", command);
    coordinator = fresh;
    int port = Integer.parseInt(fresh.await(MortalCoordinator.LISTENS));
    clients.leadTo(port);
    link.leadTo(port);
  }

  Peer coordinator() {
    return present(coordinator);
  }

  void startDaemon() throws IOException {
    daemon =
        start(
            "daemon",
            List.of(
                Executable.dora().toString(),
                "daemon",
                "--coordinator-port",
                Integer.toString(link.port()),
                "--local-listen-port",
                "0"));
  }

  Peer daemon() {
    return present(daemon);
  }

  private static Peer present(@Nullable Peer peer) {
    if (peer == null) {
      throw new IllegalStateException("it was not started");
    }
    return peer;
  }

  private Peer start(String name, List<String> command) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("HOME", folder.toString());
    environment.put("XDG_RUNTIME_DIR", folder.toString());
    environment.put("NO_COLOR", "1");
    return new Peer(folder, folder.resolve(name + "-" + started++), command, environment);
  }

  /** Waits until a daemon has connected anew. */
  void awaitDaemon(int opened) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (link.opened() == opened || !isDaemonConnected()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the daemon does not come back");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private boolean isDaemonConnected() {
    try (ControlClient client = client()) {
      return client
          .ask(new ControlRequest.DaemonConnected(), ControlReply.DaemonConnected.class)
          .connected();
    } catch (CliException _) {
      return false;
    }
  }

  /** Connects as a CLI. */
  ControlClient client() {
    return ControlClient.connect(
        new CoordinatorAddress("127.0.0.1", clients.port()), Map.of("HOME", folder.toString()));
  }

  /** Asks for the start of a dataflow, whose nodes are told its name. */
  UUID start(ControlClient client, String name, String nodes) {
    ControlRequest.Start start =
        new ControlRequest.Start(
            null, new UUID(1, 1), descriptor(name, nodes), name, folder.toString(), false, null);
    return client.ask(start, ControlReply.DataflowStartTriggered.class).uuid();
  }

  /** Returns a dataflow whose nodes are witnesses. */
  Descriptor descriptor(String name, String nodes) {
    String yaml =
        """
        env: {FLOW: %s, WITNESSES: "%s"}
        nodes: %s
        """
            .formatted(name, witnesses, nodes);
    return DescriptorParser.parse(yaml, "dataflow.yml", Map.of()).descriptor();
  }

  /** Returns what everybody has printed last, and what the nodes are, for a report. */
  String logs() throws IOException {
    StringBuilder logs = new StringBuilder();
    addLogs("coordinator-", 3, logs);
    addLogs("daemon-", 2, logs);
    for (Witness witness : Witness.living(witnesses)) {
      logs.append("--- ").append(witness).append('\n');
      ProcessHandle.of(witness.pid())
          .flatMap(process -> process.info().startInstant())
          .ifPresent(start -> logs.append("started at ").append(start).append('\n'));
      Path waits = Path.of("/proc", Long.toString(witness.pid()), "wchan");
      logs.append("waits in ").append(Files.exists(waits) ? Files.readString(waits) : "?");
      logs.append('\n');
    }
    return logs.toString();
  }

  /** Adds those of the last lives of one. */
  private void addLogs(String name, int lives, StringBuilder logs) throws IOException {
    for (int i = started - 1, found = 0; i >= 0 && found < lives; i--) {
      found += addLog(name + i, logs) ? 1 : 0;
    }
  }

  private boolean addLog(String name, StringBuilder logs) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return false;
    }
    List<String> lines = Files.readAllLines(file);
    logs.append("--- ").append(name).append('\n');
    lines
        .subList(Math.max(0, lines.size() - 80), lines.size())
        .forEach(line -> logs.append(line).append('\n'));
    return true;
  }

  @Override
  public void close() throws Exception {
    for (Peer peer : new @Nullable Peer[] {daemon, coordinator}) {
      if (peer != null) {
        peer.close();
      }
    }
    for (Witness witness : Witness.living(witnesses)) {
      ProcessHandle.of(witness.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
    link.close();
    clients.close();
  }
}
