package org.dora.daemon.dataflow;

import java.time.Duration;
import java.util.Collection;
import org.dora.daemon.process.Signals;
import org.dora.daemon.schedule.Deadlines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends processes that were told to stop: SIGTERM to their groups after the grace, SIGKILL after
 * half of it again (daemon.md, section 8.2).
 */
final class StopLadder {
  private static final Logger LOG = LoggerFactory.getLogger(StopLadder.class);

  private final Deadlines.Deadline term;
  private final Deadlines.Deadline kill;

  StopLadder(Deadlines deadlines, Collection<DataflowNode> nodes, Duration grace) {
    term = deadlines.after(grace, () -> nodes.forEach(StopLadder::terminate));
    Duration killAfter = grace.plus(grace.dividedBy(2));
    kill =
        deadlines.after(
            killAfter,
            () ->
                nodes.forEach(node -> {
                  if (kill(node)) {
                    LOG.warn(
                        "{} was killed due to not stopping within the {} ms grace period",
                        node.id(),
                        killAfter.toMillis());
                  }
                }));
  }

  private static void terminate(DataflowNode node) {
    if (node.process != null && node.process.signalGroup(Signals.TERMINATE)) {
      node.ending = DataflowNode.Ending.TERMINATED;
    }
  }

  /**
   * Kills a node's process group at once.
   *
   * @return whether there was anything to kill
   */
  private static boolean kill(DataflowNode node) {
    boolean killed = node.process != null && node.process.signalGroup(Signals.KILL);
    if (killed) {
      node.ending = DataflowNode.Ending.KILLED;
    }
    return killed;
  }

  void cancel() {
    term.cancel();
    kill.cancel();
  }
}
