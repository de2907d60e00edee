package org.dora.daemon.dataflow;

import org.dora.common.config.NodeConfig;
import org.dora.daemon.connection.NodeListener;
import org.dora.daemon.spawn.PreparedNode;

/** The outcome of preparing a node. */
public sealed interface NodePreparation {
  /** The node can be started; it will connect to the listener. */
  record Ready(NodeListener listener, PreparedNode node) implements NodePreparation {}

  /** Nothing is started: the node will ask for its configuration and connect by itself. */
  record Dynamic(NodeListener listener, NodeConfig config) implements NodePreparation {}

  /** The node cannot be started. */
  record Failed(String reason) implements NodePreparation {}
}
