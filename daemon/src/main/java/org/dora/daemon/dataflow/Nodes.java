package org.dora.daemon.dataflow;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.dora.common.id.NodeId;
import org.dora.daemon.connection.NodeListener;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of one dataflow by id, in the order of ids, and those that are about to take the place
 * of one or have lost theirs.
 */
final class Nodes implements Iterable<DataflowNode> {
  private final SortedMap<NodeId, DataflowNode> members = new TreeMap<>();

  /** Replacements that are starting, and what was removed or replaced and still ends. */
  private final List<DataflowNode> others = new ArrayList<>();

  /** Makes a node a member, instead of the one that had its id, if there was one. */
  void put(DataflowNode node) {
    others.remove(node);
    members.put(node.id(), node);
  }

  /** Notes a node that is no member yet. */
  void prepare(DataflowNode node) {
    others.add(node);
  }

  /** Forgets a node that is no member. */
  void forget(DataflowNode node) {
    others.remove(node);
  }

  /** Makes a member leave; it is remembered until {@link #forget}. */
  void leave(DataflowNode node) {
    node.departed = true;
    members.remove(node.id(), node);
    others.add(node);
  }

  /** Returns the member of that id, or null. */
  @Nullable DataflowNode find(NodeId id) {
    return members.get(id);
  }

  /** Returns the node that is to connect to a listener, or null. */
  @Nullable DataflowNode at(NodeListener listener) {
    DataflowNode member = members.get(listener.node());
    if (member != null && member.listener() == listener) {
      return member;
    }
    for (DataflowNode other : others) {
      if (other.listener() == listener) {
        return other;
      }
    }
    return null;
  }

  /** Returns the members of a kind. */
  SortedSet<NodeId> ids(Predicate<DataflowNode> kind) {
    SortedSet<NodeId> ids = new TreeSet<>();
    members.values().stream().filter(kind).forEach(node -> ids.add(node.id()));
    return ids;
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /** Returns the members as they are now. */
  List<DataflowNode> all() {
    return List.copyOf(members.values());
  }

  /** Returns those that are not members, as they are now. */
  List<DataflowNode> others() {
    return List.copyOf(others);
  }

  @Override
  public Iterator<DataflowNode> iterator() {
    return all().iterator();
  }
}
