package org.dora.daemon.dataflow;

import static org.dora.common.descriptor.LogLevel.WARN;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.dora.common.schedule.Deadlines;

/**
 * Ends processes that were told to stop: SIGTERM to their groups after the grace, SIGKILL after
 * half of it again (daemon.md, section 8.2). Processes that have ended, and those that follow them,
 * are left alone.
 */
final class StopLadder {
  /** How long a node may take that is to stop. */
  static final Duration STOP_GRACE = Duration.ofSeconds(10);

  /** How long a node may take that is to be started again. */
  static final Duration RESTART_GRACE = Duration.ofSeconds(5);

  private StopLadder() {}

  static void raise(Deadlines deadlines, Collection<Incarnation> incarnations, Duration grace) {
    List<Incarnation> all = List.copyOf(incarnations);
    Duration killAfter = grace.plus(grace.dividedBy(2));
    deadlines.after(grace, () -> all.forEach(Incarnation::terminate));
    deadlines.after(
        killAfter,
        () -> {
          for (Incarnation incarnation : all) {
            if (incarnation.kill()) {
              incarnation.node.log.message(
                  WARN,
                  "daemon",
                  "%s was killed due to not stopping within the %d ms grace period"
                      .formatted(incarnation.node.id(), killAfter.toMillis()));
            }
          }
        });
  }
}
