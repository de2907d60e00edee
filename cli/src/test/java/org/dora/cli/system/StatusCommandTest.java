package org.dora.cli.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dora.cli.CliException;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.RecordedConsole;
import org.dora.cli.control.Listener;
import org.dora.cli.control.TestCoordinator;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowEntry;
import org.dora.common.control.DataflowRef;
import org.dora.common.control.DataflowStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(30)
class StatusCommandTest {
  @TempDir private Path folder;
  private RecordedConsole console = new RecordedConsole();

  @Test
  void withoutCoordinatorTheCheckFails() throws Exception {
    CoordinatorAddress address = freeAddress();
    CliException failure = fails(address);
    assertEquals("System check failed.", failure.getMessage());
    assertTrue(
        failure.hint().contains("cannot connect to coordinator at " + address), failure.hint());
    assertEquals(
        "✗ Coordinator: Not running\n✗ Daemon: Unknown (coordinator not available)\n",
        console.out());
  }

  @Test
  void jsonHasTheKeysOfTheReleasedCli() throws Exception {
    fails(freeAddress(), "--format", "json");
    assertEquals(
        """
        {
          "coordinator": {
            "status": "not running"
          },
          "daemon": {
            "status": "unknown"
          },
          "active_dataflows": null
        }
        """,
        console.out());
  }

  @Test
  void withCoordinatorAndDaemonAllIsWell() throws Exception {
    try (TestCoordinator coordinator = new TestCoordinator(StatusCommandTest::oneDataflow)) {
      assertEquals(0, command(variables(coordinator.address())).call());
      assertEquals(
          "✓ Coordinator: Running\n  Address: "
              + coordinator.address()
              + "\n✓ Daemon: Running\nActive dataflows: 1\n",
          console.out());
    }
  }

  @Test
  void withoutDaemonTheCheckFails() throws Exception {
    try (TestCoordinator coordinator =
        new TestCoordinator(request ->
            request instanceof ControlRequest.DaemonConnected
                ? new ControlReply.DaemonConnected(false)
                : oneDataflow(request))) {
      fails(coordinator.address());
      assertTrue(console.out().contains("\n✗ Daemon: Not running\n"), console.out());
    }
  }

  @Test
  void aRejectedTokenIsNotTakenForAMissingCoordinator() throws Exception {
    try (Listener listener =
        Listener.thatSays("HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n")) {
      CliException failure = fails(listener.address());
      assertTrue(failure.hint().contains("authentication failed"), failure.hint());
      assertTrue(console.out().contains("asks for a token"), console.out());
    }
  }

  private static ControlReply oneDataflow(ControlRequest request) {
    return switch (request) {
      case ControlRequest.DaemonConnected _ -> new ControlReply.DaemonConnected(true);
      case ControlRequest.ListDataflows _ ->
          new ControlReply.DataflowList(
              List.of(
                  new DataflowEntry(
                      new DataflowRef(new UUID(0, 1), "one"), DataflowStatus.RUNNING)));
      default -> new ControlReply.Failed("unexpected");
    };
  }

  @Test
  void anotherProgramOnThePortIsNamed() throws Exception {
    try (Listener listener = Listener.thatSays("HTTP/1.0 404 Not Found\r\n\r\n")) {
      CoordinatorAddress address = listener.address();
      CliException failure =
          assertThrows(CliException.class, () -> command(variables(address)).call());
      assertTrue(failure.hint().contains("found `HTTP/1.0 404 Not Found`"), failure.hint());
      assertTrue(console.out().startsWith("✗ Coordinator: Not running\n"), console.out());
    }
  }

  @Test
  void aTerminalGetsColouredMarks() throws Exception {
    console = new RecordedConsole(Map.of(), true);
    fails(freeAddress());
    assertTrue(console.out().startsWith("\u001b[31m✗\u001b[0m Coordinator"), console.out());
  }

  @Test
  void aDataflowIsCheckedFirst() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("flow.yml"), "nodes: [{id: a, path: x, inputs: {i: ghost/o}}]");
    CliException failure = fails(freeAddress(), "--dataflow", file.toString());
    assertEquals("Dataflow could not be validated.", failure.getMessage());
    assertEquals("", console.out());
  }

  private CliException fails(CoordinatorAddress address, String... arguments) {
    StatusCommand command = command(variables(address), arguments);
    CliException failure = assertThrows(CliException.class, command::call);
    assertEquals(CliException.FAILURE, failure.exitCode());
    return failure;
  }

  private StatusCommand command(Map<String, String> environment, String... arguments) {
    StatusCommand command = new StatusCommand(console.console(), environment);
    new CommandLine(command).parseArgs(arguments);
    return command;
  }

  private static Map<String, String> variables(CoordinatorAddress address) {
    return Map.of("DORA_COORDINATOR_PORT", "" + address.port());
  }

  private static CoordinatorAddress freeAddress() throws IOException, InterruptedException {
    try (Listener listener = Listener.thatIsSilent()) {
      return listener.address();
    }
  }
}
