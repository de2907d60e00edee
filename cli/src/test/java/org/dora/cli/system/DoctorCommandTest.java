package org.dora.cli.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
  void warningsAloneDoNotFailAndWhatWasNotAskedIsSaid() throws Exception {
    try (Listener listener = Listener.thatIsACoordinator()) {
      assertEquals(0, doctor(listener.address()).call());
      assertTrue(
          console.out().contains("  PASS  Coordinator: reachable at " + listener.address() + "\n"),
          console.out());
      assertTrue(console.out().contains("  WARN  Daemon: not checked\n"), console.out());
      assertTrue(console.out().contains("\n\n  PASS  All checks passed ("), console.out());
    }
  }

  @Test
  void aBadDataflowIsToldWithItsCauseAndPlace() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("flow.yml"), "nodes: [{id: a, path: x, inputs: {i: ghost/o}}]");
    try (Listener listener = Listener.thatIsACoordinator()) {
      DoctorCommand doctor = doctor(listener.address(), "--dataflow", file.toString());
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
    try (Listener listener = Listener.thatIsACoordinator()) {
      assertEquals(0, doctor(listener.address(), "--dataflow", file.toString()).call());
    }
    assertTrue(
        console.out().contains("  PASS  Dataflow validation: " + file + " OK\n"), console.out());
  }

  @Test
  void programsGetOneDocument() throws Exception {
    try (Listener listener = Listener.thatIsACoordinator()) {
      assertEquals(0, doctor(listener.address(), "-f", "json").call());
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
