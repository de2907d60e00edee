package org.dora.daemon.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reaps our children, and only ours, on the thread "dora-waiter". It looks at whoever has ended
 * without reaping, so that other code of this JVM - ProcessBuilder in tests - keeps its children.
 */
final class Waiter implements Runnable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

  /** Code of this JVM that starts processes reaps them long before. */
  private static final Duration ORPHAN_AGE = Duration.ofSeconds(1);

  private final boolean reapOrphans;

  /** Guards {@code children} and {@code closing}; notified when either changes. */
  private final Object lock = new Object();

  private final Map<Integer, ChildProcess> children = new HashMap<>();
  private boolean closing;

  // Of the waiter's thread alone: an ended child of somebody else that hides ours from view.
  private int stranger;
  private long strangerSince;
  private Duration pause = FIRST_PAUSE;

  /**
   * @param reapOrphans whether to reap, while there are children of ours, also those that nobody
   *     else does: process 1 of a container is given the children of parents that have ended
   */
  Waiter(boolean reapOrphans) {
    this.reapOrphans = reapOrphans;
  }

  void start() {
    Thread.ofPlatform().daemon().name("dora-waiter").start(this);
  }

  /** Watches over a child from now on; it may have ended already. */
  void add(ChildProcess child) {
    synchronized (lock) {
      children.put(child.pid(), child);
      lock.notifyAll();
    }
  }

  /** Returns the children that have not been reaped. */
  List<ChildProcess> children() {
    synchronized (lock) {
      return new ArrayList<>(children.values());
    }
  }

  /**
   * Waits for the last child to be reaped and lets the thread end then.
   *
   * @return false if children are left after {@code limit}
   */
  boolean close(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    synchronized (lock) {
      closing = true;
      lock.notifyAll();
      long left = limit.toNanos();
      while (!children.isEmpty() && left > 0) {
        lock.wait(Math.max(1, Duration.ofNanos(left).toMillis()));
        left = deadline - System.nanoTime();
      }
      return children.isEmpty();
    }
  }

  @Override
  public void run() {
    while (awaitChildren()) {
      int ended = NativePosix.awaitAnyExit();
      ChildProcess ours = child(ended);
      boolean progress = ours != null ? reap(ours) : reapAll();
      if (progress) {
        stranger = 0;
        pause = FIRST_PAUSE;
      } else {
        letStrangerPass(ended);
      }
    }
  }

  /** Waits until there is a child; false when there will be none any more. */
  private boolean awaitChildren() {
    synchronized (lock) {
      while (children.isEmpty() && !closing) {
        try {
          lock.wait();
        } catch (InterruptedException _) {
          closing = true; // nobody interrupts this thread; if so, it ends when its work is done
        }
      }
      return !children.isEmpty();
    }
  }

  private @Nullable ChildProcess child(int pid) {
    synchronized (lock) {
      return children.get(pid);
    }
  }

  private boolean reap(ChildProcess child) {
    if (!child.reapIfEnded()) {
      return false;
    }
    synchronized (lock) {
      children.remove(child.pid());
      lock.notifyAll();
    }
    return true;
  }

  /** Asks each of our children, for those that a stranger hides. */
  private boolean reapAll() {
    boolean progress = false;
    for (ChildProcess child : children()) {
      progress |= reap(child);
    }
    return progress;
  }

  /** Gives whoever started {@code ended} the time to reap it, longer each time. */
  private void letStrangerPass(int ended) {
    long now = System.nanoTime();
    if (ended != stranger) {
      stranger = ended;
      strangerSince = now;
      pause = FIRST_PAUSE;
    } else if (reapOrphans && ended > 0 && now - strangerSince > ORPHAN_AGE.toNanos()) {
      NativePosix.reap(ended);
      return;
    }
    LockSupport.parkNanos(pause.toNanos());
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }
}
