package org.dora.daemon.process;

import static org.dora.daemon.process.ProcessResources.UNLIMITED;
import static org.dora.daemon.process.Recording.command;
import static org.dora.daemon.process.Recording.messageOf;
import static org.dora.daemon.process.Recording.shell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a started process looks like from within, and how its end is reported. */
@Timeout(60)
final class ProcessesTest {
  /** Signals 32 and 33 serve glibc's threads; its posix_spawn leaves them ignored. */
  private static final long OF_GLIBC = 0b11L << (32 - 1);

  private final Processes processes = new Processes();
  private final Recording recording = new Recording();

  @AfterEach
  void close() {
    processes.close();
  }

  @Test
  void anExitCodeIsReportedAsItIs() throws Exception {
    processes.spawn(shell("exit 7"), recording);
    assertEquals(new ExitStatus.Code(7), recording.awaitExit());
  }

  @Test
  void exitCode143IsNotSigterm() throws Exception {
    processes.spawn(shell("exit 143"), recording);
    assertEquals(new ExitStatus.Code(143), recording.awaitExit());
  }

  @Test
  void sigtermIsNotExitCode143() throws Exception {
    ChildProcess child = processes.spawn(command("sleep", "600"), recording);
    assertTrue(child.signal(Signals.TERMINATE));
    assertEquals(new ExitStatus.Signal(Signals.TERMINATE), recording.awaitExit());
  }

  @Test
  void theExitIsKnownToTheProcessAndSignalsNoLongerReachIt() throws Exception {
    ChildProcess child = processes.spawn(command("true"), recording);
    assertEquals(Optional.of(recording.awaitExit()), child.exitStatus());
    assertFalse(child.isAlive());
    assertFalse(child.signal(Signals.KILL));
    assertFalse(child.signalGroup(Signals.KILL));
  }

  @Test
  void aSignalToTheGroupReachesTheChildrenOfTheProcess() throws Exception {
    String inner = "trap 'echo heard; exit' TERM; echo ready; sleep 600 & wait";
    ChildProcess child = processes.spawn(shell("sh -c \"" + inner + "\" & wait"), recording);
    assertEquals("ready", recording.nextLine());
    assertTrue(child.signalGroup(Signals.TERMINATE));
    assertEquals(new ExitStatus.Signal(Signals.TERMINATE), recording.awaitExit());
    assertEquals("heard", recording.nextLine());
  }

  @Test
  void theListenerHearsOfOneStartAndOneExit() throws Exception {
    processes.spawn(command("true"), recording);
    ExitStatus status = recording.awaitExit();
    processes.close();
    assertTrue(status.isSuccess());
    assertEquals(1, recording.starts.get());
    assertEquals(1, recording.exits.get());
  }

  @Test
  void theProcessLeadsItsGroupWithinOurSession() throws Exception {
    ChildProcess child = processes.spawn(command("cat", "/proc/self/stat"), recording);
    String[] fields = recording.awaitTexts().getFirst().split(" ", -1);
    assertEquals(Integer.toString(child.pid()), fields[4], "process group");
    assertEquals(ownStat()[5], fields[5], "session");
  }

  @Test
  void aNewSessionIsLedByTheProcess() throws Exception {
    ChildProcess child =
        processes.spawn(command("cat", "/proc/self/stat").withNewSession(true), recording);
    String[] fields = recording.awaitTexts().getFirst().split(" ", -1);
    assertEquals(Integer.toString(child.pid()), fields[4], "process group");
    assertEquals(Integer.toString(child.pid()), fields[5], "session");
  }

  @Test
  void standardInputIsEmpty() throws Exception {
    processes.spawn(command("cat"), recording);
    assertEquals(List.of(), recording.awaitTexts());
  }

  @Test
  void theEnvironmentIsExactlyTheGivenOne() throws Exception {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("GREETING", "grüß dich = you");
    environment.put("EMPTY", "");
    processes.spawn(ProcessSpec.of(List.of("/usr/bin/env"), environment, Path.of("")), recording);
    assertEquals(List.of("GREETING=grüß dich = you", "EMPTY="), recording.awaitTexts());
  }

  @Test
  void theWorkingDirectoryIsTheGivenOne(@TempDir Path folder) throws Exception {
    Path inner = Files.createDirectory(folder.resolve("with space"));
    processes.spawn(ProcessSpec.of(List.of("/bin/pwd"), Map.of(), inner), recording);
    assertEquals(List.of(inner.toRealPath().toString()), recording.awaitTexts());
  }

  @Test
  void argumentsArriveUnchanged() throws Exception {
    processes.spawn(command("printf", "%s\\n", "", "a b", "$HOME", "ü\"'"), recording);
    assertEquals(List.of("", "a b", "$HOME", "ü\"'"), recording.awaitTexts());
  }

