package org.dora.coordinator.dataflow;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.dora.common.daemonlink.OutputRef;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.descriptor.ResolvedDataflow;
import org.dora.common.descriptor.ResolvedNode;
import org.dora.common.id.DaemonId;
import org.dora.common.id.DataId;
import org.dora.coordinator.daemons.ConnectedDaemon;
import org.jspecify.annotations.Nullable;

/** The outputs of a running dataflow as users name them, and the daemons that have them. */
record TopicOutputs(DataflowRun run, ResolvedDataflow resolved) {
  static TopicOutputs of(DataflowRun run) {
    return new TopicOutputs(run, ResolvedDataflow.of(run.launch().descriptor()));
  }

  /**
   * Returns an output as daemons name it; users leave out a node's only operator.
   *
   * @throws RefusedException if there is none
   */
  OutputRef find(OutputRef asked) {
    Optional<ResolvedNode> node = resolved.node(asked.node());
    SortedSet<DataId> outputs = node.map(ResolvedNode::outputs).orElse(new TreeSet<>());
    if (outputs.contains(asked.output())) {
      return asked;
    }
    OperatorDescriptor only =
        node.map(ResolvedNode::descriptor).map(TopicOutputs::onlyOperator).orElse(null);
    if (only != null && only.ports().outputs().contains(asked.output())) {
      return new OutputRef(asked.node(), new DataId(only.effectiveId() + "/" + asked.output()));
    }
    throw new RefusedException(
        "no output `%s/%s` in dataflow `%s`\n\n  hint: %s"
            .formatted(
                asked.node(),
                asked.output(),
                run.id(),
                node.isPresent() ? "available outputs: " + outputs : "there is no such node"));
  }

  private static @Nullable OperatorDescriptor onlyOperator(NodeDescriptor node) {
    return node.composition().operator();
  }

  /** Returns the daemon that runs the node of an output. */
  DaemonId daemonOf(OutputRef output) {
    DaemonId daemon = run.nodes().daemonOf(output.node());
    if (daemon == null) {
      throw new RefusedException(
          "node `%s` of dataflow `%s` does not run".formatted(output.node(), run.id()));
    }
    return daemon;
  }

  /**
   * Checks that a user may look at outputs: either its descriptor allows it, or all sides are our
   * own and need no preparation.
   */
  void requireInspectable(boolean cliIsOurs, Collection<ConnectedDaemon> daemons) {
    if (!isDebugged() && !(cliIsOurs && daemons.stream().allMatch(ConnectedDaemon::isOurs))) {
      throw new RefusedException("topic inspection requires `debug.enable_debug_inspection: true`");
    }
  }

  /** Whether inspection was asked for when the dataflow was started. */
  boolean isDebugged() {
    return run.launch().descriptor().debugInspection();
  }
}
