package org.dora.daemon.dataflow;

import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.ResolvedNode;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.daemon.direct.RoutePlan;

/**
 * Refuses readers that come too late: an output that goes past the daemon stays on that way for the
 * life of its producer, so a reader that only the daemon can serve would wait for ever.
 */
final class LateReaders {
  private LateReaders() {}

  /** Checks all that a node reads which is about to be started. */
  static void check(DataflowState state, ResolvedNode node) {
    node.inputs()
        .forEach((id, input) -> {
          if (input.source() instanceof InputMapping.User(NodeId source, DataId output)
              && !RoutePlan.isReachedDirectly(node, input)) {
            refuseIfDirect(state, source, output);
          }
        });
  }

  /** Checks an edge to a node that runs; it looks for Zenoh only on edges it was started with. */
  static void check(DataflowState state, DataflowNode reader, DataflowCommand.Connect edge) {
    InputDescriptor declared = reader.declaredInputs.get(edge.input());
    InputMapping wanted = new InputMapping.User(edge.source(), edge.output());
    if (declared == null || !declared.source().equals(wanted)) {
      refuseIfDirect(state, edge.source(), edge.output());
    }
  }

  private static void refuseIfDirect(DataflowState state, NodeId source, DataId output) {
    if (state.traffic.lastDirect(source, output).isPresent()) {
      throw new CommandRefusedException(
          ("`%s/%s` goes from node `%s` directly to its readers, past the daemon, and a reader that"
                  + " comes now could not be given its messages: declare the input before the"
                  + " dataflow starts, or replace node `%s`, whose outputs then go through the"
                  + " daemon")
              .formatted(source, output, source, source));
    }
  }
}
