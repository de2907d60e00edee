package org.dora.daemon.dataflow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dora.common.id.NodeId;
import org.dora.common.message.DaemonReply;
import org.dora.daemon.connection.NodeConnection;

/**
 * Holds every node's {@code Subscribe} until all nodes of the dataflow are ready or gone
 * (daemon.md, section 1.5).
 */
final class StartBarrier {
  private final SortedSet<NodeId> pending;
  private final Map<NodeId, NodeConnection> waiting = new LinkedHashMap<>();

  /** Those that had been ready and whose process exited; perhaps they come back. */
  private final Set<NodeId> exitedReady = new HashSet<>();

  private final List<NodeId> exitedBefore = new ArrayList<>();
  private boolean open;

  /**
   * @param nodes all nodes that are started with the dataflow
   */
  StartBarrier(SortedSet<NodeId> nodes) {
    pending = new TreeSet<>(nodes);
  }

  /** Returns whether the dataflow has started. */
  boolean isOpen() {
    return open;
  }

  /** Returns whether nobody is to be waited for any more. */
  boolean isComplete() {
    return pending.isEmpty();
  }

  /**
   * A node has subscribed.
   *
   * @return false if it need not wait: the barrier is open already, or it is no member
   */
  boolean ready(NodeId node, NodeConnection connection) {
    if (open || !pending.remove(node)) {
      return false;
    }
    exitedReady.remove(node);
    waiting.put(node, connection);
    return true;
  }

  /** The process of a node that was ready has exited; its connection waits for nothing more. */
  void abandoned(NodeId node) {
    NodeConnection connection = waiting.remove(node);
    if (connection != null) {
      connection.reply(new DaemonReply.Result("node `" + node + "` has exited"));
      pending.add(node);
      exitedReady.add(node);
    }
  }

  /** A node is no part of the dataflow any more: nobody waits for it, and nobody blames it. */
  void removed(NodeId node) {
    pending.remove(node);
    NodeConnection connection = waiting.remove(node);
    if (connection != null) {
      connection.reply(DaemonReply.Result.OK);
    }
  }

  /** Returns whether the dataflow's start waits for a node. */
  boolean waitsFor(NodeId node) {
    return pending.contains(node);
  }

  /**
   * A node has exited for good.
   *
   * @return whether it never got ready although it was waited for
   */
  boolean exited(NodeId node) {
    if (!pending.remove(node) || exitedReady.remove(node)) {
      return false;
    }
    exitedBefore.add(node);
    return true;
  }

  /**
   * Returns the first node that exited instead of getting ready: the cause of the others' refusal.
   */
  Optional<NodeId> culprit() {
    return exitedBefore.stream().findFirst();
  }

  /** Returns the nodes that wait, in the order in which they came. */
  List<NodeId> waitingNodes() {
    return List.copyOf(waiting.keySet());
  }

  /** Lets all go that wait, with success or with the refusal that names who exited. */
  void release(String dataflow) {
    open = true;
    DaemonReply reply =
        culprit()
            .map(node ->
                new DaemonReply.Result(
                    "Node "
                        + node
                        + " exited before initializing dora. For more information, run `dora logs "
                        + dataflow
                        + " --node "
                        + node
                        + "`."))
            .orElse(DaemonReply.Result.OK);
    letGo(reply);
  }

  /** Lets all go that wait or will come: the dataflow stops before it has started. */
  void dissolve() {
    open = true;
    letGo(DaemonReply.Result.OK);
  }

  private void letGo(DaemonReply reply) {
    waiting.values().forEach(connection -> connection.reply(reply));
    waiting.clear();
  }
}
