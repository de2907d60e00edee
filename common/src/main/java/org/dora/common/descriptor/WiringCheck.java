package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/** Checks that every input comes from an output that exists (dataflow.md section 4.3). */
final class WiringCheck {
  private final SingleOperators singles;
  private final Map<NodeId, PlacedNode> producers = new HashMap<>();
  private final Set<Integer> unclear;
  private final boolean nodesMissing;
  private final List<Finding> findings = new ArrayList<>();

  private WiringCheck(Descriptor descriptor, List<PlacedNode> nodes, Set<Integer> unclear) {
    this.singles = new SingleOperators(descriptor);
    this.unclear = unclear;
    // An id that names no node may be that of a node whose id could not be read.
    this.nodesMissing = nodes.size() < descriptor.nodes().size();
    for (int i = 0; i < descriptor.nodes().size(); i++) {
      NodeDescriptor node = descriptor.nodes().get(i);
      producers.putIfAbsent(node.id(), new PlacedNode(i, node));
    }
  }

  /**
   * @param nodes those that could be read whole
   * @param unclear indices of nodes of which nothing is to be said, nor of what comes from them
   */
  static List<Finding> findings(
      Descriptor descriptor, List<PlacedNode> nodes, Set<Integer> unclear) {
    WiringCheck check = new WiringCheck(descriptor, nodes, unclear);
    for (PlacedNode node : PlacedNode.byId(nodes)) {
      for (PlacedNode.PlacedPorts ports : node.ports()) {
        check.inputs(ports);
      }
    }
    return check.findings;
  }

  private void inputs(PlacedNode.PlacedPorts ports) {
    for (Map.Entry<DataId, InputDescriptor> input : ports.ports().inputs().entrySet()) {
      switch (input.getValue().source()) {
        case InputMapping.Timer _, InputMapping.Logs _ -> {}
        case InputMapping.User(NodeId source, DataId output) -> {
          String owner = ports.owner() + "/" + input.getKey();
          Finding finding = source(owner, source, output, ports.input(input.getKey()));
          if (finding != null) {
            findings.add(finding);
          }
        }
      }
    }
  }

  private @Nullable Finding source(String input, NodeId source, DataId output, String path) {
    PlacedNode producer = producers.get(source);
    if (producer == null) {
      return nodesMissing
          ? null
          : Finding.wiring(
                  path,
                  "source node `" + source + "` mapped to input `" + input + "` does not exist")
              .withHint(SourceAdvice.similar(source.value(), nodeIds()));
    }
    if (unclear.contains(producer.index())) {
      return null;
    }
    NodeComposition composition = producer.node().composition();
    if (composition.operator() != null) {
      return singleOperator(source, composition.operator(), output, input, path);
    }
    if (composition.operators() != null) {
      return runtime(source, composition.operators(), output, input, path);
    }
    if (producer.node().ports().outputs().contains(output)) {
      return null;
    }
    List<String> outputs = SourceAdvice.outputs(producer.node().ports());
    return noOutput(source + "/" + output, input, path)
        .withHint(SourceAdvice.output(source + "/", output.value(), outputs));
  }

  private @Nullable Finding singleOperator(
      NodeId source, OperatorDescriptor operator, DataId output, String input, String path) {
    String id = operator.effectiveId().value();
    int slash = id.indexOf('/');
    if (slash > 0) {
      return noOperator(source + "/" + id.substring(0, slash), input, path)
          .withHint("nothing can be read from an operator with a slash in its id `" + id + "`");
    }
    if (operator.ports().outputs().contains(output) || !isResolvable(source, output)) {
      return null;
    }
    return noOutput(source + "/" + id + "/" + output, input, path)
        .withHint(SourceAdvice.singleOperator(source, operator, output.value()));
  }

  private boolean isResolvable(NodeId source, DataId output) {
    try {
      InputMapping _ = singles.resolved(new InputMapping.User(source, output));
      return true;
    } catch (UnresolvableException _) {
      return false; // which BindingCheck has said
    }
  }

  private static @Nullable Finding runtime(
      NodeId source, List<OperatorDescriptor> operators, DataId output, String input, String path) {
    String text = output.value();
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Finding.wiring(
              path,
              "input `%s` references output `%s` of node `%s`, which is a runtime node; runtime node outputs must include the operator id (expected format: `%s/<operator_id>/<output_id>`)"
                  .formatted(input, text, source, source))
          .withHint(SourceAdvice.operator(source, text, operators));
    }
    String id = text.substring(0, slash);
    List<String> ids = new ArrayList<>();
    for (OperatorDescriptor operator : operators) {
      String known = operator.effectiveId().value();
      if (known.equals(id)) {
        return operatorOutput(
            source + "/" + id + "/", operator, text.substring(slash + 1), input, path);
      }
      ids.add(known);
    }
    return noOperator(source + "/" + id, input, path).withHint(SourceAdvice.similar(id, ids));
  }

  private static @Nullable Finding operatorOutput(
      String prefix, OperatorDescriptor operator, String name, String input, String path) {
    List<String> outputs = SourceAdvice.outputs(operator.ports());
    return outputs.contains(name)
        ? null
        : noOutput(prefix + name, input, path).withHint(SourceAdvice.output(prefix, name, outputs));
  }

  private static Finding noOutput(String output, String input, String path) {
    return Finding.wiring(
        path, "output `" + output + "` mapped to input `" + input + "` does not exist");
  }

  private static Finding noOperator(String operator, String input, String path) {
    return Finding.wiring(
        path, "source operator `" + operator + "` used for input `" + input + "` does not exist");
  }

  private List<String> nodeIds() {
    List<String> ids = new ArrayList<>();
    for (NodeId id : producers.keySet()) {
      ids.add(id.value());
    }
    ids.sort(null);
    return ids;
  }
}
