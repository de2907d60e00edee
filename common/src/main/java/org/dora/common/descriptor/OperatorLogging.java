package org.dora.common.descriptor;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts together what the operators of a node say about its lines: each key may be set by one of
 * them (dataflow.md section 5.3).
 */
final class OperatorLogging {
  private OperatorLogging() {}

  static NodeLogging of(List<OperatorDescriptor> operators) {
    return new NodeLogging(
        output(operators, NodeLogging::sendStdoutAs),
        output(operators, NodeLogging::sendLogsAs),
        first(operators, NodeLogging::minLogLevel),
        first(operators, NodeLogging::maxLogSize),
        first(operators, NodeLogging::maxRotatedFiles));
  }

  private static <T> @Nullable T first(
      List<OperatorDescriptor> operators, Function<NodeLogging, @Nullable T> key) {
    for (OperatorDescriptor operator : operators) {
      T value = key.apply(operator.logging());
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable String output(
      List<OperatorDescriptor> operators, Function<NodeLogging, @Nullable String> key) {
    for (OperatorDescriptor operator : operators) {
      String output = key.apply(operator.logging());
      if (output != null) {
        return operator.effectiveId() + "/" + output;
      }
    }
    return null;
  }
}
