package org.dora.coordinator.dataflow;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.NodeComposition;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodePorts;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.id.DataId;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;
import org.dora.coordinator.dataflow.Topology.Mapping;
import org.jspecify.annotations.Nullable;

/**
 * Writes changed edges into a descriptor, so that nodes that are started again have them. Daemons
 * know ports of operators with the operator's id in front; descriptors leave it out.
 */
final class Wiring {
  private Wiring() {}

  /** Returns a dataflow in which an input reads an output, with the options that it had before. */
  static Descriptor connected(Descriptor descriptor, Mapping mapping) {
    InputMapping source = source(descriptor, mapping);
    return rewired(
        descriptor,
        mapping,
        (inputs, input) ->
            inputs.compute(
                input,
                (_, before) ->
                    before == null
                        ? InputDescriptor.of(source)
                        : new InputDescriptor(
                            source,
                            before.queueSize(),
                            before.inputTimeout(),
                            before.queuePolicy())));
  }

  /** Returns a dataflow in which an input does not read an output. */
  static Descriptor disconnected(Descriptor descriptor, Mapping mapping) {
    InputMapping source = source(descriptor, mapping);
    return rewired(
        descriptor,
        mapping,
        (inputs, input) -> {
          InputDescriptor present = inputs.get(input);
          if (present != null && present.source().equals(source)) {
            inputs.remove(input);
          }
        });
  }

  /** Returns a dataflow without a node, whose outputs nobody reads any more. */
  static Descriptor without(Descriptor descriptor, NodeId node) {
    return descriptor.withNodes(
        descriptor.nodes().stream()
            .filter(each -> !each.id().equals(node))
            .map(each -> unread(each, node))
            .toList());
  }

  private static NodeDescriptor unread(NodeDescriptor reader, NodeId source) {
    UnaryOperator<NodePorts> change =
        ports -> {
          SortedMap<DataId, InputDescriptor> inputs = new TreeMap<>(ports.inputs());
          boolean reads =
              inputs
                  .values()
                  .removeIf(input ->
                      input.source() instanceof InputMapping.User(NodeId from, _)
                          && from.equals(source));
          return reads ? ports.withInputs(inputs) : ports;
        };
    return changed(reader, change, operator -> operator.withPorts(change.apply(operator.ports())));
  }

  /** What becomes of one input among all of a node or an operator. */
  @FunctionalInterface
  private interface Change {
    void apply(SortedMap<DataId, InputDescriptor> inputs, DataId input);
  }

  private static Descriptor rewired(Descriptor descriptor, Mapping mapping, Change change) {
    List<NodeDescriptor> nodes = new ArrayList<>();
    for (NodeDescriptor node : descriptor.nodes()) {
      nodes.add(
          node.id().equals(mapping.targetNode())
              ? rewired(node, mapping.targetInput(), change)
              : node);
    }
    return descriptor.withNodes(nodes);
  }

  /** Of a node of operators only those have inputs. */
  private static NodeDescriptor rewired(NodeDescriptor node, DataId input, Change change) {
    NodeComposition composition = node.composition();
    boolean isRuntime = composition.operator() != null || composition.operators() != null;
    return changed(
        node,
        ports -> isRuntime ? ports : rewired(ports, input, change),
        operator -> {
          DataId own = portOf(operator, input);
          return own == null
              ? operator
              : operator.withPorts(rewired(operator.ports(), own, change));
        });
  }

  private static NodePorts rewired(NodePorts ports, DataId input, Change change) {
    SortedMap<DataId, InputDescriptor> inputs = new TreeMap<>(ports.inputs());
    change.apply(inputs, input);
    return ports.withInputs(inputs);
  }

  private static NodeDescriptor changed(
      NodeDescriptor node,
      UnaryOperator<NodePorts> ofNode,
      UnaryOperator<OperatorDescriptor> ofOperator) {
    NodeComposition composition = node.composition();
    List<OperatorDescriptor> several = composition.operators();
    OperatorDescriptor single = composition.operator();
    return node.withWiring(
        ofNode.apply(node.ports()),
        composition.withOperators(
            several == null ? null : several.stream().map(ofOperator).toList(),
            single == null ? null : ofOperator.apply(single)));
  }

  /** Who reads from a node with a single operator does not name that (dataflow.md section 4.3). */
  private static InputMapping source(Descriptor descriptor, Mapping mapping) {
    DataId output = mapping.sourceOutput();
    NodeDescriptor node = descriptor.node(mapping.sourceNode()).orElse(null);
    OperatorDescriptor single = node == null ? null : node.composition().operator();
    DataId own = single == null ? null : portOf(single, output);
    return new InputMapping.User(mapping.sourceNode(), own == null ? output : own);
  }

  /** Returns what an operator calls a port, or null if it is none of the operator's. */
  private static @Nullable DataId portOf(OperatorDescriptor operator, DataId port) {
    String prefix = operator.effectiveId() + "/";
    String name = port.toString();
    try {
      return name.startsWith(prefix) ? new DataId(name.substring(prefix.length())) : null;
    } catch (InvalidIdException _) {
      return null;
    }
  }
}
