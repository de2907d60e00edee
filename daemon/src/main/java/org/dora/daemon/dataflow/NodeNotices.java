package org.dora.daemon.dataflow;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Timestamped;
import org.dora.daemon.connection.NodeEventQueue;
import org.dora.daemon.connection.NodeRequests;
import org.dora.daemon.dataflow.Routes.Reader;

/**
 * Tells nodes what concerns them: closed inputs, failed sources, stop (daemon.md, sections 8 and
 * 9).
 */
final class NodeNotices {
  private final Nodes nodes;
  private final Routes routes;
  private final StreamTails tails;
  private final HybridLogicalClock clock;
  private final boolean timersKeepAlive;

  NodeNotices(
      Nodes nodes,
      Routes routes,
      StreamTails tails,
      HybridLogicalClock clock,
      boolean timersKeepAlive) {
    this.nodes = nodes;
    this.routes = routes;
    this.tails = tails;
    this.clock = clock;
    this.timersKeepAlive = timersKeepAlive;
  }

  /** Returns a new event queue that begins with all that the node has missed. */
  NodeEventQueue subscription(DataflowNode node, boolean stopping, NodeRequests conductor) {
    NodeEventQueue queue = new NodeEventQueue(conductor);
    for (DataId input : node.descriptor.ports().inputs().keySet()) {
      if (!node.openInputs.contains(input)) {
        queue.putControl(stamped(new NodeEvent.InputClosed(input)));
      }
    }
    if (node.toldAllInputsClosed) {
      queue.putControl(stamped(new NodeEvent.AllInputsClosed()));
    }
    if (stopping) {
      queue.putControl(stamped(new NodeEvent.Stop()));
      queue.close();
    }
    return queue;
  }

  /** Closes an output and with it the inputs of those who read it; once is enough. */
  void closeOutput(DataflowNode node, DataId output) {
    if (!node.openOutputs.remove(output)) {
      return;
    }
    tails.ended(
        node.id(),
        output,
        () -> {
          for (Reader reader : routes.readersOf(node.id(), output)) {
            closeInput(nodes.get(reader.node()), reader.input());
          }
        });
  }

  /** Closes all outputs that are still open. */
  void closeAllOutputs(DataflowNode node) {
    List.copyOf(node.openOutputs).forEach(output -> closeOutput(node, output));
  }

  private void closeInput(DataflowNode reader, DataId input) {
    reader.openInputs.remove(input);
    reader.openDataInputs.remove(input);
    tell(reader, new NodeEvent.InputClosed(input));
    if (reader.isDrained(timersKeepAlive) && !reader.toldAllInputsClosed) {
      reader.toldAllInputsClosed = true;
      tell(reader, new NodeEvent.AllInputsClosed());
    }
  }

  /** Tells all who read from a node that it has failed. */
  void nodeFailed(DataflowNode failed, String error) {
    SortedMap<NodeId, TreeSet<DataId>> affected = new TreeMap<>();
    for (DataId output : failed.descriptor.ports().outputs()) {
      for (Reader reader : routes.readersOf(failed.id(), output)) {
        affected.computeIfAbsent(reader.node(), _ -> new TreeSet<>()).add(reader.input());
      }
    }
    affected.forEach((reader, inputs) ->
        tell(
            nodes.get(reader),
            new NodeEvent.NodeFailed(new ArrayList<>(inputs), error, failed.id())));
  }

  /** Tells a node to stop and ends its event stream behind that. */
  void stop(DataflowNode node) {
    if (node.ending == DataflowNode.Ending.NONE) {
      node.ending = DataflowNode.Ending.TOLD;
    }
    tell(node, new NodeEvent.Stop());
    if (node.events != null) {
      node.events.close();
    }
  }

  /** Tells those who used values that they are gone. */
  void extensionsDropped(List<ExtensionTable.Dropped> dropped) {
    for (ExtensionTable.Dropped value : dropped) {
      NodeEvent event =
          new NodeEvent.ExtensionDropped(value.name().namespace(), value.name().key());
      value.users().forEach(user -> tell(nodes.get(user), event));
    }
  }

  private void tell(DataflowNode node, NodeEvent event) {
    if (node.events != null) {
      node.events.putControl(stamped(event));
    }
  }

  private Timestamped<NodeEvent> stamped(NodeEvent event) {
    return new Timestamped<>(event, clock.now());
  }
}
