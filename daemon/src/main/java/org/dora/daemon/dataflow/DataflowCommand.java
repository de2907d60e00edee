package org.dora.daemon.dataflow;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dora.common.daemonlink.OutputRef;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.id.OperatorId;
import org.dora.common.memory.Payload;
import org.dora.common.message.Bytes;
import org.jspecify.annotations.Nullable;

/** What can be asked of a running dataflow (daemon.md, section 11). */
public sealed interface DataflowCommand {

  /**
   * Starts one more node. It reads what its descriptor says and gets what is sent from then on.
   *
   * @param node checked, with references resolved
   * @param uv whether it is run by uv
   */
  record AddNode(NodeDescriptor node, boolean uv) implements DataflowCommand {}

  /**
   * Stops a node and takes it out of the dataflow; inputs that read it close.
   *
   * @param grace until it is sent SIGTERM; null for 10 s
   */
  record RemoveNode(NodeId node, @Nullable Duration grace) implements DataflowCommand {}

  /**
   * Starts a new program in the place of a node whose edges stay, then stops the old one.
   *
   * @param node checked, with references resolved; its id is that of the node to replace
   * @param uv whether it is run by uv
   * @param grace until the old one is sent SIGTERM; null for 10 s
   */
  record ReplaceNode(NodeDescriptor node, boolean uv, @Nullable Duration grace)
      implements DataflowCommand {}

  /** Lets an input read an output. */
  record Connect(NodeId source, DataId output, NodeId target, DataId input)
      implements DataflowCommand {}

  /** Ends what {@link Connect} or the descriptor began; the input closes. */
  record Disconnect(NodeId source, DataId output, NodeId target, DataId input)
      implements DataflowCommand {}

  /**
   * Stops a node and starts it again, whatever its policy; its outputs stay open.
   *
   * @param grace until it is sent SIGTERM; null for 5 s
   */
  record RestartNode(NodeId node, @Nullable Duration grace) implements DataflowCommand {}

  /**
   * Stops a node for good.
   *
   * @param grace until it is sent SIGTERM; null for 10 s
   */
  record StopNode(NodeId node, @Nullable Duration grace) implements DataflowCommand {}

  /**
   * Sets a parameter of a node and tells it.
   *
   * @param value JSON text
   */
  record SetParam(NodeId node, String key, Bytes value) implements DataflowCommand {}

  /** Deletes a parameter of a node and tells it. */
  record DeleteParam(NodeId node, String key) implements DataflowCommand {}

  /**
   * Shows somebody outside what is sent on outputs.
   *
   * @param watcher in whose name {@link DataflowListener#inspected} is told
   * @param wantsData whether metadata is not enough
   */
  record Inspect(UUID watcher, List<OutputRef> outputs, boolean wantsData)
      implements DataflowCommand {}

  /** Ends what {@link Inspect} began. */
  record EndInspection(UUID watcher) implements DataflowCommand {}

  /** Ends all inspections. */
  record EndInspections() implements DataflowCommand {}

  /**
   * Brings a message from outside to all who read an output.
   *
   * @param data whose reference the caller keeps until the command is done
   * @param receivers completes with the number of inputs that have got it
   */
  record Publish(NodeId node, DataId output, Payload data, CompletableFuture<Integer> receivers)
      implements DataflowCommand {}

  /**
   * Asks a node to load its code again; only operator runtimes do.
   *
   * @param operator null for all of the node
   */
  record Reload(NodeId node, @Nullable OperatorId operator) implements DataflowCommand {}
}
