package org.dora.common.id;

import org.dora.common.codec.Transparent;

/**
 * Name of a node within its dataflow: one or more of {@code [a-zA-Z0-9_.-]}, not starting with a
 * dot and not {@code dora}, which stands for timers and logs in input mappings.
 *
 * @param value the text as written in the descriptor
 */
@Transparent
public record NodeId(String value) implements Comparable<NodeId> {
  /** Source of the built-in inputs ({@code dora/timer/…}, {@code dora/logs}). */
  public static final String RESERVED = "dora";

  /**
   * @throws InvalidIdException if the text is no node id
   */
  public NodeId {
    IdCharacters.requireNotEmpty(value);
    IdCharacters.requireOnly(value, IdCharacters.NODE, "[a-zA-Z0-9_.-]");
    if (value.startsWith(".")) {
      throw new InvalidIdException(
          "identifier '"
              + value
              + "' must not start with '.' (dot-segments such as '.' and '..' can traverse parent directories)");
    }
    if (value.equals(RESERVED)) {
      throw new InvalidIdException(
          "identifier 'dora' is reserved for built-in inputs (dora/timer/..., dora/logs) and cannot be"
              + " used as a node id");
    }
  }

  @Override
  public int compareTo(NodeId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
