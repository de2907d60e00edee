package org.dora.common.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodePorts;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;

/**
 * A node or an operator, as what has inputs and outputs.
 *
 * @param node whose id stands before the slash where an output is named
 * @param label how warnings call it: {@code rt/c} for an operator of several
 * @param path the keys that lead to it, {@code nodes[1].operators[0]}
 * @param outputPrefixes what may stand between node and output where an output is named
 * @param ports its inputs and outputs
 */
public record PortOwner(
    NodeId node, String label, String path, List<String> outputPrefixes, NodePorts ports) {
  public PortOwner {
    outputPrefixes = List.copyOf(outputPrefixes);
  }

  /**
   * Returns all owners of a dataflow in its order.
   *
   * @param otherPorts those of nodes whose types come from elsewhere, by index of the node
   */
  public static List<PortOwner> of(Descriptor descriptor, Map<Integer, NodePorts> otherPorts) {
    List<PortOwner> owners = new ArrayList<>();
    for (int i = 0; i < descriptor.nodes().size(); i++) {
      NodeDescriptor node = descriptor.nodes().get(i);
      String path = "nodes[" + i + "]";
      NodePorts ports = otherPorts.getOrDefault(i, node.ports());
      owners.add(new PortOwner(node.id(), node.id().toString(), path, List.of(""), ports));
      OperatorDescriptor single = node.composition().operator();
      if (single != null) {
        owners.add(ofSingle(node.id(), path, single));
      }
      List<OperatorDescriptor> operators = node.composition().operators();
      for (int j = 0; operators != null && j < operators.size(); j++) {
        owners.add(ofSeveral(node.id(), path + ".operators[" + j + "]", operators.get(j)));
      }
    }
    return owners;
  }

  /** Its outputs are named without the operator; the prefixed form means the same. */
  private static PortOwner ofSingle(NodeId node, String path, OperatorDescriptor operator) {
    return new PortOwner(
        node,
        node.toString(),
        path + ".operator",
        List.of(operator.effectiveId() + "/", ""),
        operator.ports());
  }

  private static PortOwner ofSeveral(NodeId node, String path, OperatorDescriptor operator) {
    String id = operator.effectiveId().toString();
    return new PortOwner(node, node + "/" + id, path, List.of(id + "/"), operator.ports());
  }

  /** Whether anything is said of types, metadata or patterns in a dataflow. */
  public static boolean anyAnnotation(Descriptor descriptor) {
    for (NodeDescriptor node : descriptor.nodes()) {
      if (isAnnotated(node.ports())) {
        return true;
      }
      OperatorDescriptor single = node.composition().operator();
      if (single != null && isAnnotated(single.ports())) {
        return true;
      }
      List<OperatorDescriptor> operators = node.composition().operators();
      for (int i = 0; operators != null && i < operators.size(); i++) {
        if (isAnnotated(operators.get(i).ports())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isAnnotated(NodePorts ports) {
    return !ports.inputTypes().isEmpty()
        || !ports.outputTypes().isEmpty()
        || !ports.outputMetadata().isEmpty()
        || ports.pattern() != null;
  }

  /** Returns the names under which others know an output. */
  List<String> names(DataId output) {
    List<String> names = new ArrayList<>();
    for (String prefix : outputPrefixes) {
      names.add(node + "/" + prefix + output);
    }
    return names;
  }
}
