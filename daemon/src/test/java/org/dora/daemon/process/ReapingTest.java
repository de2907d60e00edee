package org.dora.daemon.process;

import static org.dora.daemon.process.Recording.command;
import static org.dora.daemon.process.Recording.shell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Only our children are reaped, and nothing of them stays behind. */
@Timeout(60)
final class ReapingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Processes processes = new Processes();

  @AfterEach
  void close() {
    processes.close();
  }

  @Test
  void childrenOfProcessBuilderKeepTheirExitCodes() throws Exception {
    List<Process> theirs = new ArrayList<>();
    List<Recording> ours = new ArrayList<>();
    for (int code = 0; code < 30; code++) {
      theirs.add(new ProcessBuilder("sh", "-c", "exit " + code).start());
      Recording recording = new Recording();
      processes.spawn(shell("exit " + (100 + code)), recording);
      ours.add(recording);
    }
    for (int code = 0; code < 30; code++) {
      assertEquals(code, theirs.get(code).waitFor());
      assertEquals(new ExitStatus.Code(100 + code), ours.get(code).awaitExit());
    }
  }

  @Test
  void anEndedStrangerThatNobodyReapsDoesNotHideOurs() throws Exception {
    int stranger = endedStranger();
    try {
      for (int code = 0; code < 5; code++) {
        Recording recording = new Recording();
        processes.spawn(shell("exit " + code), recording);
        assertEquals(new ExitStatus.Code(code), recording.awaitExit());
      }
      assertEquals(stranger, NativePosix.peekExit(stranger), "still there for its owner");
    } finally {
      assertEquals(new ExitStatus.Code(0), NativePosix.reap(stranger));
    }
  }

  @Test
  void process1ReapsWhatNobodyElseDoes() throws Exception {
    try (Processes asProcess1 = new Processes(true, ProcessRecords.NONE)) {
      asProcess1.spawn(command("sleep", "600"), new Recording());
      int stranger = endedStranger();
      // The wait of a parent for its child is the only event there is, and it would interfere.
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (NativePosix.peekExit(stranger) == stranger && System.nanoTime() < deadline) {
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
      }
      assertEquals(-NativePosix.ECHILD, NativePosix.peekExit(stranger));
    }
  }

  @Test
  void aStatusThatSomebodyElseTookIsReportedAsUnknown() throws Exception {
    Recording recording = new Recording();
    ChildProcess child =
        new ChildProcess(endedStranger(), command("true"), recording, ProcessRecords.Entry.NONE);
    assertEquals(new ExitStatus.Code(0), NativePosix.reap(child.pid()));
    assertTrue(child.reapIfEnded());
    assertEquals(new ExitStatus.Unknown(), recording.awaitExit());
  }

  @Test
  void fiftyProcessesLeaveNoPipeOpen() throws Exception {
    Recording first = new Recording();
    processes.spawn(command("true"), first);
    assertTrue(first.awaitExit().isSuccess());
    long before = openPipes();
    for (int i = 0; i < 50; i++) {
      Recording recording = new Recording();
      processes.spawn(command("echo", "x"), recording);
      assertEquals(List.of("x"), recording.awaitTexts());
      assertThrows(
          SpawnException.class,
          () -> processes.spawn(command("echo", "x".repeat(1 << 17)), new Recording()));
    }
    assertEquals(before, openPipes());
  }

  @Test
  void ourDescriptorsCloseOnExecWhereTheSpawnCannotCloseThem() throws Exception {
    try (var listener = ServerSocketChannel.open()) {
      assertTrue(listener.isOpen());
      OpenDescriptors.closeOnExec();
      assertTrue(flagsOfSockets().stream().allMatch(flags -> (flags & 02000000) != 0));
      assertTrue(!flagsOfSockets().isEmpty());
    }
  }

  @Test
  void aBlockingSystemCallIsRefusedOnAVirtualThread() throws Exception {
    List<Throwable> thrown = new ArrayList<>();
    try (Arena arena = Arena.ofShared()) {
      Thread.ofVirtual()
          .start(() ->
              thrown.add(
                  assertThrows(AssertionError.class, () -> NativePosix.read(0, arena.allocate(1)))))
          .join();
    }
    assertEquals(1, thrown.size());
  }

  /** Starts a process behind the back of Processes and waits for its end without reaping it. */
  private static int endedStranger() throws InterruptedException {
    ProcessSpec spec = command("true");
    OutputPipes pipes = OutputPipes.open();
    int pid = PosixSpawn.start(Program.find(spec), spec, pipes);
    pipes.closeReadEnds();
    pipes.closeWriteEnds();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (NativePosix.peekExit(pid) == 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    }
    assertEquals(pid, NativePosix.peekExit(pid));
    return pid;
  }

  private static long openPipes() throws IOException {
    return targets().filter(target -> target.startsWith("pipe:")).count();
  }

  private static Stream<String> targets() throws IOException {
    return descriptors().stream().map(ReapingTest::target);
  }

  private static List<Path> descriptors() throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc/self/fd"))) {
      return entries.toList();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return ""; // the folder's own descriptor, closed since
    }
  }

  private static List<Integer> flagsOfSockets() throws IOException {
    List<Integer> flags = new ArrayList<>();
    for (Path descriptor : descriptors()) {
      if (target(descriptor).startsWith("socket:")) {
        Path info = Path.of("/proc/self/fdinfo").resolve(descriptor.getFileName());
        for (String line : Files.readAllLines(info)) {
          if (line.startsWith("flags:")) {
            flags.add(Integer.parseInt(line.substring("flags:".length()).strip(), 8));
          }
        }
      }
    }
    return flags;
  }
}
