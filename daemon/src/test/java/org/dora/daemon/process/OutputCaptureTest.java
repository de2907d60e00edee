package org.dora.daemon.process;

import static org.dora.daemon.process.Recording.command;
import static org.dora.daemon.process.Recording.shell;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What processes write arrives line by line, and all of it before their exit. */
@Timeout(60)
final class OutputCaptureTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Processes processes = new Processes();
  private final Recording recording = new Recording();

  @AfterEach
  void close() {
    processes.close();
  }

  @Test
  void linesTellTheirStream() throws Exception {
    processes.spawn(shell("echo out; echo err >&2"), recording);
    List<OutputLine> lines = recording.awaitLines();
    assertEquals(2, lines.size());
    for (OutputLine line : lines) {
      assertEquals(line.stream() == ProcessStream.STDOUT ? "out" : "err", line.text());
    }
  }

  @Test
  void aLineArrivesWhileTheProcessRuns() throws Exception {
    ChildProcess child = processes.spawn(shell("echo ready; sleep 600"), recording);
    assertEquals("ready", recording.nextLine());
    assertTrue(child.isAlive());
  }

  @Test
  void aLastLineWithoutNewlineIsDelivered() throws Exception {
    processes.spawn(command("printf", "a\\nb"), recording);
    List<OutputLine> lines = recording.awaitLines();
    assertEquals(List.of("a", "b"), lines.stream().map(OutputLine::text).toList());
    assertFalse(lines.getLast().terminated());
  }

  @Test
  void invalidUtf8IsReplaced() throws Exception {
    processes.spawn(command("printf", "a\\377b\\n"), recording);
    OutputLine line = recording.awaitLines().getFirst();
    assertEquals("a\uFFFDb", line.text());
    assertTrue(line.malformed());
  }

  @Test
  void anOverlongLineIsCutAndTheNextIsWhole() throws Exception {
    processes.spawn(shell("head -c 3000000 /dev/zero | tr '\\0' x; echo; echo next"), recording);
    List<String> texts = recording.awaitTexts();
    assertEquals(
        List.of("x".repeat(1 << 20) + "... [truncated]", "next"), texts, "two lines expected");
  }

  @Test
  void allOfAFloodOnBothStreamsArrivesInOrder() throws Exception {
    processes.spawn(shell("seq 1 50000 & seq 1 50000 >&2; wait"), recording);
    List<OutputLine> lines = recording.awaitLines();
    for (ProcessStream stream : ProcessStream.values()) {
      List<String> texts =
          lines.stream().filter(line -> line.stream() == stream).map(OutputLine::text).toList();
      assertEquals(50_000, texts.size());
      for (int i = 0; i < texts.size(); i++) {
        assertEquals(Integer.toString(i + 1), texts.get(i));
      }
    }
  }

  @Test
  void aDefectInTheListenerDoesNotStopTheReading() throws Exception {
    CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
    ProcessListener faulty =
        new ProcessListener() {
          @Override
          public void onLine(OutputLine line) {
            throw new IllegalStateException("a defect on purpose, from a test");
          }

          @Override
          public void onExit(ExitStatus status) {
            exit.complete(status);
          }
        };
    // More than the pipe holds: the process would block if nobody read on.
    processes.spawn(command("seq", "1", "100000"), faulty);
    assertEquals(new ExitStatus.Code(0), exit.get(30, TimeUnit.SECONDS));
  }

  @Test
  void aGrandchildThatHoldsThePipesDelaysTheExitByTheLimitAtMost() throws Exception {
    ChildProcess child = processes.spawn(shell("sleep 600 & echo $!"), recording);
    long grandchild = Long.parseLong(recording.nextLine());
    long before = System.nanoTime();
    assertEquals(new ExitStatus.Code(0), recording.awaitExit());
    Duration delay = Duration.ofNanos(System.nanoTime() - before);
    assertFalse(child.isAlive());
    assertTrue(ProcessHandle.of(grandchild).orElseThrow().destroyForcibly());
    assertTrue(delay.compareTo(Processes.DRAIN_LIMIT.multipliedBy(5)) < 0, delay.toString());
  }

  @Test
  void theRestOfTheGroupIsKilledWithItsLeaderIfAskedFor(@TempDir Path folder) throws Exception {
    Commands commands = new Commands(processes);
    String fifo = folder.resolve("held").toString();
    assertTrue(commands.run(command("mkfifo", fifo), LONG).status().isSuccess());
    // The leader and the grandchild hold the fifo's only writing ends.
    String script = "exec 3>" + fifo + "; sleep 600 >/dev/null 2>&1 & exit 5";
    processes.spawn(shell(script).withKillRestOfGroup(true), recording);
    Commands.Answer reader = commands.run(command("cat", fifo), LONG);
    assertTrue(reader.status().isSuccess());
    assertEquals(new ExitStatus.Code(5), recording.awaitExit());
  }

  @Test
  void theRestOfTheGroupIsLeftAloneIfNotAskedFor() throws Exception {
    processes.spawn(shell("sleep 600 >/dev/null 2>&1 & echo $!"), recording);
    long grandchild = Long.parseLong(recording.nextLine());
    assertEquals(new ExitStatus.Code(0), recording.awaitExit());
    assertTrue(ProcessHandle.of(grandchild).orElseThrow().destroyForcibly());
  }
}
