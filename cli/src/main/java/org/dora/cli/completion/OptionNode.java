package org.dora.cli.completion;

import java.util.List;
import java.util.Optional;

/**
 * An option as shells need to know it.
 *
 * @param names with their hyphens
 * @param purpose one line
 * @param values what its value may be; empty if it takes none
 * @param valueAttached whether the value may be left out, and else stands behind {@code =}
 * @param repeatable whether it may be given more than once
 */
public record OptionNode(
    List<String> names,
    String purpose,
    Optional<Values> values,
    boolean valueAttached,
    boolean repeatable) {
  public OptionNode {
    names = List.copyOf(names);
  }

  /** Whether the next word is its value. */
  boolean takesNextWord() {
    return values.isPresent() && !valueAttached;
  }
}
