package org.dora.daemon.process;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * A process that we started. Signals go only to a process that has not been reaped, so they cannot
 * hit a stranger that got its number. Safe for use by any thread; no method blocks.
 */
public final class ChildProcess {
  private final int pid;
  private final ProcessSpec spec;
  private final ProcessListener listener;
  private final ProcessRecords.Entry entry;

  /** Guards the reaping: the number is ours while {@code status} is null. */
  private final Object life = new Object();

  private @Nullable ExitStatus status;

  /** Guards the listener: one call at a time, none after onExit. */
  private final Object delivery = new Object();

  private boolean exitDelivered;

  private CompletableFuture<Void> outputEnded = CompletableFuture.completedFuture(null);

  ChildProcess(int pid, ProcessSpec spec, ProcessListener listener, ProcessRecords.Entry entry) {
    this.pid = pid;
    this.spec = spec;
    this.listener = listener;
    this.entry = entry;
  }

  /** Returns the process's id, which is its group's id, too. */
  public int pid() {
    return pid;
  }

  /** Returns true until the process has been reaped. */
  public boolean isAlive() {
    synchronized (life) {
      return status == null;
    }
  }

  /** Returns how the process ended, empty while it runs. */
  public Optional<ExitStatus> exitStatus() {
    synchronized (life) {
      return Optional.ofNullable(status);
    }
  }

  /**
   * Sends a signal to the process alone.
   *
   * @return false if it has ended
   */
  public boolean signal(int signal) {
    return send(pid, signal);
  }

  /**
   * Sends a signal to the process and those of its descendants that stayed in its group.
   *
   * @return false if the process has ended; what is left of the group is then the business of
   *     {@link ProcessSpec#killRestOfGroup}
   */
  public boolean signalGroup(int signal) {
    return send(-pid, signal);
  }

  private boolean send(int target, int signal) {
    synchronized (life) {
      return status == null && NativePosix.kill(target, signal) == 0;
    }
  }

  /** Reports the start and what went wrong with it. Runs on the spawner. */
  void started(Iterable<String> warnings) {
    deliver(to -> {
      to.onStarted(this);
      warnings.forEach(to::onWarning);
    });
  }

  /** Reads the process's output until it ends. Runs on the spawner, before the waiter knows us. */
  void readOutput(OutputPipes pipes) {
    outputEnded =
        CompletableFuture.allOf(
            read(pipes.stdout().readEnd(), ProcessStream.STDOUT),
            read(pipes.stderr().readEnd(), ProcessStream.STDERR));
  }

  private CompletableFuture<Void> read(int descriptor, ProcessStream stream) {
    return OutputReader.start(pid, descriptor, stream, line -> deliver(to -> to.onLine(line)))
        .exceptionally(this::killUnread);
  }

  private @Nullable Void killUnread(Throwable failure) {
    deliver(to -> to.onWarning("killed, its output cannot be read: " + failure.getMessage()));
    signalGroup(Signals.KILL);
    return null;
  }

  /**
   * Reaps the process if it has ended. Runs on the waiter.
   *
   * @return whether it has ended
   */
  boolean reapIfEnded() {
    ExitStatus ended;
    synchronized (life) {
      int peeked = NativePosix.peekExit(pid);
      if (peeked == 0) {
        return false;
      }
      if (peeked == pid && spec.killRestOfGroup()) {
        NativePosix.kill(-pid, Signals.KILL);
      }
      ended = NativePosix.reap(pid);
      status = ended;
    }
    entry.ended();
    CompletableFuture<Void> _ =
        outputEnded
            .copy()
            .completeOnTimeout(null, Processes.DRAIN_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
            .thenRun(() -> deliverExit(ended));
    return true;
  }

  private void deliverExit(ExitStatus ended) {
    synchronized (delivery) {
      deliver(to -> to.onExit(ended));
      exitDelivered = true;
    }
  }

  private void deliver(Consumer<ProcessListener> event) {
    synchronized (delivery) {
      if (exitDelivered) {
        return;
      }
      try {
        event.accept(listener);
      } catch (RuntimeException e) { // a defect there must not stop the thread that brings it
        // Looked up here, since commands that only start a process have no use for a log.
        LoggerFactory.getLogger(ChildProcess.class)
            .error("the listener of process {} failed", pid, e);
      }
    }
  }
}
