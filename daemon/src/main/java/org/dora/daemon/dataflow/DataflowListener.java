package org.dora.daemon.dataflow;

import java.util.List;
import org.dora.common.daemonlink.TopicViewer;
import org.dora.common.id.NodeId;
import org.dora.common.message.InterDaemonEvent;

/**
 * Hears what becomes of a dataflow that runs. Of nodes it hears by the thread that owns all state
 * of the daemon, so nothing in it may wait.
 */
public interface DataflowListener {
  /**
   * The processes of all nodes were started, as far as they could be. Not called for a dataflow
   * that stops or ends before that.
   */
  default void spawned() {}

  /**
   * A node has ended and will not start again.
   *
   * @param clean whether it ended well or was told to
   */
  default void nodeEnded(NodeId node, boolean clean) {}

  /**
   * Something has happened on an output at which somebody looks.
   *
   * @param viewers who look at it
   * @param event whose payload is good for the time of this call, unless retained
   * @return whether it will be shown
   */
  default boolean inspected(List<TopicViewer> viewers, InterDaemonEvent event) {
    return false;
  }

  /** The dataflow has ended, and nothing is left of it but its results. */
  void finished(DataflowResult result);
}
