package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.yaml.SimilarName;
import org.jspecify.annotations.Nullable;

/** Guesses what the author of an input meant whose source does not exist; null for no idea. */
final class SourceAdvice {
  private SourceAdvice() {}

  /** A node or an operator that does not exist. */
  static @Nullable String similar(String name, List<String> known) {
    String similar = SimilarName.of(name, known).orElse(null);
    return similar == null ? null : "did you mean `" + similar + "`?";
  }

  /**
   * An output that its node or operator does not have.
   *
   * @param owner what stands before the output, with a slash
   */
  static @Nullable String output(String owner, String name, List<String> known) {
    String similar = SimilarName.of(name, known).orElse(null);
    if (similar != null) {
      return "did you mean `" + owner + similar + "`?";
    }
    return known.isEmpty()
        ? "`" + owner.substring(0, owner.length() - 1) + "` has no outputs"
        : "its outputs: `" + String.join("`, `", known) + "`";
  }

  /** An output of a runtime node without the operator. */
  static @Nullable String operator(
      NodeId source, String output, List<OperatorDescriptor> operators) {
    List<String> having = new ArrayList<>();
    for (OperatorDescriptor operator : operators) {
      if (outputs(operator.ports()).contains(output)) {
        having.add("`" + source + "/" + operator.effectiveId() + "/" + output + "`");
      }
    }
    return having.isEmpty() ? null : "write " + String.join(" or ", having);
  }

  /** An output of a single operator, given with the operator that dora adds itself. */
  static @Nullable String singleOperator(
      NodeId source, OperatorDescriptor operator, String output) {
    String prefix = operator.effectiveId() + "/";
    String bare = output.startsWith(prefix) ? output.substring(prefix.length()) : output;
    List<String> outputs = outputs(operator.ports());
    return outputs.contains(bare)
        ? "write `" + source + "/" + bare + "`: dora adds the id of an `operator:` itself"
        : output(source + "/", bare, outputs);
  }

  /** Returns the names of outputs. */
  static List<String> outputs(NodePorts ports) {
    List<String> names = new ArrayList<>();
    for (DataId output : ports.outputs()) {
      names.add(output.value());
    }
    return names;
  }
}
