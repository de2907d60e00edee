package org.dora.cli.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.dora.common.control.DaemonInfo;
import org.dora.common.id.DaemonId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The doctor as a whole, on a machine with nothing but a working folder. */
@Timeout(60)
class DoctorCommandTest {
  @TempDir private Path folder;
  private final RecordedConsole console = new RecordedConsole();

  @Test
  void aMissingCoordinatorIsTheOneFailure() throws Exception {
    CoordinatorAddress address = freeAddress();
    DoctorCommand doctor = doctor(address);
    CliException failure = assertThrows(CliException.class, doctor::call);
    assertEquals("1 check(s) failed", failure.getMessage());
    assertEquals(CliException.FAILURE, failure.exitCode());
    assertTrue(console.out().startsWith("  PASS  CLI version: "), console.out());
    assertTrue(
        console.out().contains("\n  FAIL  Coordinator: not reachable at " + address + ": "),
        console.out());
    assertTrue(console.out().contains("\n  WARN  uv: not installed\n        only `--uv`"));
    assertFalse(console.out().contains("All checks passed"), console.out());
  }

  @Test
  void warningsAloneDoNotFail() throws Exception {
    try (TestCoordinator coordinator = new TestCoordinator(DoctorCommandTest::idle)) {
      assertEquals(0, doctor(coordinator.address()).call());
      assertTrue(
          console
              .out()
              .contains("  PASS  Coordinator: reachable at " + coordinator.address() + "\n"),
          console.out());
      assertTrue(
          console.out().contains("  PASS  Connected machines: 1\n        m-00000000"),
          console.out());
      assertTrue(
          console.out().contains("  PASS  Dataflows: 0 running, 0 failed, 0 total\n"),
          console.out());
      assertTrue(console.out().contains("\n\n  PASS  All checks passed ("), console.out());
    }
  }

  private static ControlReply idle(ControlRequest request) {
    return switch (request) {
      case ControlRequest.DaemonConnected _ -> new ControlReply.DaemonConnected(true);
      case ControlRequest.ConnectedMachines _ ->
          new ControlReply.ConnectedDaemons(
              List.of(new DaemonInfo(new DaemonId("m", new UUID(0, 1)), 5, null)));
      case ControlRequest.ListDataflows _ -> new ControlReply.DataflowList(List.of());
      case ControlRequest.GetNodeInfo _ -> new ControlReply.NodeInfoList(List.of());
      default -> new ControlReply.Failed("unexpected");
    };
  }

  @Test
  void aBadDataflowIsToldWithItsCauseAndPlace() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("flow.yml"), "nodes: [{id: a, path: x, inputs: {i: ghost/o}}]");
    try (TestCoordinator coordinator = new TestCoordinator(DoctorCommandTest::idle)) {
      DoctorCommand doctor = doctor(coordinator.address(), "--dataflow", file.toString());
      assertThrows(CliException.class, doctor::call);
    }
    assertTrue(
        console.out().contains("FAIL  Dataflow validation: " + file + " FAILED: "), console.out());
    assertTrue(console.out().contains("source node `ghost`"), console.out());
    assertTrue(console.out().contains(file + ":1:"), console.out());
  }

  @Test
  void aGoodDataflowIsSaidToBeOne() throws Exception {
    Path file = Files.writeString(folder.resolve("flow.yml"), "nodes: [{id: a, path: x}]");
    try (TestCoordinator coordinator = new TestCoordinator(DoctorCommandTest::idle)) {
      assertEquals(0, doctor(coordinator.address(), "--dataflow", file.toString()).call());
    }
    assertTrue(
        console.out().contains("  PASS  Dataflow validation: " + file + " OK\n"), console.out());
  }

  @Test
  void programsGetOneDocument() throws Exception {
    try (TestCoordinator coordinator = new TestCoordinator(DoctorCommandTest::idle)) {
      assertEquals(0, doctor(coordinator.address(), "-f", "json").call());
    }
    assertTrue(
        console.out().startsWith("{\n  \"checks\": [\n    {\n      \"name\": \"CLI version\""));
    assertTrue(console.out().contains("\"result\": \"warn\""), console.out());
    assertTrue(console.out().contains("\n  \"failed\": 0,\n"), console.out());
  }

  private DoctorCommand doctor(CoordinatorAddress address, String... arguments) {
    Map<String, String> environment =
        Map.of("PATH", folder.toString(), "DORA_COORDINATOR_PORT", "" + address.port());
    DoctorCommand doctor =
        new DoctorCommand(console.console(), new Machine(folder, environment, folder));
    new CommandLine(doctor).parseArgs(arguments);
    return doctor;
  }

  private static CoordinatorAddress freeAddress() throws IOException, InterruptedException {
    try (Listener listener = Listener.thatIsSilent()) {
      return listener.address();
    }
  }
}
