package org.dora.daemon.dataflow;

import static org.dora.common.descriptor.LogLevel.ERROR;
import static org.dora.common.descriptor.LogLevel.INFO;

import org.dora.common.id.NodeId;
import org.dora.daemon.log.NodeFailure;
import org.dora.daemon.process.ExitStatus;
import org.jspecify.annotations.Nullable;

/** Puts failures into words and into the log (daemon.md, section 9). */
final class NodeFailures {
  private NodeFailures() {}

  /** A process that could not be started. */
  static NodeFailure toSpawn(String problem) {
    return new NodeFailure(new NodeFailure.FailedToSpawn(problem), new ExitStatus.Unknown());
  }

  /** Logs the end of a process, with what was wrong with it if anything was. */
  static void report(DataflowNode node, @Nullable NodeFailure failure) {
    if (failure == null) {
      node.log.message(INFO, "daemon", node.id() + " finished successfully");
      return;
    }
    switch (failure.cause()) {
      case NodeFailure.FailedToSpawn _ -> {
        // Told once, with the dataflow's result.
      }
      case NodeFailure.Cascading(NodeId culprit) -> {
        node.log.message(
            INFO,
            "daemon",
            "marking `%s` as cascading error caused by `%s`".formatted(node.id(), culprit));
        node.log.message(ERROR, "daemon", failure.text());
      }
      case NodeFailure.GraceDuration _, NodeFailure.Other _ ->
          node.log.message(ERROR, "daemon", failure.text());
    }
  }
}
