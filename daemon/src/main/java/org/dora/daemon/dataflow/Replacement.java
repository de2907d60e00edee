package org.dora.daemon.dataflow;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.DataId;

/**
 * Says whether a node may take the place of another: a program for a program, with the same inputs
 * and all outputs that are read (daemon.md, section 11).
 */
final class Replacement {
  private static final String EDGE_HINT =
      "`dora node replace` keeps the node's edges — use `dora node remove`/`add` or `dora node"
          + " connect`/`disconnect` for topology changes";

  private Replacement() {}

  /**
   * @throws CommandRefusedException with the reason if it may not
   */
  static void check(DataflowState state, DataflowNode node) {
    DataflowNode former = state.find(node.id());
    if (former == null || former.hasEnded()) {
      throw new CommandRefusedException(
          "no running node `" + node.id() + "` to replace; use `dora node add`");
    }
    if (node.isDynamic() || isRuntime(node.descriptor)) {
      throw new CommandRefusedException(
          "`dora node replace` currently supports spawned custom nodes only; the replacement"
              + " definition for `"
              + node.id()
              + "` is a "
              + (node.isDynamic() ? "dynamic" : "runtime/operator")
              + " node — use `dora node remove` + `dora node add` instead");
    }
    if (former.isDynamic()) {
      throw new CommandRefusedException(
          "node `"
              + node.id()
              + "` is a dynamic node; `dora node replace` currently supports spawned custom nodes"
              + " only — use `dora node remove` + `dora node add` instead");
    }
    checkInputs(state, former, node);
    for (DataId output : state.routes.readOutputsOf(node.id())) {
      if (!node.outputs.contains(output)) {
        throw new CommandRefusedException(
            "replacement does not declare output `" + output + "`, which downstream nodes consume");
      }
    }
  }

  private static boolean isRuntime(NodeDescriptor node) {
    return node.composition().operators() != null || node.composition().operator() != null;
  }

  private static void checkInputs(DataflowState state, DataflowNode former, DataflowNode node) {
    SortedMap<DataId, InputMapping> edges = new TreeMap<>();
    former.declaredInputs.forEach((id, input) -> {
      if (input.source() instanceof InputMapping.Logs) {
        edges.put(id, input.source());
      }
    });
    state.routes.edgesTo(node.id(), edges::put);
    for (Map.Entry<DataId, InputDescriptor> input : node.declaredInputs.entrySet()) {
      InputMapping present = edges.remove(input.getKey());
      if (present == null) {
        throw new CommandRefusedException(
            "replacement adds input `" + input.getKey() + "`; " + EDGE_HINT);
      }
      if (!present.equals(input.getValue().source())) {
        throw new CommandRefusedException(
            "replacement remaps input `" + input.getKey() + "`; " + EDGE_HINT);
      }
    }
    if (!edges.isEmpty()) {
      throw new CommandRefusedException(
          "replacement drops input `" + edges.firstKey() + "`; " + EDGE_HINT);
    }
  }
}
