package org.dora.cli.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.dora.cli.CliException;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.RecordedConsole;
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
    assertTrue(failure.hint().contains("no coordinator at " + address), failure.hint());
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
  void ofACoordinatorOnlyItsHealthIsClaimed() throws Exception {
    try (Listener listener = Listener.thatIsACoordinator()) {
      CliException failure = fails(listener.address());
      assertEquals(
          "System check incomplete: the coordinator is well, its daemons were not checked.",
          failure.getMessage());
      assertTrue(
          console
              .out()
              .startsWith("✓ Coordinator: Running\n  Address: " + listener.address() + "\n"),
          console.out());
      assertTrue(console.out().contains("\n? Daemon: Unknown"), console.out());
    }
  }

  @Test
  void anotherProgramOnThePortIsNamed() throws Exception {
    try (Listener listener = Listener.thatSays("HTTP/1.0 404 Not Found\r\n\r\n")) {
      CoordinatorAddress address = listener.address();
      CliException failure =
          assertThrows(
              CliException.class,
              () -> command(Map.of("DORA_COORDINATOR_PORT", "" + address.port())).call());
      assertTrue(
          failure.hint().endsWith("is no coordinator: it says `HTTP/1.0 404 Not Found`"),
          failure.hint());
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
    StatusCommand command =
        command(Map.of("DORA_COORDINATOR_PORT", "" + address.port()), arguments);
    CliException failure = assertThrows(CliException.class, command::call);
    assertEquals(CliException.FAILURE, failure.exitCode());
    return failure;
  }

  private StatusCommand command(Map<String, String> environment, String... arguments) {
    StatusCommand command = new StatusCommand(console.console(), environment);
    new CommandLine(command).parseArgs(arguments);
    return command;
  }

  private static CoordinatorAddress freeAddress() throws IOException, InterruptedException {
    try (Listener listener = Listener.thatIsSilent()) {
      return listener.address();
    }
  }
}
