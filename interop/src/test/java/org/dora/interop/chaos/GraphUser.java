package org.dora.interop.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.NodeInfo;
import org.dora.common.daemonlink.NodeStatus;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/** Adds, replaces, stops and removes nodes of the steady dataflow. */
final class GraphUser implements Operator {
  private static final int MOST = 3;
  private static final String NODE =
      "[{id: %s, path: witness, inputs: {in: {source: source/out, queue_size: 1000}}}]";

  /** What a node that was added is doing. */
  private enum Life {
    RUNS,
    STOPPED,
    REMOVED
  }

  /** Something that was asked for, and what the node does then. */
  private record Change(NodeId node, Life then) {}

  private final Cluster cluster;
  private final UUID dataflow;
  private final Processes processes = new Processes();
  private final SortedMap<NodeId, Life> nodes = new TreeMap<>();
  private @Nullable Change pending;

  GraphUser(Cluster cluster, UUID dataflow) {
    this.cluster = cluster;
    this.dataflow = dataflow;
    for (int i = 0; i < MOST; i++) {
      nodes.put(new NodeId("extra" + i), Life.REMOVED);
    }
  }

  /** Nodes come under the ids of others that were removed. */
  @Override
  public void act(ControlClient client, Random random) {
    NodeId node = new ArrayList<>(nodes.keySet()).get(random.nextInt(MOST));
    Life then =
        switch (life(node)) {
          case RUNS -> random.nextBoolean() ? Life.STOPPED : Life.REMOVED;
          case STOPPED -> Life.REMOVED;
          case REMOVED -> Life.RUNS;
        };
    change(client, new Change(node, then));
  }

  private Life life(NodeId node) {
    return nodes.getOrDefault(node, Life.REMOVED);
  }

  private void change(ControlClient client, Change change) {
    pending = change;
    NodeId node = change.node;
    switch (change.then) {
      case RUNS -> {
        ControlReply.NodeAdded _ =
            client.ask(
                new ControlRequest.AddNode(dataflow, descriptor(node)),
                ControlReply.NodeAdded.class);
      }
      case STOPPED -> {
        ControlReply.NodeStopped _ =
            client.ask(
                new ControlRequest.StopNode(dataflow, node, null), ControlReply.NodeStopped.class);
      }
      case REMOVED -> {
        ControlReply.NodeRemoved _ =
            client.ask(
                new ControlRequest.RemoveNode(dataflow, node, null),
                ControlReply.NodeRemoved.class);
      }
    }
    become(change);
  }

  private void become(Change change) {
    nodes.put(change.node, change.then);
    processes.forget(change.node.toString());
    pending = null;
  }

  private NodeDescriptor descriptor(NodeId node) {
    return cluster.descriptor(Steady.NAME, NODE.formatted(node)).nodes().getFirst();
  }

  @Override
  public void settle(ControlClient client) {
    Change open = pending;
    if (open == null) {
      return;
    }
    boolean isListed =
        client
            .ask(new ControlRequest.GetNodeInfo(), ControlReply.NodeInfoList.class)
            .nodes()
            .stream()
            .anyMatch(
                node -> node.dataflowId().equals(dataflow) && node.nodeId().equals(open.node));
    switch (open.then) {
      case RUNS, REMOVED -> {
        if (isListed == (open.then == Life.RUNS)) {
          become(open);
        } else {
          change(client, open);
        }
      }
      case STOPPED -> {
        // Whether it has been stopped or not, it can be removed.
        change(client, new Change(open.node, Life.REMOVED));
      }
    }
  }

  @Override
  public void check(View view, List<String> violations) {
    nodes.forEach((node, life) -> {
      if (pending == null || !pending.node.equals(node)) {
        check(view, node, life, violations);
      }
    });
  }

  private void check(View view, NodeId node, Life life, List<String> violations) {
    String name = node.toString();
    List<Witness> living = view.witnesses(Steady.NAME, node);
    List<NodeInfo> listed =
        view.nodes().stream().filter(info -> info.nodeId().equals(node)).toList();
    boolean isInGraph = view.descriptor().node(node).isPresent();
    if (listed.size() != (life == Life.REMOVED ? 0 : 1) || isInGraph != (life != Life.REMOVED)) {
      violations.add("%s, which is %s, is listed as %s".formatted(node, life, listed));
    }
    if (life == Life.RUNS) {
      processes.checkSame(name, living, violations);
      living.stream()
          .filter(witness -> witness.gaps() > 0)
          .forEach(witness -> violations.add("messages are missing: " + witness));
    } else {
      processes.checkNone(name, living, violations);
    }
    for (NodeInfo info : listed) {
      NodeStatus status = info.metrics() == null ? null : info.metrics().status();
      if (life == Life.STOPPED && status != NodeStatus.STOPPED
          || life == Life.RUNS && status != null && status != NodeStatus.RUNNING) {
        violations.add("%s, which is %s, is shown as %s".formatted(node, life, status));
      }
    }
  }

  @Override
  public void remember() {
    processes.remember();
  }

  @Override
  public void forgetProcesses() {
    processes.forgetAll();
  }
}
