package org.dora.interop.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowEntry;
import org.dora.common.control.DataflowStatus;
import org.dora.common.control.LogFilter;
import org.dora.interop.peers.FreePort;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.ReleasedPeers;
import org.dora.interop.peers.RunningCommand;
import org.dora.interop.peers.WarmExecutable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our coordinator, then the released daemon below it, are killed and come back. */
class RestartedPeersTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String NODE =
      """
      from dora import Node
      for number, event in enumerate(Node()):
          print("tick", number, flush=True)
      """;

  /** Not often: the daemon complains at length of each line that it cannot pass on. */
  private static final String DATAFLOW =
      """
      nodes:
        - {id: a, path: node.py, inputs: {tick: dora/timer/millis/500}}
      """;

  private final String port = Integer.toString(FreePort.find());
  private final String dynamicPort = Integer.toString(FreePort.find());

  @TempDir Path folder;

  @Test
  void whatRunsIsFoundAgainAndWhatIsLostIsStartedAgain() throws Exception {
    Files.writeString(folder.resolve("node.py"), NODE);
    Files.writeString(folder.resolve("dataflow.yml"), DATAFLOW);
    RunningCommand first = coordinator();
    RunningCommand firstDaemon = daemon();
    try (first;
        firstDaemon) {
      dora("start", "dataflow.yml", "--name", "flow", "--detach");
      first.close();
      try (RunningCommand _ = coordinator();
          Client client = new Client(Integer.parseInt(port))) {
        UUID flow = running(client);
        follow(client, flow, "tick");
        ControlRequest logs = new ControlRequest.Logs(flow, null, "a", 1L, null);
        assertTrue(
            assertInstanceOf(ControlReply.Logs.class, client.ask(logs))
                .content()
                .utf8()
                .contains("tick"));

        firstDaemon.close();
        try (RunningCommand _ = daemon()) {
          follow(client, flow, "auto-recovery: re-spawning");
          follow(client, flow, "tick");
          assertEquals(flow, running(client));
          dora("stop", "flow");
          assertEquals(DataflowStatus.FINISHED, only(client).status());
          String log = Files.readString(folder.resolve("out/dora-coordinator.txt"));
          for (String line :
              List.of("listening on", "has connected from", "auto-recovery: re-spawning [a]")) {
            assertTrue(log.contains(line), log);
          }
        }
      }
    }
  }

  private static UUID running(Client client) throws InterruptedException {
    DataflowEntry entry = only(client);
    assertEquals(DataflowStatus.RUNNING, entry.status());
    return entry.id().uuid();
  }

  private static DataflowEntry only(Client client) throws InterruptedException {
    var list =
        assertInstanceOf(
            ControlReply.DataflowList.class, client.ask(new ControlRequest.ListDataflows()));
    assertEquals(1, list.dataflows().size(), list.toString());
    return list.dataflows().getFirst();
  }

  /** Waits for a message in the dataflow's log. */
  private static void follow(Client client, UUID flow, String text) throws InterruptedException {
    client.send(new ControlRequest.LogSubscribe(flow, LogFilter.TRACE));
    while (!client.event().toString().contains(text)) {
      // The next one may be it.
    }
  }

  private RunningCommand coordinator() throws IOException {
    return started(WarmExecutable.dora(), "Listening on port", "coordinator", "--port", port);
  }

  private RunningCommand daemon() throws IOException {
    return started(
        ReleasedPeers.dora(),
        "Connected to dora-coordinator",
        "daemon",
        "--coordinator-port",
        port,
        "--local-listen-port",
        dynamicPort,
        "--zenoh-no-multicast");
  }

  private RunningCommand started(Path program, String line, String... arguments)
      throws IOException {
    RunningCommand command = RunningCommand.start(folder, Map.of(), program, arguments);
    command.awaitLines(line);
    return command;
  }

  private void dora(String... arguments) {
    String[] command = new String[arguments.length + 3];
    command[0] = ReleasedPeers.dora().toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    command[arguments.length + 1] = "--coordinator-port";
    command[arguments.length + 2] = port;
    Program.Outcome outcome =
        Program.of(folder, command).with(Map.of("HOME", folder.toString())).run(LIMIT);
    assertEquals(0, outcome.exitCode(), outcome.stdout() + outcome.stderr());
  }
}
