package org.dora.daemon.dataflow;

import java.util.LinkedHashSet;
import java.util.Set;
import org.dora.common.daemonlink.OutputRef;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.daemon.dataflow.Routes.Output;

/**
 * Lets somebody look at outputs, if the daemon sees what is sent on them: released nodes send past
 * it what none of their readers needs it for.
 */
final class InspectionStart {
  private InspectionStart() {}

  static void of(DataflowState state, DataflowCommand.Inspect order) {
    Set<Output> outputs = new LinkedHashSet<>();
    for (OutputRef each : order.outputs()) {
      requireOutput(state, each);
      requireSeen(state, each.node(), each.output());
      outputs.add(new Output(each.node(), each.output()));
    }
    state.inspections.begin(order.watcher(), outputs, order.wantsData());
    for (Output output : outputs) {
      if (!state.get(output.node()).openOutputs.contains(output.id())) {
        state.inspections.closed(output.node(), output.id());
      }
    }
  }

  private static void requireOutput(DataflowState state, OutputRef wanted) {
    DataflowNode node = state.find(wanted.node());
    if (node == null || !node.outputs.contains(wanted.output())) {
      throw new CommandRefusedException(
          "no output `%s/%s` in dataflow `%s` on this daemon"
              .formatted(wanted.node(), wanted.output(), state.id));
    }
  }

  /** What was planned to go directly and came to the daemon keeps coming: no reader was found. */
  private static void requireSeen(DataflowState state, NodeId node, DataId output) {
    if (state.context.routes().isDirect(node, output)
        && !state.traffic.isOnlyThroughDaemon(node, output)) {
      throw new CommandRefusedException(
          ("topic inspection requires `debug.enable_debug_inspection: true` here: `%s/%s` goes from"
                  + " node `%s` directly to its readers, past the daemon. Start the dataflow with"
                  + " `dora start --debug`, or replace node `%s`, whose outputs then go through the"
                  + " daemon")
              .formatted(node, output, node, node));
    }
  }
}
