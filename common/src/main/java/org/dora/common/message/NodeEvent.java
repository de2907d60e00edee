package org.dora.common.message;

import java.util.List;
import org.dora.common.codec.OneVariant;
import org.dora.common.codec.Wire;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.id.OperatorId;
import org.dora.common.memory.Payload;
import org.jspecify.annotations.Nullable;

/** What a daemon tells a node (node-protocol.md, section 7). */
@Wire
public sealed interface NodeEvent
    permits NodeEvent.Stop,
        NodeEvent.Reload,
        NodeEvent.Input,
        NodeEvent.InputClosed,
        NodeEvent.InputRecovered,
        NodeEvent.NodeRestarted,
        NodeEvent.AllInputsClosed,
        NodeEvent.ParamUpdate,
        NodeEvent.ParamDeleted,
        NodeEvent.NodeFailed,
        NodeEvent.ExtensionDropped {

  /** The node is to end. */
  record Stop() implements NodeEvent {}

  /** An operator's source changed. */
  record Reload(@Nullable OperatorId operatorId) implements NodeEvent {}

  /**
   * A message on an input; {@code data} is null for a timer's tick and for messages without
   * payload.
   */
  record Input(DataId id, Metadata metadata, @OneVariant @Nullable Payload data)
      implements NodeEvent {}

  /** No more messages will come on an input. */
  record InputClosed(DataId id) implements NodeEvent {}

  /** An input that had timed out has messages again. */
  record InputRecovered(DataId id) implements NodeEvent {}

  /** A node that this one reads from is being restarted. */
  record NodeRestarted(NodeId id) implements NodeEvent {}

  /** No input has messages any more. */
  record AllInputsClosed() implements NodeEvent {}

  /**
   * A parameter was set.
   *
   * @param valueJson JSON text
   */
  record ParamUpdate(String key, Bytes valueJson) implements NodeEvent {}

  /** A parameter was deleted. */
  record ParamDeleted(String key) implements NodeEvent {}

  /** A node that this one reads from has failed for good. */
  record NodeFailed(List<DataId> affectedInputIds, String error, NodeId sourceNodeId)
      implements NodeEvent {}

  /** A stored value is gone. */
  record ExtensionDropped(String namespace, String key) implements NodeEvent {}
}
