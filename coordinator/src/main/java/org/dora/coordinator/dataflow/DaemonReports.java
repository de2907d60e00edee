package org.dora.coordinator.dataflow;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonDataflowResult;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.daemonlink.TopicDataFrame;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.dora.common.memory.Payload;
import org.dora.common.message.Bytes;
import org.dora.coordinator.daemons.ConnectedDaemon;
import org.dora.coordinator.daemons.DaemonListener;
import org.dora.coordinator.store.SavedState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what daemons say of their own accord to the dataflow, build or viewer that it is about.
 * What is said of a dataflow that does not run comes too late and is left out. Confined to the
 * conductor.
 */
public final class DaemonReports implements DaemonListener {
  private static final Logger LOG = LoggerFactory.getLogger(DaemonReports.class);

  private final Dataflows dataflows;
  private final Records records;
  private final Recovery recovery;

  /**
   * @param dataflows that daemons speak of
   */
  public DaemonReports(Dataflows dataflows) {
    this.dataflows = dataflows;
    this.records = dataflows.records();
    this.recovery = dataflows.recovery();
  }

  @Override
  public void happened(ConnectedDaemon daemon, DaemonEvent event) {
    switch (event) {
      case DaemonEvent.SpawnResult(UUID id, Outcome<String> outcome) ->
          spawned(daemon, id, outcome);
      case DaemonEvent.AllNodesReady(UUID id, var exited) ->
          ifRunning(id, run -> ready(daemon, run, exited));
      case DaemonEvent.AllNodesFinished(UUID id, var result) ->
          ifRunning(id, run -> finished(daemon, run, result));
      case DaemonEvent.Log(LogMessage message) -> logged(message);
      case DaemonEvent.Metrics(UUID id, var metrics, var network) ->
          ifRunning(id, run -> run.nodes().measured(daemon.id(), metrics, network));
      case DaemonEvent.NodeStopped(UUID id, var node, boolean clean) ->
          ifRunning(id, run -> ended(daemon, run, node, clean));
      case DaemonEvent.BuildResult(UUID id, var outcome) ->
          dataflows.builds().built(daemon.id(), id, outcome);
      case DaemonEvent.StatusReport(var report) -> recovery.reported(daemon, report);
      case DaemonEvent.StateCatchUpAck(UUID id, long sequence) ->
          ifRunning(id, run -> acknowledged(daemon, run, sequence));
      case DaemonEvent.TopicDebugData(UUID id, var subscriptions, Bytes data) ->
          shown(TopicDataFrame.ofReleased(id, subscriptions), data.asPayload());
      case DaemonEvent.Heartbeat _, DaemonEvent.ZenohListenEndpoint _, DaemonEvent.Exit _ ->
          throw new IllegalStateException("not told: " + event);
    }
  }

  private void ifRunning(UUID id, Consumer<DataflowRun> then) {
    DataflowRun run = dataflows.findRunning(id);
    if (run != null) {
      then.accept(run);
    }
  }

  private void spawned(ConnectedDaemon daemon, UUID id, Outcome<String> outcome) {
    DataflowRun run = dataflows.findRunning(id);
    if (run == null) {
      if (outcome.isOk()) {
        LOG.warn("daemon {} has started the dataflow {}, which is over", daemon, id);
        daemon.tell(new DaemonCommand.StopDataflow(id, null, true));
      }
    } else if (!(run.phase() instanceof Phase.Starting)) {
      recovery.respawns().spawned(run, daemon, outcome);
    } else if (outcome.error() != null) {
      Starts.fail(dataflows, run, daemon.id(), outcome.error());
    } else if (run.spawnedOn(daemon.id())) {
      LOG.info("dataflow {} runs", run);
      records.save(run, SavedState.RUNNING);
    }
  }

  private void ready(ConnectedDaemon daemon, DataflowRun run, List<NodeId> exited) {
    run.readyOn(daemon.id(), exited);
    if (!exited.isEmpty()) {
      records.saveGraph(run);
    }
    dataflows.letGo(run, daemon);
  }

  private void finished(ConnectedDaemon daemon, DataflowRun run, DaemonDataflowResult result) {
    List<NodeId> _ = recovery.adopt(daemon, run, result.nodeResults().keySet());
    if (run.parts().of(daemon.id()) == null) {
      LOG.warn("daemon {} has ended nodes of dataflow {} that it did not run", daemon, run.id());
    } else if (run.finishedOn(daemon.id(), result)) {
      dataflows.finish(run);
    } else {
      records.saveGraph(run);
      recovery.settle(run);
    }
  }

  private void logged(LogMessage message) {
    DataflowRun run =
        message.dataflowId() == null ? null : dataflows.findRunning(message.dataflowId());
    if (run != null) {
      run.logs().publish(message);
    } else if (message.buildId() != null) {
      dataflows.builds().logged(message.buildId(), message);
    }
  }

  private void ended(ConnectedDaemon daemon, DataflowRun run, NodeId node, boolean clean) {
    if (!daemon.id().equals(run.nodes().daemonOf(node))) {
      return; // it has run elsewhere since
    }
    run.nodes().ended(daemon.id(), node, clean);
    if (clean && run.phase() instanceof Phase.Running) {
      run.nodes().stop(node);
      records.saveGraph(run);
    }
  }

  private void acknowledged(ConnectedDaemon daemon, DataflowRun run, long sequence) {
    Part part = run.parts().of(daemon.id());
    if (part != null) {
      recovery.catchUps().acknowledged(run, part, sequence);
    }
  }

  @Override
  public void shown(TopicDataFrame frame, Payload data) {
    dataflows.topics().shown(frame, data);
  }

  @Override
  public void lost(ConnectedDaemon daemon) {
    dataflows.builds().lost(daemon.id());
    recovery.lost(daemon);
  }
}
