package org.dora.daemon.dataflow;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.NodeId;
import org.dora.daemon.log.LogWriter;
import org.dora.daemon.log.NodeLog;
import org.dora.daemon.spawn.DataflowContext;

/** The nodes of one dataflow by id, in the order of ids. */
final class Nodes implements Iterable<DataflowNode> {
  private final SortedMap<NodeId, DataflowNode> byId = new TreeMap<>();

  Nodes(DataflowSpec spec, LogWriter log) {
    DataflowContext context = spec.context();
    for (NodeDescriptor node : spec.descriptor().nodes()) {
      Path folder = context.workingDirectory(node);
      NodeLog nodeLog = log.node(spec.id(), node.id(), folder, node.logging());
      byId.put(node.id(), new DataflowNode(node, nodeLog));
    }
  }

  /** Returns a node of this dataflow; every id in a checked descriptor is one. */
  DataflowNode get(NodeId id) {
    return Objects.requireNonNull(byId.get(id), () -> "no node `" + id + "` in this dataflow");
  }

  SortedSet<NodeId> ids() {
    return new TreeSet<>(byId.keySet());
  }

  List<DataflowNode> all() {
    return List.copyOf(byId.values());
  }

  @Override
  public Iterator<DataflowNode> iterator() {
    return byId.values().iterator();
  }
}
