package org.dora.common.message;

import java.util.List;
import java.util.UUID;
import org.dora.common.codec.OneVariant;
import org.dora.common.codec.Unsigned;
import org.dora.common.codec.Wire;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.jspecify.annotations.Nullable;

/** What a node asks of its daemon (node-protocol.md, section 6). */
@Wire
public sealed interface DaemonRequest
    permits DaemonRequest.Register,
        DaemonRequest.Subscribe,
        DaemonRequest.SendMessage,
        DaemonRequest.OutputSent,
        DaemonRequest.CloseOutputs,
        DaemonRequest.OutputsDone,
        DaemonRequest.NextEvent,
        DaemonRequest.EventStreamDropped,
        DaemonRequest.NodeConfig,
        DaemonRequest.ExtensionStore,
        DaemonRequest.ExtensionLoad,
        DaemonRequest.ExtensionDrop,
        DaemonRequest.ExtensionRequest {

  /** First message of every connection. Answered by a {@link DaemonReply.Result}. */
  record Register(
      UUID dataflowId, NodeId nodeId, String doraVersion, @Unsigned(16) int metadataVersion)
      implements DaemonRequest {}

  /** Opens the event stream; the answer waits until all nodes of the dataflow are ready. */
  record Subscribe() implements DaemonRequest {}

  /** A message on an output, to be handed to all readers. Not answered. */
  record SendMessage(DataId outputId, Metadata metadata, @OneVariant @Nullable Payload data)
      implements DaemonRequest {}

  /** Tells of a message that went past the daemon. Not answered. */
  record OutputSent(DataId outputId, Metadata metadata) implements DaemonRequest {}

  /** Ends outputs. Answered by a {@link DaemonReply.Result}. */
  record CloseOutputs(List<DataId> outputs) implements DaemonRequest {}

  /** Ends all outputs: the node is about to exit. Answered by a {@link DaemonReply.Result}. */
  record OutputsDone() implements DaemonRequest {}

  /** Long poll, answered by {@link DaemonReply.NextEvents}. */
  record NextEvent() implements DaemonRequest {}

  /** The node takes no further events. Answered by a {@link DaemonReply.Result}. */
  record EventStreamDropped() implements DaemonRequest {}

  /** Asks for a dynamic node's configuration; only on the daemon's own port, answered in JSON. */
  record NodeConfig(NodeId nodeId) implements DaemonRequest {}

  /** Stores a value for all nodes of the dataflow. */
  record ExtensionStore(String namespace, String key, Bytes value) implements DaemonRequest {}

  /** Reads a stored value, answered by {@link DaemonReply.ExtensionValue}. */
  record ExtensionLoad(String namespace, String key, boolean remove) implements DaemonRequest {}

  /** Removes a stored value. */
  record ExtensionDrop(String namespace, String key) implements DaemonRequest {}

  /** A call of an extension that lives in the daemon. */
  record ExtensionRequest(String namespace, Bytes payload) implements DaemonRequest {}
}
