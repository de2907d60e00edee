package org.dora.common.descriptor;

import java.util.List;
import java.util.SortedMap;

/** What a node is: exactly one key of its descriptor says so (dataflow.md section 3.2). */
public sealed interface NodeKind {
  /** Returns the key that makes a node one of this kind. */
  default String key() {
    return switch (this) {
      case Program _ -> "path";
      case Runtime _ -> "operators";
      case SingleOperator _ -> "operator";
      case Ros2 _ -> "ros2";
      case Module _ -> "module";
    };
  }

  /** {@code path}: a program, a shell script, a download, or something that connects on its own. */
  record Program(NodeProgram program) implements NodeKind {}

  /** {@code operators}: a runtime that hosts any number of operators. */
  record Runtime(List<OperatorDescriptor> operators) implements NodeKind {}

  /** {@code operator}: a runtime that hosts one operator, whose id may be left out. */
  record SingleOperator(OperatorDescriptor operator) implements NodeKind {}

  /** {@code ros2}: the bridge program of dora. */
  record Ros2(Ros2Config config) implements NodeKind {}

  /** {@code module}: stands for the nodes of another file. */
  record Module(String file, SortedMap<String, String> params) implements NodeKind {}
}
