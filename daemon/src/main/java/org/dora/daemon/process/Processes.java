package org.dora.daemon.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Starts and reaps the processes of one daemon, with two threads of its own and two for each
 * process that runs. Safe for use by any thread.
 *
 * <p>Nothing here uses {@link ProcessBuilder}, which cannot tell exit code 143 from SIGTERM, knows
 * no process groups, and whose reaper would take our children (architecture, decision 8).
 */
public final class Processes implements AutoCloseable {
  /** How long after a process's end its output may keep {@link ProcessListener#onExit} waiting. */
  public static final Duration DRAIN_LIMIT = Duration.ofSeconds(2);

  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);
  private static final long INIT = 1;

  private final Waiter waiter;
  private final Spawner spawner;

  /** Starts the spawner and the waiter. */
  public Processes() {
    this(ProcessRecords.NONE);
  }

  /**
   * Starts the spawner and the waiter.
   *
   * @param records remembers the processes
   */
  public Processes(ProcessRecords records) {
    this(ProcessHandle.current().pid() == INIT, records);
  }

  /**
   * @param reapOrphans see {@link Waiter#Waiter}
   */
  Processes(boolean reapOrphans, ProcessRecords records) {
    NativePosix.restoreChildSignal();
    waiter = new Waiter(reapOrphans);
    spawner = new Spawner(waiter, records);
    waiter.start();
    spawner.start();
  }

  /** Returns whether {@link ProcessSpec#dieWithParent} takes effect on this machine. */
  public static boolean canDieWithParent() {
    return Program.canDieWithParent();
  }

  /**
   * Starts a process soon, in the order of the calls; does not block. The listener has heard {@link
   * ProcessListener#onStarted} before the result is there.
   *
   * @return the process, or a {@link SpawnException} (unwrapped, for {@code whenComplete}) after
   *     which the listener hears nothing
   */
  public CompletableFuture<ChildProcess> start(ProcessSpec spec, ProcessListener listener) {
    return spawner.order(spec, listener);
  }

  /**
   * Starts a process and waits until it executes its program; not for the conductor.
   *
   * @throws SpawnException if it could not be started
   */
  public ChildProcess spawn(ProcessSpec spec, ProcessListener listener) {
    try {
      return start(spec, listener).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SpawnException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /**
   * Starts nothing more, kills the group of each process that still runs, and waits up to 5 s until
   * they are reaped. Their listeners still hear of it. A second call changes nothing.
   */
  @Override
  public void close() {
    try {
      spawner.refuseFurther();
      for (ChildProcess child : waiter.children()) {
        child.signalGroup(Signals.KILL);
      }
      waiter.close(KILL_LIMIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      spawner.end();
    }
  }
}