  @Test
  void noSignalIsBlockedOrIgnored() throws Exception {
    processes.spawn(command("grep", "-E", "^Sig(Blk|Ign):", "/proc/self/status"), recording);
    for (String line : recording.awaitTexts()) {
      long signals = Long.parseUnsignedLong(line.substring(line.indexOf('\t') + 1), 16);
      assertEquals(0, signals & ~OF_GLIBC, line);
    }
  }

  @Test
  void noDescriptorOfOursReachesTheProcess() throws Exception {
    try (ServerSocketChannel open = ServerSocketChannel.open()) {
      open.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      processes.spawn(command("ls", "/proc/self/fd"), recording);
      // 3 is the folder that ls itself reads.
      assertEquals(List.of("0", "1", "2", "3"), recording.awaitTexts());
    }
  }

  @Test
  void coresThatDoNotExistAreSkippedWithAWarningAndTheNextProcessIsUnbound() throws Exception {
    String own = allowedCores(Files.readAllLines(Path.of("/proc/self/status")));
    int core = Integer.parseInt(own.split("[-,]", -1)[0]);
    ProcessSpec show = command("grep", "Cpus_allowed_list", "/proc/self/status");
    processes.spawn(show.withResources(UNLIMITED.withCores(List.of(core, 1023, 5000))), recording);
    assertEquals(Integer.toString(core), allowedCores(recording.awaitTexts()));
    assertEquals(
        List.of(
            "cpu_affinity: core 5000 skipped, not in 0..1023",
            "cpu_affinity: core 1023 skipped, not available here"),
        recording.warnings());

    Recording next = new Recording();
    processes.spawn(show, next);
    assertEquals(own, allowedCores(next.awaitTexts()));
  }

  @Test
  void priorityAndMemoryHoldFromTheFirstInstructionOn() throws Exception {
    processes.spawn(command("nice"), recording);
    int own = Integer.parseInt(recording.awaitTexts().getFirst());
    Recording limited = new Recording();
    ChildProcess child =
        processes.spawn(
            command("sh", "-c", "nice; ulimit -d; ulimit -Hd; echo \"$0 $1\"", "a  b", "$HOME")
                .withDieWithParent(true)
                .withResources(new ProcessResources(List.of(), 3, (64L << 20) - 1)),
            limited);
    assertEquals(
        List.of(Integer.toString(own + 3), "65536", "65536", "a  b $HOME"), limited.awaitTexts());
    assertTrue(child.exitStatus().orElseThrow().isSuccess());
  }

  @Test
  void anAllocationBeyondTheLimitFails() throws Exception {
    // tail keeps all that it may have to print.
    ProcessSpec greedy = shell("head -c 100000000 /dev/zero | tail -c 100000000 >/dev/null");
    processes.spawn(
        greedy.withResources(new ProcessResources(List.of(), null, 32L << 20)), recording);
    assertEquals(new ExitStatus.Code(1), recording.awaitExit());
    Recording allowed = new Recording();
    processes.spawn(
        greedy.withResources(new ProcessResources(List.of(), null, 256L << 20)), allowed);
    assertEquals(new ExitStatus.Code(0), allowed.awaitExit());
  }

  @Test
  void processesStartInTheOrderOfTheCalls() throws Exception {
    Recording second = new Recording();
    var first = processes.start(command("true"), recording);
    ChildProcess later = processes.spawn(command("true"), second);
    assertTrue(first.isDone());
    assertTrue(first.join().pid() != later.pid());
  }

  @Test
  void closingKillsWhatRunsAndRefusesWhatComes() throws Exception {
    processes.spawn(shell("sleep 600; true"), recording);
    processes.close();
    assertEquals(new ExitStatus.Signal(Signals.KILL), recording.awaitExit());
    SpawnException refused =
        assertThrows(SpawnException.class, () -> processes.spawn(command("true"), new Recording()));
    assertTrue(messageOf(refused).contains("the daemon is closing"), messageOf(refused));
  }

  @Test
  void aFailedStartIsTheResultOfTheFuture() {
    var started = processes.start(command("/no/such/program"), recording);
    CompletionException failure = assertThrows(CompletionException.class, started::join);
    assertInstanceOf(SpawnException.class, failure.getCause());
    assertEquals(0, recording.starts.get());
  }

  private static String[] ownStat() throws IOException {
    return Files.readString(Path.of("/proc/self/stat")).split(" ", -1);
  }

  private static String allowedCores(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("Cpus_allowed_list:"))
        .map(line -> line.substring(line.indexOf('\t') + 1))
        .findFirst()
        .orElseThrow();
  }
}
