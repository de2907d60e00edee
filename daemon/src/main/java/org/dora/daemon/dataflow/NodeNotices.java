package org.dora.daemon.dataflow;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.message.NodeEvent;
import org.dora.daemon.connection.NodeEventQueue;
import org.dora.daemon.dataflow.Routes.Reader;

/**
 * Tells nodes what concerns them: failed and restarted sources, stop (daemon.md, sections 8-10).
 */
final class NodeNotices {
  private final DataflowState state;
  private final ClosingOutputs closing;

  NodeNotices(DataflowState state, ClosingOutputs closing) {
    this.state = state;
    this.closing = closing;
  }

  /** Gives a node a new event queue that begins with all that it has missed. */
  NodeEventQueue subscribe(Incarnation incarnation) {
    DataflowNode node = incarnation.node;
    NodeEventQueue queue = new NodeEventQueue(state.daemon.conductor());
    for (DataId input : node.inputs.closed()) {
      queue.putControl(state.stamped(new NodeEvent.InputClosed(input)));
    }
    incarnation.subscribed = true;
    if (state.isDrained(node) && !closing.holdsBack(node)) {
      if (incarnation.allInputsClosedAt == null) {
        incarnation.allInputsClosedAt = state.deadlines().now();
      }
      queue.putControl(state.stamped(new NodeEvent.AllInputsClosed()));
    }
    if (incarnation.ending != Incarnation.Ending.NONE) {
      queue.putControl(state.stamped(new NodeEvent.Stop()));
      queue.close();
    }
    incarnation.dropEvents();
    incarnation.events = queue;
    return queue;
  }

  /** Tells all who read from a node that it has failed. */
  void nodeFailed(DataflowNode failed, String error) {
    SortedMap<NodeId, TreeSet<DataId>> affected = new TreeMap<>();
    for (DataId output : failed.outputs) {
      for (Reader reader : state.routes.readersOf(failed.id(), output)) {
        affected.computeIfAbsent(reader.node(), _ -> new TreeSet<>()).add(reader.input());
      }
    }
    affected.forEach((reader, inputs) ->
        tell(reader, new NodeEvent.NodeFailed(new ArrayList<>(inputs), error, failed.id())));
  }

  /** Tells all who read from a node that it starts anew. */
  void nodeRestarted(DataflowNode restarted) {
    TreeSet<NodeId> readers = new TreeSet<>();
    for (DataId output : state.routes.readOutputsOf(restarted.id())) {
      for (Reader reader : state.routes.readersOf(restarted.id(), output)) {
        readers.add(reader.node());
      }
    }
    readers.forEach(reader -> tell(reader, new NodeEvent.NodeRestarted(restarted.id())));
  }

  /** Tells a process to stop and ends its event stream behind that. */
  void stop(Incarnation incarnation) {
    if (incarnation.ending == Incarnation.Ending.NONE) {
      incarnation.ending = Incarnation.Ending.TOLD;
    }
    if (incarnation.events != null) {
      incarnation.events.putControl(state.stamped(new NodeEvent.Stop()));
      incarnation.events.close();
    }
  }

  /** Tells those who used values that they are gone. */
  void extensionsDropped(List<ExtensionTable.Dropped> dropped) {
    for (ExtensionTable.Dropped value : dropped) {
      NodeEvent event =
          new NodeEvent.ExtensionDropped(value.name().namespace(), value.name().key());
      value.users().forEach(user -> tell(user, event));
    }
  }

  private void tell(NodeId reader, NodeEvent event) {
    DataflowNode node = state.find(reader);
    if (node != null) {
      state.tell(node, event);
    }
  }
}
