package org.dora.daemon.process;

import java.time.Duration;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs programs that answer and end at once, such as {@code python --version}. */
public final class Commands {
  private final Processes processes;

  /**
   * @param processes what starts the programs
   */
  public Commands(Processes processes) {
    this.processes = processes;
  }

  /**
   * What a program answered; lines are separated by {@code \n}, the last one has none.
   *
   * @param status how it ended
   * @param stdout what it wrote to its standard output
   * @param stderr what it wrote to its standard error
   */
  public record Answer(ExitStatus status, String stdout, String stderr) {}

  /**
   * Runs a program to its end; blocks, so not for the conductor. Whatever it leaves running in its
   * process group is killed.
   *
   * @throws SpawnException if it could not be started
   * @throws ProcessException if it ran longer than {@code limit} and was killed
   * @throws InterruptedException if this thread was interrupted; the program is killed
   */
  public Answer run(ProcessSpec spec, Duration limit) throws InterruptedException {
    Transcript transcript = new Transcript();
    ChildProcess child = processes.spawn(spec.withKillRestOfGroup(true), transcript);
    try {
      return transcript.answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new ProcessException(
          "`%s` in `%s` did not end within %d ms and was killed"
              .formatted(String.join(" ", spec.argv()), spec.directory(), limit.toMillis()),
          e);
    } catch (ExecutionException e) {
      throw new ProcessException("the transcript of `" + spec.program() + "` failed", e);
    } finally {
      child.signalGroup(Signals.KILL);
    }
  }

  /** Collects the lines of one program; its calls never overlap. */
  private static final class Transcript implements ProcessListener {
    private final StringJoiner stdout = new StringJoiner("\n");
    private final StringJoiner stderr = new StringJoiner("\n");
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    @Override
    public void onLine(OutputLine line) {
      switch (line.stream()) {
        case STDOUT -> stdout.add(line.message());
        case STDERR -> stderr.add(line.message());
      }
    }

    @Override
    public void onExit(ExitStatus status) {
      answer.complete(new Answer(status, stdout.toString(), stderr.toString()));
    }
  }
}
