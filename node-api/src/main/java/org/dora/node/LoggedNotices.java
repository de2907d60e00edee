package org.dora.node;

import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.queue.QueueRule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what users should hear about the event queues to the log. */
class LoggedNotices implements EventScheduler.Notices {
  private static final Logger log = LoggerFactory.getLogger(EventScheduler.class);

  private final NodeId node;

  LoggedNotices(NodeId node) {
    this.node = node;
  }

  @Override
  public void unlistedInput(DataId input) {
    log.warn(
        "message for input `{}`, which node `{}` does not have in the dataflow's descriptor; it is"
            + " delivered with queue size {}",
        input,
        node,
        QueueRule.DEFAULT.capacity());
  }

  @Override
  public void correlatedDropped(DataId input) {
    log.error(
        "node `{}`: the queue of input `{}` is full of service and action messages; the oldest is"
            + " lost",
        node,
        input);
  }

  @Override
  public void eventDropped(Event event) {
    log.warn(
        "node `{}` takes no events: {} others than inputs wait, {} is lost",
        node,
        EventScheduler.MAX_OTHER_EVENTS,
        event);
  }
}
