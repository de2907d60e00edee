package org.dora.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * For options whose value may be left out: takes a value only when it is attached, {@code
 * --option=value}, so that the option does not swallow the argument behind it.
 */
final class OptionalValue implements IParameterPreprocessor {
  private static final String ATTACHED = "separator";

  @Override
  @SuppressWarnings("JdkObsolete") // picocli's own type
  public boolean preprocess(
      Stack<String> arguments,
      CommandSpec command,
      ArgSpec option,
      Map<String, Object> information) {
    if (information == null
        || !(information.get(ATTACHED) instanceof String separator)
        || separator.isEmpty()) {
      arguments.push("true");
    }
    return false;
  }
}
