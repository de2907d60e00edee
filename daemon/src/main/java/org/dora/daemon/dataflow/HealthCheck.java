package org.dora.daemon.dataflow;

import static org.dora.common.descriptor.LogLevel.WARN;

import java.time.Duration;
import org.dora.common.descriptor.Seconds;
import org.dora.daemon.process.Signals;

/**
 * Kills processes that do not connect in time, and those that ask for nothing any more (daemon.md,
 * section 10.2). A node that waits for its next event is well, however long that takes.
 */
final class HealthCheck {
  private final DataflowState state;

  HealthCheck(DataflowState state) {
    this.state = state;
  }

  /**
   * Looks at all processes.
   *
   * @param now when the look began; being held up in its midst makes nobody silent
   * @param heldUp see {@link HoldUps}
   */
  void check(long now, long heldUp) {
    for (DataflowNode node : state.nodes) {
      Incarnation incarnation = node.incarnation();
      if (incarnation != null
          && !node.isDynamic()
          && incarnation.exit == null
          && !incarnation.unhealthy) {
        incarnation.forgive(heldUp);
        check(incarnation, now);
      }
    }
  }

  private void check(Incarnation incarnation, long now) {
    DataflowNode node = incarnation.node;
    Seconds startup = node.descriptor.limits().startupTimeout();
    Seconds health = node.descriptor.limits().healthCheckTimeout();
    if (!incarnation.subscribed) {
      Duration elapsed = Duration.ofNanos(now - incarnation.startedAt);
      if (startup != null && elapsed.compareTo(startup.toDuration()) > 0) {
        incarnation.startupTimedOut = true;
        state.faults.startupKills++;
        kill(
            incarnation,
            "node `%s` failed to connect within %s (elapsed: %dms), killing"
                .formatted(node.id(), RustDuration.text(startup.toDuration()), elapsed.toMillis()));
      }
    } else if (health != null && !incarnation.waitsForDaemon()) {
      Duration silence =
          Duration.ofNanos(now - incarnation.lastActivity() - incarnation.forgiven());
      if (silence.compareTo(health.toDuration()) > 0) {
        state.faults.healthCheckKills++;
        kill(
            incarnation,
            "node `%s` unresponsive for %dms (timeout: %s), killing"
                .formatted(node.id(), silence.toMillis(), RustDuration.text(health.toDuration())));
      }
    }
  }

  private static void kill(Incarnation incarnation, String reason) {
    incarnation.unhealthy = true;
    incarnation.node.log.message(WARN, "daemon", reason);
    if (incarnation.process != null) {
      incarnation.process.signalGroup(Signals.KILL);
    }
  }
}
