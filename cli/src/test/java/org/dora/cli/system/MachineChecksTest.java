package org.dora.cli.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.system.Diagnosis.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor's checks on machines made of files. */
class MachineChecksTest {
  @TempDir private Path root;

  @Test
  void sharedMemoryNeedsItsFolderAndMode() throws IOException {
    Files.createDirectories(root.resolve("proc"));
    Check check = new SharedMemoryCheck(machine(Map.of()));
    assertEquals("/dev/shm is no directory", only(check, Verdict.WARN).detail());

    Path shm = Files.createDirectories(root.resolve("dev/shm"));
    Files.setPosixFilePermissions(shm, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertTrue(only(check, Verdict.WARN).detail().startsWith("/dev/shm mode is 755, "));
    assertTrue(only(check, Verdict.WARN).detail().endsWith("expected mode 1777"));

    Files.setAttribute(shm, "unix:mode", 01777);
    assertTrue(only(check, Verdict.PASS).detail().startsWith("/dev/shm mode is 1777, "));
  }

  @Test
  void memoryIsJudgedByTheLimitOfTheContainer() throws IOException {
    write("proc/meminfo", "MemTotal: 8000000 kB\nMemFree: 1 kB\nMemAvailable: 4000000 kB\n");
    assertEquals("4.1 GB available of 8.2 GB", find("Memory").detail());
    assertEquals(Verdict.PASS, find("Memory").verdict());

    write("proc/self/cgroup", "0::/pod/app\n");
    write("sys/fs/cgroup/memory.max", "max\n");
    write("sys/fs/cgroup/pod/memory.max", "300000000\n");
    assertEquals(Verdict.WARN, find("Memory").verdict());
    assertTrue(find("Memory").detail().endsWith(", control group limited to 300.0 MB"));
  }

  @Test
  void limitsOfControlGroupsOfTheFirstVersionCountToo() throws IOException {
    write("proc/self/cgroup", "8:pids:/\n4:memory,other:/box\n");
    write("sys/fs/cgroup/memory/box/memory.limit_in_bytes", "9223372036854771712\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "600000000\n");
    write("sys/fs/cgroup/pids/pids.max", "100\n");
    Cgroup cgroup = new Cgroup(machine(Map.of()));
    assertEquals(600000000, cgroup.memoryLimit().orElseThrow());
    assertEquals(100, cgroup.processLimit().orElseThrow());
    assertEquals(Verdict.WARN, find("Processes").verdict());
  }

  @Test
  void fewOpenFilesAreWarnedOf() throws IOException {
    write(
        "proc/self/limits", "Max open files            256                  1024         files\n");
    assertEquals(Verdict.WARN, find("Open files").verdict());
    write(
        "proc/self/limits", "Max open files            256              unlimited         files\n");
    assertEquals(Verdict.PASS, find("Open files").verdict());
  }

  @Test
  void coresThatMayNotBeUsedAreCounted() throws IOException {
    int usable = Runtime.getRuntime().availableProcessors();
    write("proc/cpuinfo", "processor : 0\n".repeat(usable + 3));
    assertEquals(usable + " of " + (usable + 3) + " usable", find("Cores").detail());
  }

  @Test
  void theHolderOfAPortIsNamed() throws IOException {
    String row = "   0: 0100007F:177D 00000000:0000 0A 0:0 00:0 0 1000 0 4711 1\n";
    write("proc/net/tcp", "  sl  local_address rem_address st ...\n" + row);
    write("proc/17/cmdline", "python3\0-m\0http.server\0" + "6013\0");
    Files.createDirectories(root.resolve("proc/17/fd"));
    Files.createSymbolicLink(root.resolve("proc/17/fd/3"), Path.of("socket:[4711]"));

    List<Diagnosis> found = new PortCheck(machine(Map.of()), CoordinatorAddress.DEFAULT).diagnose();
    assertEquals(Verdict.WARN, found.get(0).verdict());
    assertEquals(
        "in use by `python3 -m http.server 6013` (pid 17) (the coordinator's)",
        found.get(0).detail());
    assertEquals("Port 53291", found.get(1).subject());
    assertEquals(Verdict.PASS, found.get(1).verdict());
  }

  @Test
  void aPortHeldByDoraIsFineHoweverThatWasStarted() throws IOException {
    Files.createDirectories(root.resolve("proc/5/fd"));
    Files.createSymbolicLink(root.resolve("proc/5/fd/9"), Path.of("socket:[99]"));
    write("proc/net/tcp", "   0: 00000000:D02B 00000000:0000 0A 0:0 00:0 0 1000 0 99 1\n");

    Diagnosis ours = daemonPortHeldBy("java\0-cp\0/x/dora\0org.dora.cli.Dora\0daemon\0");
    assertEquals(Verdict.PASS, ours.verdict());
    assertTrue(ours.detail().startsWith("in use by `dora daemon` (pid 5)"), ours.detail());
    assertEquals(Verdict.PASS, daemonPortHeldBy("/usr/bin/dora\0daemon\0").verdict());
    assertEquals(Verdict.PASS, daemonPortHeldBy("python3\0/venv/bin/dora\0up\0").verdict());
    assertEquals(Verdict.WARN, daemonPortHeldBy("python3\0/home/dora/web.py\0").verdict());
  }

  private Diagnosis daemonPortHeldBy(String commandLine) throws IOException {
    write("proc/5/cmdline", commandLine);
    List<Diagnosis> found =
        new PortCheck(machine(Map.of()), new CoordinatorAddress("robot", 6013)).diagnose();
    assertEquals(1, found.size(), "the coordinator's port is on another machine");
    return found.getFirst();
  }

  @Test
  void variablesAreListedJudgedAndCorrected() {
    List<Diagnosis> found =
        new EnvironmentCheck(
                Map.of(
                    "HOME", "/root",
                    "DORA_LOG_LEVEL", "info",
                    "DORA_AUTH_TOKEN", "secret",
                    "DORA_COORDINATOR_ADR", "10.0.0.1",
                    "ZENOH_CONFIG", "/etc/zenoh.json5"))
            .diagnose();
    assertEquals(3, found.size());
    assertEquals("DORA_AUTH_TOKEN (not shown), DORA_LOG_LEVEL=info", found.get(0).detail());
    assertEquals(Verdict.PASS, found.get(0).verdict());
    assertEquals("DORA_COORDINATOR_ADR is no variable of dora", found.get(1).detail());
    assertEquals("did you mean DORA_COORDINATOR_ADDR?", found.get(1).advice());
    assertEquals("ZENOH_CONFIG=/etc/zenoh.json5", found.get(2).detail());
    assertEquals(Verdict.WARN, found.get(2).verdict());
  }

  @Test
  void anEnvironmentWithoutSuchVariablesIsSaidToBeClean() {
    assertEquals(
        "no variable changes what dora does",
        only(new EnvironmentCheck(Map.of("PATH", "/bin")), Verdict.PASS).detail());
  }

  @Test
  void sizesAreWrittenForHumans() {
    assertEquals("999 B", Machine.size(999));
    assertEquals("64 kB", Machine.size(64_000));
    assertEquals("1.5 GB", Machine.size(1_500_000_000));
  }

  private Diagnosis find(String subject) {
    return new ResourceCheck(machine(Map.of()))
        .diagnose().stream()
            .filter(diagnosis -> diagnosis.subject().equals(subject))
            .findFirst()
            .orElseThrow();
  }

  private static Diagnosis only(Check check, Verdict verdict) {
    List<Diagnosis> found = check.diagnose();
    assertEquals(1, found.size());
    assertEquals(verdict, found.getFirst().verdict(), found.getFirst().detail());
    return found.getFirst();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Machine machine(Map<String, String> environment) {
    return new Machine(root, environment, root);
  }
}
