package org.dora.cli.dataflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dora.cli.CliException;
import org.dora.cli.log.FailureReport;
import org.dora.common.control.DataflowResult;
import org.dora.common.daemonlink.NodeError;
import org.dora.common.daemonlink.NodeErrorCause;
import org.dora.common.daemonlink.NodeExitStatus;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.id.NodeId;
import org.dora.daemon.log.NodeFailure;
import org.dora.daemon.process.ExitStatus;

/** Makes what a coordinator says of a dataflow's end the outcome of a command. */
public final class DataflowEnd {
  private DataflowEnd() {}

  /**
   * Fails the command if a node has failed.
   *
   * @throws CliException with a report of all of them
   */
  public static void check(DataflowResult result) {
    report(result, false);
  }

  /**
   * Fails the command if a node has failed by itself: to be killed is what the user has asked for.
   *
   * @throws CliException with a report of all of them
   */
  public static void checkForced(DataflowResult result) {
    report(result, true);
  }

  private static void report(DataflowResult result, boolean forced) {
    List<Map.Entry<NodeId, NodeError>> errors = new ArrayList<>();
    for (Map.Entry<NodeId, Outcome<NodeError>> node : result.nodeResults().entrySet()) {
      NodeError error = node.getValue().error();
      if (error != null && !(forced && error.cause() instanceof NodeErrorCause.GraceDuration)) {
        errors.add(Map.entry(node.getKey(), error));
      }
    }
    if (errors.isEmpty()) {
      return;
    }
    errors.sort((a, b) ->
        Long.compareUnsigned(a.getValue().timestamp().time(), b.getValue().timestamp().time()));
    Map<NodeId, NodeFailure> failures = new LinkedHashMap<>();
    for (Map.Entry<NodeId, NodeError> error : errors) {
      failures.put(error.getKey(), failure(error.getValue()));
    }
    throw CliException.failure(
        FailureReport.text("Dataflow " + result.uuid() + " failed:", result.uuid(), failures));
  }

  private static NodeFailure failure(NodeError error) {
    NodeFailure.Cause cause =
        switch (error.cause()) {
          case NodeErrorCause.GraceDuration() -> new NodeFailure.GraceDuration();
          case NodeErrorCause.Cascading(NodeId causedBy) -> new NodeFailure.Cascading(causedBy);
          case NodeErrorCause.FailedToSpawn(String message) ->
              new NodeFailure.FailedToSpawn(message);
          case NodeErrorCause.Other(String stderr) -> new NodeFailure.Other(stderr);
        };
    ExitStatus status =
        switch (error.exitStatus()) {
          case NodeExitStatus.Success() -> new ExitStatus.Code(0);
          case NodeExitStatus.ExitCode(int code) -> new ExitStatus.Code(code);
          case NodeExitStatus.Signal(int number) -> new ExitStatus.Signal(number);
          case NodeExitStatus.IoError _, NodeExitStatus.Unknown _ -> new ExitStatus.Unknown();
        };
    return new NodeFailure(cause, status);
  }
}
