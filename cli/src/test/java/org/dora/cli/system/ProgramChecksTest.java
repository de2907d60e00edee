package org.dora.cli.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.dora.cli.system.Diagnosis.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The doctor's checks of programs, which are shell scripts here. */
@Timeout(60)
class ProgramChecksTest {
  @TempDir private Path folder;
  private Machine machine = new Machine(Path.of("/"), Map.of(), Path.of("/"));

  @BeforeEach
  void takeOnlyTheseProgramsFromPath() {
    machine = new Machine(Path.of("/"), Map.of("PATH", folder.toString()), folder);
  }

  @Test
  void aMissingUvIsAWarningOnly() {
    Diagnosis found = new UvCheck(machine).diagnose().getFirst();
    assertEquals(Verdict.WARN, found.verdict());
    assertEquals("not installed", found.detail());
  }

  @Test
  void theVersionOfUvIsShown() throws IOException {
    program("uv", "echo 'uv 0.9.1 (robot)'");
    assertEquals(
        Diagnosis.pass("uv", "uv 0.9.1 (robot)"), new UvCheck(machine).diagnose().getFirst());
  }

  @Test
  void aUvThatFailsIsTold() throws IOException {
    program("uv", "exit 3");
    Diagnosis found = new UvCheck(machine).diagnose().getFirst();
    assertEquals(Verdict.WARN, found.verdict());
    assertEquals("`" + folder.resolve("uv") + " --version` failed", found.detail());
  }

  @Test
  void aPythonWithTheMatchingPackageIsFineAndShownWithItsPlace() throws IOException {
    program("python3", "printf '%s\\n' 3.12.1 /usr/bin/python3 1.1.0 /lib/dora");
    assertEquals(
        Diagnosis.pass("Python", "3.12.1 at /usr/bin/python3, dora-rs 1.1.0 in /lib/dora"),
        new PythonCheck(machine).diagnose().getFirst());
  }

  @Test
  void aPackageOfAnotherVersionIsWarnedOf() throws IOException {
    program("python3", "printf '%s\\n' 3.12.1 /usr/bin/python3 0.3.11 /lib/dora");
    Diagnosis found = new PythonCheck(machine).diagnose().getFirst();
    assertEquals(Verdict.WARN, found.verdict());
    assertTrue(found.advice().contains("pip install dora-rs==1.1.0"), found.advice());
  }

  @Test
  void aPythonWithoutThePackageIsWarnedOf() throws IOException {
    program("python3", "printf '%s\\n' 3.12.1 /usr/bin/python3");
    assertEquals(
        "3.12.1 at /usr/bin/python3, without the package dora-rs",
        new PythonCheck(machine).diagnose().getFirst().detail());
  }

  @Test
  void uvDecidesOnThePythonAsInTheDaemonAndPython2IsPassedOver() throws IOException {
    program("python", "echo 'Python 2.7.18'");
    program("python3", "printf '%s\\n' 3.9.0 /three 1.1.0 /d");
    assertTrue(
        new PythonCheck(machine).diagnose().getFirst().detail().startsWith("3.9.0 at /three"));
    program("other", "printf '%s\\n' 3.13.0 /uv 1.1.0 /d");
    program("uv", "echo " + folder.resolve("other"));
    assertTrue(new PythonCheck(machine).diagnose().getFirst().detail().startsWith("3.13.0 at /uv"));
  }

  @Test
  void withoutPythonOnlyPythonNodesAreAtStake() {
    Diagnosis found = new PythonCheck(machine).diagnose().getFirst();
    assertEquals(Verdict.WARN, found.verdict());
    assertEquals("no working Python 3 found", found.detail());
  }

  @Test
  void clusterToolsThatAreMissingAreNamed() throws IOException {
    program("ssh", "");
    assertEquals(
        folder.resolve("ssh") + "; not found: systemctl",
        new ClusterToolsCheck(machine).diagnose().getFirst().detail());
    program("systemctl", "");
    assertEquals(Verdict.PASS, new ClusterToolsCheck(machine).diagnose().getFirst().verdict());
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
