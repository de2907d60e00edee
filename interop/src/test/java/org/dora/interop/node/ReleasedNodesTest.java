package org.dora.interop.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.FreePort;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.ReleasedPeers;
import org.dora.interop.peers.RunningCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Java nodes beside released Python nodes: all payloads of the vectors go from Python through Java
 * to Python unchanged, and each side serves the other's services and actions.
 */
@Timeout(240)
class ReleasedNodesTest {
  private static final Path RESOURCES = Path.of("src/test/resources/node-api");
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static final List<String> SAID =
      List.of(
          "73 arrays unchanged",
          "java: sum is 11",
          "java: sum is 22",
          "java: sum is 33",
          "java: 1,2,SUCCEEDED 7",
          "java: CANCELED -1",
          "python: sum of 0 is 0",
          "python: sum of 1 is 2",
          "python: sum of 2 is 4",
          "python: short succeeded 2",
          "python: long canceled -1");

  @TempDir private Path folder;

  @BeforeEach
  void copyNodes() throws IOException {
    copy(RESOURCES);
    Path vectors = Executable.repository().resolve("interop/vectors/node-protocol");
    Path own = Executable.repository().resolve("interop/vectors-own/node-protocol");
    for (Path file :
        List.of(vectors.resolve("arrow_ipc_payloads.json"), own.resolve("recorded_arrays.json"))) {
      Files.copy(file, folder.resolve(file.getFileName()));
    }
  }

  @Test
  void underTheReleasedDaemonAndAReleasedTestPlaysTheRecording() throws IOException {
    dataflow("path: " + Executable.dora() + "\n    args: java ");
    Path events = folder.resolve("events");
    assertAllSaid(run(ReleasedPeers.dora(), Map.of("DORA_WRITE_EVENTS_TO", events.toString())));

    Program.Outcome replay =
        python("replay.py")
            .with(
                Map.of(
                    "DORA_TEST_WITH_INPUTS",
                    events.resolve("inputs-relay.json").toString(),
                    "DORA_TEST_WRITE_OUTPUTS_TO",
                    folder.resolve("outputs.jsonl").toString()))
            .run(LIMIT);
    // The released reader knows no dictionaries, time zones and durations, and no year 10000.
    assertTrue(replay.stdout().contains("65 inputs played"), replay.stdout() + replay.stderr());
    assertTrue(
        replay.stdout().contains("[{'x': 1, 'y': 'a'}, {'x': None, 'y': 'b'}] [1, -2]"),
        replay.stdout());
  }

  @Test
  void underOurDaemon() throws IOException {
    dataflow("path: ");
    Path events = folder.resolve("events");
    assertAllSaid(run(Executable.dora(), Map.of("DORA_WRITE_EVENTS_TO", events.toString())));
    assertTrue(Files.size(events.resolve("inputs-relay.json")) > 0, "recording of a Java node");
    assertTrue(Files.size(events.resolve("inputs-sink.json")) > 0, "recording of a Python node");
  }

  @Test
  void asADynamicNodeUnderTheReleasedDaemon() throws Exception {
    int port = FreePort.find();
    try (ReleasedCluster cluster = new ReleasedCluster(folder, port)) {
      RunningCommand dataflow = cluster.start("dynamic.yml");
      joinByHand(port);
      dataflow.awaitLines("73 arrays unchanged");
    }
  }

  @Test
  void asADynamicNodeUnderOurDaemon() throws Exception {
    int port = FreePort.find();
    try (RunningCommand dataflow =
        RunningCommand.start(
            folder,
            Map.of("DORA_DAEMON_LOCAL_LISTEN_PORT", Integer.toString(port)),
            Executable.dora(),
            "run",
            "dynamic.yml")) {
      dataflow.awaitLines("spawning");
      joinByHand(port);
      dataflow.awaitLines("73 arrays unchanged");
    }
  }

  /** Runs the relay as its user would, until it ends by itself. */
  private void joinByHand(int port) {
    Program relay =
        Program.of(folder, Executable.dora().toString(), "java", "Relay.java")
            .with(Map.of("DORA_DAEMON_LOCAL_LISTEN_PORT", Integer.toString(port)));
    Program.Outcome outcome = relay.run(LIMIT);
    while (outcome.stderr().contains("no node with ID")) { // the dataflow is about to start
      outcome = relay.run(LIMIT);
    }
    assertEquals(0, outcome.exitCode(), outcome.stdout() + outcome.stderr());
  }

  /**
   * @param java what precedes the source file of a Java node in the descriptor
   */
  private void dataflow(String java) throws IOException {
    Path file = folder.resolve("dataflow.yml");
    Files.writeString(file, Files.readString(file).replace("path: JAVA/", java));
  }

  private Program.Outcome run(Path dora, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("PATH", ReleasedPeers.python().getParent() + ":/usr/bin:/bin");
    return Program.of(folder, dora.toString(), "run", "dataflow.yml").with(all).run(LIMIT);
  }

  private Program python(String script) {
    return Program.of(folder, ReleasedPeers.python().toString(), script);
  }

  private static void assertAllSaid(Program.Outcome outcome) {
    String report = outcome.stdout() + outcome.stderr();
    assertEquals(0, outcome.exitCode(), report);
    SAID.forEach(line -> assertTrue(outcome.stdout().contains(line), line + " of\n" + report));
  }

  private void copy(Path from) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }
}
