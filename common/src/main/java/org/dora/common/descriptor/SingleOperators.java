package org.dora.common.descriptor;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.id.DataId;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;
import org.dora.common.id.OperatorId;

/**
 * Knows the nodes that host a single operator: who reads one leaves the operator out, {@code
 * node/output}, but the output is {@code node/operator/output} (dataflow.md section 4.3).
 */
final class SingleOperators {
  private final Map<NodeId, OperatorId> operators = new HashMap<>();

  SingleOperators(Descriptor descriptor) {
    for (NodeDescriptor node : descriptor.nodes()) {
      OperatorDescriptor operator = node.composition().operator();
      if (operator != null) {
        operators.put(node.id(), operator.effectiveId());
      }
    }
  }

  /**
   * Returns a source with the operator in it, if its node hosts a single one.
   *
   * @throws UnresolvableException if the operator's id cannot be part of an output's
   */
  InputMapping resolved(InputMapping mapping) {
    return switch (mapping) {
      case InputMapping.Timer _, InputMapping.Logs _ -> mapping;
      case InputMapping.User(NodeId source, DataId output) -> {
        OperatorId operator = operators.get(source);
        yield operator == null
            ? mapping
            : new InputMapping.User(source, prefixed(operator, output));
      }
    };
  }

  /** Returns ports whose inputs have the operator in their sources. */
  NodePorts resolved(NodePorts ports) {
    SortedMap<DataId, InputDescriptor> inputs = new TreeMap<>();
    for (Map.Entry<DataId, InputDescriptor> input : ports.inputs().entrySet()) {
      inputs.put(input.getKey(), input.getValue().withSource(resolved(input.getValue().source())));
    }
    return ports.withInputs(inputs);
  }

  private static DataId prefixed(OperatorId operator, DataId output) {
    String id = operator + "/" + output;
    try {
      return new DataId(id);
    } catch (InvalidIdException e) {
      throw new UnresolvableException(
          "operator id `"
              + operator
              + "` produces an invalid output id `"
              + id
              + "`: "
              + e.getMessage(),
          "operator.id");
    }
  }
}
