package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.id.NodeId;

/**
 * The nodes of a flat dataflow as they are started and wired, by id: what the graph, the routing
 * and the control protocol start from.
 *
 * @param nodes by id
 */
public record ResolvedDataflow(SortedMap<NodeId, ResolvedNode> nodes) {
  static final String BRIDGE_PROGRAM = "dora-ros2-bridge-node";
  static final String BRIDGE_VARIABLE = "DORA_ROS2_BRIDGE_CONFIG";

  public ResolvedDataflow {
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
  }

  /**
   * Resolves a dataflow in which {@link DescriptorCheck#unresolvable} finds nothing; whether inputs
   * come from anywhere does not matter.
   *
   * @throws IllegalArgumentException if a node is not exactly one thing
   */
  public static ResolvedDataflow of(Descriptor descriptor) {
    SingleOperators singles = new SingleOperators(descriptor);
    SortedMap<NodeId, ResolvedNode> nodes = new TreeMap<>();
    for (NodeDescriptor node : descriptor.nodes()) {
      nodes.putIfAbsent(
          node.id(), new ResolvedNode(node, descriptor.environmentOf(node), kindOf(node, singles)));
    }
    return new ResolvedDataflow(nodes);
  }

  /** Returns the node of an id. */
  public Optional<ResolvedNode> node(NodeId id) {
    return Optional.ofNullable(nodes.get(id));
  }

  private static ResolvedNode.Kind kindOf(NodeDescriptor node, SingleOperators singles) {
    List<NodeKind> kinds = node.kinds();
    if (kinds.size() != 1) {
      throw new IllegalArgumentException("node `" + node.id() + "` has " + kinds.size() + " kinds");
    }
    return switch (kinds.getFirst()) {
      case NodeKind.Program(NodeProgram program) ->
          new ResolvedNode.Kind.Program(
              program, node.source(), singles.resolved(node.ports()), new TreeMap<>());
      case NodeKind.Ros2(Ros2Config config) -> bridge(node, config, singles);
      case NodeKind.Runtime(List<OperatorDescriptor> operators) -> runtime(operators, singles);
      case NodeKind.SingleOperator(OperatorDescriptor operator) ->
          runtime(List.of(operator), singles);
      case NodeKind.Module _ ->
          throw new IllegalArgumentException("module node `" + node.id() + "` is not expanded");
    };
  }

  private static ResolvedNode.Kind bridge(
      NodeDescriptor node, Ros2Config config, SingleOperators singles) {
    SortedMap<String, String> env = new TreeMap<>();
    env.put(BRIDGE_VARIABLE, Ros2Json.text(Ros2Binding.bound(node.id(), config, node.ports())));
    return new ResolvedNode.Kind.Program(
        new NodeProgram(BRIDGE_PROGRAM, null, node.program().args()),
        NodeSource.LOCAL,
        singles.resolved(node.ports()),
        env);
  }

  private static ResolvedNode.Kind runtime(
      List<OperatorDescriptor> operators, SingleOperators singles) {
    List<OperatorDescriptor> resolved = new ArrayList<>();
    for (OperatorDescriptor operator : operators) {
      resolved.add(operator.resolved(singles.resolved(operator.ports())));
    }
    return new ResolvedNode.Kind.Runtime(resolved);
  }
}
