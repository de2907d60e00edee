package org.dora.coordinator;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dora.common.schedule.Deadlines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that owns all state of the coordinator: does one thing at a time, never waits for
 * anything else, and does no I/O (architecture, decision 2). Others hand it their work.
 */
final class Conductor implements Executor, AutoCloseable {
  private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(60);

  private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);

  private final BlockingQueue<Runnable> mailbox = new LinkedBlockingQueue<>();
  private final Deadlines deadlines;
  private final Thread thread;
  private boolean open = true;

  Conductor(Deadlines deadlines) {
    this.deadlines = deadlines;
    thread = Thread.ofPlatform().name("dora-coordinator").start(this::run);
  }

  /** Has {@code work} done after all that was handed over before. For any thread. */
  @Override
  public void execute(Runnable work) {
    mailbox.add(work);
  }

  private void run() {
    try {
      while (open) {
        Runnable work = mailbox.poll(deadlines.untilNext(LONGEST_WAIT), TimeUnit.NANOSECONDS);
        if (work != null) {
          guarded(work);
        }
        guarded(deadlines::runDue);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** A defect that shows in one message must not end everything that is looked after. */
  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.error("the coordinator failed to handle something; it goes on", e);
    }
  }

  /** Ends the thread after all that was handed over before; waits for it. */
  @Override
  public void close() {
    execute(() -> open = false);
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
