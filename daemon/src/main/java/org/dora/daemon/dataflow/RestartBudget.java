package org.dora.daemon.dataflow;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.RestartPolicy;
import org.dora.common.descriptor.RestartSettings;
import org.dora.common.descriptor.Seconds;
import org.dora.daemon.process.ExitStatus;
import org.jspecify.annotations.Nullable;

/** Decides whether and when a node that exited is started again (daemon.md, section 10.1). */
final class RestartBudget {
  /** The delay doubles no more often than this. */
  private static final int MOST_DOUBLINGS = 16;

  private final RestartSettings settings;
  private final boolean possible;
  private long windowStart;
  private long usedInWindow;

  RestartBudget(NodeDescriptor node) {
    settings = node.restart();
    possible =
        settings.policy() != RestartPolicy.NEVER
            && !node.program().isDynamic()
            && node.composition().operators() == null
            && node.composition().operator() == null;
  }

  /** Returns whether the node is restarted at all. */
  boolean isPossible() {
    return possible;
  }

  /** The node was started for the first time: its window begins. */
  void begin(long now) {
    windowStart = now;
  }

  /** Returns whether the policy is to restart a node that ended so. */
  boolean wants(ExitStatus status) {
    if (!possible) {
      return false;
    }
    return switch (settings.policy()) {
      case NEVER -> false;
      case ON_FAILURE -> !status.isSuccess();
      case ALWAYS -> true;
    };
  }

  /**
   * Takes one restart out of the budget.
   *
   * @param now by a clock in nanoseconds
   * @return how long to wait before it, or null if the budget is used up
   */
  @Nullable Duration take(long now) {
    Seconds window = settings.window();
    if (window != null && now - windowStart > TimeUnit.NANOSECONDS.convert(window.toDuration())) {
      windowStart = now;
      usedInWindow = 0;
    }
    usedInWindow++;
    if (settings.maxRestarts() > 0 && usedInWindow > settings.maxRestarts()) {
      return null;
    }
    return delay();
  }

  /** Returns how many restarts are allowed within the window. */
  long most() {
    return settings.maxRestarts();
  }

  private Duration delay() {
    Seconds first = settings.delay();
    if (first == null) {
      return Duration.ZERO;
    }
    long doublings = Math.min(usedInWindow - 1, MOST_DOUBLINGS);
    Seconds delay = new Seconds(first.value() * (1L << doublings));
    Seconds longest = settings.maxDelay();
    return (longest != null && delay.value() > longest.value() ? longest : delay).toDuration();
  }
}
