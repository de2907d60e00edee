package org.dora.daemon.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Records what a listener hears, in order, and waits for it. */
final class Recording implements ProcessListener {
  static final Map<String, String> PATH = Map.of("PATH", "/usr/local/bin:/usr/bin:/bin");
  private static final long LIMIT_SECONDS = 30;

  private final List<OutputLine> lines = new ArrayList<>();
  private final BlockingQueue<OutputLine> arriving = new LinkedBlockingQueue<>();
  private final List<String> warnings = new ArrayList<>();
  private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
  final AtomicInteger starts = new AtomicInteger();
  final AtomicInteger exits = new AtomicInteger();

  /** Describes a shell script that runs in the folder of this module. */
  static ProcessSpec shell(String script) {
    return command("sh", "-c", script);
  }

  static ProcessSpec command(String... argv) {
    return ProcessSpec.of(List.of(argv), PATH, Path.of(""));
  }

  static String messageOf(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }

  @Override
  public synchronized void onStarted(ChildProcess process) {
    starts.incrementAndGet();
  }

  @Override
  public synchronized void onWarning(String warning) {
    warnings.add(warning);
  }

  @Override
  public synchronized void onLine(OutputLine line) {
    lines.add(line);
    arriving.add(line);
  }

  @Override
  public synchronized void onExit(ExitStatus status) {
    exits.incrementAndGet();
    exit.complete(status);
  }

  /** Waits for the next line that no call of this method has returned yet. */
  String nextLine() throws InterruptedException {
    @Nullable OutputLine line = arriving.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("no further line within " + LIMIT_SECONDS + " s, had " + lines);
    }
    return line.text();
  }

  ExitStatus awaitExit() throws InterruptedException {
    try {
      return exit.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("no exit within " + LIMIT_SECONDS + " s", e);
    }
  }

  /** Waits for the exit and returns the texts of all lines. */
  List<String> awaitTexts() throws InterruptedException {
    return awaitLines().stream().map(OutputLine::text).toList();
  }

  /** Waits for the exit and returns all lines. */
  List<OutputLine> awaitLines() throws InterruptedException {
    ExitStatus _ = awaitExit();
    synchronized (this) {
      return List.copyOf(lines);
    }
  }

  synchronized List<String> warnings() {
    return List.copyOf(warnings);
  }
}
