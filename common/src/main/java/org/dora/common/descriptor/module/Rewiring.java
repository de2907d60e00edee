package org.dora.common.descriptor.module;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.NodeComposition;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodePorts;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.id.DataId;
import org.jspecify.annotations.Nullable;

/** Changes the inputs of a node wherever they stand: its own, and those of its operators. */
interface Rewiring {
  /**
   * Returns what becomes of an input, or null if it goes.
   *
   * @param id of the input within its owner
   * @param path the keys that lead to it from its node: {@code operator.inputs.image}
   */
  @Nullable InputDescriptor rewired(DataId id, InputDescriptor input, String path);

  /**
   * Returns the ports of a node or operator with their inputs rewired.
   *
   * @param owner the keys that lead to the owner from the node, with a dot at the end
   */
  default NodePorts ports(NodePorts ports, String owner) {
    SortedMap<DataId, InputDescriptor> inputs = new TreeMap<>();
    for (Map.Entry<DataId, InputDescriptor> entry : ports.inputs().entrySet()) {
      DataId id = entry.getKey();
      InputDescriptor input = rewired(id, entry.getValue(), owner + "inputs." + id);
      if (input != null) {
        inputs.put(id, input);
      }
    }
    return ports.withInputs(inputs);
  }

  /** Returns a node with all its inputs rewired. */
  default NodeDescriptor node(NodeDescriptor node) {
    NodeComposition composition = node.composition();
    List<OperatorDescriptor> several = null;
    if (composition.operators() != null) {
      several = new ArrayList<>();
      for (OperatorDescriptor operator : composition.operators()) {
        String owner = "operators[" + several.size() + "].";
        several.add(operator.withPorts(ports(operator.ports(), owner)));
      }
    }
    OperatorDescriptor single = composition.operator();
    if (single != null) {
      single = single.withPorts(ports(single.ports(), "operator."));
    }
    return node.withWiring(ports(node.ports(), ""), composition.withOperators(several, single));
  }
}
