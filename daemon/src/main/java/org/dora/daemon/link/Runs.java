package org.dora.daemon.link;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.daemonlink.RunningDataflow;
import org.dora.common.daemonlink.Spawn;
import org.dora.common.daemonlink.TopicViewer;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.NodeId;
import org.dora.common.message.InterDaemonEvent;
import org.dora.daemon.Daemon;
import org.dora.daemon.dataflow.DataflowListener;
import org.dora.daemon.dataflow.DataflowResult;
import org.dora.daemon.log.LogFileNames;
import org.dora.daemon.metrics.NodeSnapshot;
import org.dora.daemon.metrics.NodeStatus;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which dataflows the coordinator had this daemon run, and reports what becomes of them.
 * Safe for use by any thread.
 */
final class Runs {
  /** How many dataflows that have ended are remembered, as the coordinator does. */
  private static final int REMEMBERED = 200;

  private final Daemon daemon;
  private final Outbox outbox;
  private final Object lock = new Object();

  /** Those whose end was not reported yet, in the order of their starts. */
  private final Map<UUID, Run> running = new LinkedHashMap<>();

  /** Where the nodes of ended ones wrote their logs. */
  private final Map<UUID, Map<NodeId, Path>> ended =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Map<NodeId, Path>> eldest) {
          return size() > REMEMBERED;
        }
      };

  Runs(Daemon daemon, Outbox outbox) {
    this.daemon = daemon;
    this.outbox = outbox;
  }

  /** A dataflow from its start to the report of its end. */
  private final class Run implements DataflowListener {
    private final UUID id;
    private final SpawnPlan plan;

    /** The working directories of its nodes; guarded by {@code lock}. */
    private final Map<NodeId, Path> folders = new TreeMap<>();

    private volatile boolean spawned;

    private Run(UUID id, SpawnPlan plan) {
      this.id = id;
      this.plan = plan;
      folders.putAll(plan.folders());
    }

    @Override
    public void spawned() {
      spawned = true;
      reportSpawned();
    }

    private void reportSpawned() {
      outbox.event(new DaemonEvent.SpawnResult(id, Outcome.ok()));
    }

    @Override
    public void nodeEnded(NodeId node, boolean clean) {
      outbox.ended(new DaemonEvent.NodeStopped(id, node, clean));
    }

    @Override
    public boolean inspected(List<TopicViewer> viewers, InterDaemonEvent event) {
      return outbox.topic(new Outgoing.Topic(id, viewers, event, daemon.clock().now()));
    }

    /** The report goes behind the last log line: with it the coordinator stops listening. */
    @Override
    public void finished(DataflowResult result) {
      daemon.afterMessages(() -> Runs.this.finished(this, result));
    }
  }

  /**
   * Takes a dataflow for one that runs.
   *
   * @return starts it; if it runs already, the coordinator, which has forgotten that, is told again
   * @throws OrderRefusedException if it runs with other nodes
   */
  Runnable accept(Spawn order, SpawnPlan plan) {
    synchronized (lock) {
      Run present = running.get(order.dataflowId());
      if (present == null) {
        Run run = new Run(order.dataflowId(), plan);
        running.put(order.dataflowId(), run);
        return () -> daemon.run(plan.spec(), run);
      }
      if (!present.folders.keySet().containsAll(order.spawnNodes())) {
        throw new OrderRefusedException(
            "there is already a running dataflow with ID `"
                + order.dataflowId()
                + "`, with other nodes");
      }
      return present.spawned ? present::reportSpawned : () -> {};
    }
  }

  private void finished(Run run, DataflowResult result) {
    synchronized (lock) {
      running.remove(result.id());
      ended.put(result.id(), run.folders);
      outbox.finished(
          new DaemonEvent.AllNodesFinished(result.id(), WireForm.of(result, daemon.clock().now())));
      lock.notifyAll();
    }
  }

  /** A node was added or replaced. */
  void joined(UUID dataflow, NodeDescriptor node) {
    synchronized (lock) {
      Run run = running.get(dataflow);
      if (run != null) {
        run.folders.put(node.id(), run.plan.folderOf(node));
      }
    }
  }

  /** Returns the ids of what runs. */
  List<UUID> ids() {
    synchronized (lock) {
      return List.copyOf(running.keySet());
    }
  }

  /** Returns whether a dataflow has ended here. */
  boolean hasEnded(UUID dataflow) {
    synchronized (lock) {
      return ended.containsKey(dataflow);
    }
  }

  /**
   * Returns where the log of a node lies.
   *
   * @throws OrderRefusedException if it did not run here
   */
  LogFileNames logOf(UUID dataflow, NodeId node) {
    synchronized (lock) {
      Run run = running.get(dataflow);
      Map<NodeId, Path> folders = run == null ? ended.get(dataflow) : run.folders;
      if (folders == null) {
        throw new OrderRefusedException("no dataflow with ID `" + dataflow + "` on this daemon");
      }
      Path folder = folders.get(node);
      if (folder == null) {
        throw new OrderRefusedException(
            "no node `" + node + "` of dataflow `" + dataflow + "` on this daemon");
      }
      return LogFileNames.of(folder, dataflow, node);
    }
  }

  /**
   * Returns what runs, for the coordinator.
   *
   * @param nodes those that have started, by dataflow
   */
  List<RunningDataflow> status(Map<UUID, List<NodeSnapshot>> nodes) {
    List<RunningDataflow> status = new ArrayList<>();
    synchronized (lock) {
      running.forEach((id, run) -> {
        List<NodeSnapshot> snapshots = nodes.get(id);
        status.add(new RunningDataflow(id, run.spawned ? live(snapshots) : run.plan.nodes()));
      });
    }
    return status;
  }

  private static List<NodeId> live(@Nullable List<NodeSnapshot> nodes) {
    return nodes == null
        ? List.of()
        : nodes.stream()
            .filter(
                node -> node.status() != NodeStatus.STOPPED && node.status() != NodeStatus.FAILED)
            .map(NodeSnapshot::id)
            .toList();
  }

  /**
   * Waits until nothing runs and that was reported.
   *
   * @return whether this came in time
   */
  boolean awaitNone(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (lock) {
      while (!running.isEmpty()) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        lock.wait(left);
      }
      return true;
    }
  }
}
