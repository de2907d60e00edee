package org.dora.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.ArgSpec;

/** The values that an option or argument can have, for those that have a closed set of them. */
final class ValueSet {
  private ValueSet() {}

  /** Returns the values in their order, or nothing if any text may do. */
  static List<String> of(ArgSpec argument) {
    List<String> values = new ArrayList<>();
    Class<?> type = argument.type();
    if (argument.completionCandidates() != null) {
      for (String candidate : argument.completionCandidates()) {
        values.add(candidate);
      }
    } else if (argument.arity().max() > 0 && (type == Boolean.class || type == boolean.class)) {
      values.addAll(List.of("true", "false"));
    } else if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        // Words on dora's command lines are lower case.
        values.add(constant.toString().toLowerCase(Locale.ROOT));
      }
    }
    return values;
  }
}
