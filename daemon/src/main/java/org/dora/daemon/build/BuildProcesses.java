package org.dora.daemon.build;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.dora.daemon.process.ChildProcess;
import org.dora.daemon.process.ExitStatus;
import org.dora.daemon.process.OutputLine;
import org.dora.daemon.process.ProcessListener;
import org.dora.daemon.process.ProcessSpec;
import org.dora.daemon.process.Processes;
import org.dora.daemon.process.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Runs the commands of builds to their end, with threads that start with the first command: most
 * dataflows have nothing to build. Safe for use by any thread.
 */
public final class BuildProcesses implements AutoCloseable {
  private final Set<ChildProcess> running = ConcurrentHashMap.newKeySet();
  private final Object lock = new Object();

  /** Guarded by {@code lock}. */
  private @Nullable Processes processes;

  /** Guarded by {@code lock}. */
  private boolean closed;

  /**
   * Runs a command; blocks. What it leaves running in the background goes on.
   *
   * @param lines takes the lines of both its streams, one at a time
   * @throws org.dora.daemon.process.SpawnException if it could not be started
   * @throws BuildException if this thread was interrupted; the command is killed
   */
  ExitStatus run(ProcessSpec spec, Consumer<OutputLine> lines) {
    Ending ending = new Ending(lines);
    ChildProcess child = processes().spawn(spec.withDieWithParent(true), ending);
    running.add(child);
    try {
      return ending.status.get();
    } catch (InterruptedException e) {
      child.signalGroup(Signals.KILL);
      Thread.currentThread().interrupt();
      throw new BuildException("interrupted while `" + spec.program() + "` ran", e);
    } catch (ExecutionException e) {
      throw new BuildException("nobody saw the end of `" + spec.program() + "`", e);
    } finally {
      running.remove(child);
    }
  }

  private Processes processes() {
    synchronized (lock) {
      if (closed) {
        throw new BuildException("the build was stopped");
      }
      if (processes == null) {
        processes = new Processes();
      }
      return processes;
    }
  }

  /** Kills what runs; those who wait for it go on. */
  void killRunning() {
    running.forEach(child -> child.signalGroup(Signals.KILL));
  }

  /** Kills what runs and starts nothing any more. */
  @Override
  public void close() {
    Processes last;
    synchronized (lock) {
      closed = true;
      last = processes;
    }
    if (last != null) {
      last.close();
    }
  }

  private static final class Ending implements ProcessListener {
    private final Consumer<OutputLine> lines;
    private final CompletableFuture<ExitStatus> status = new CompletableFuture<>();

    private Ending(Consumer<OutputLine> lines) {
      this.lines = lines;
    }

    @Override
    public void onLine(OutputLine line) {
      lines.accept(line);
    }

    @Override
    public void onExit(ExitStatus ended) {
      status.complete(ended);
    }
  }
}
