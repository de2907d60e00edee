package org.dora.common.id;

import org.dora.common.codec.Transparent;

/**
 * Name of an operator within its node. Any text: the released program checks none.
 *
 * @param value the text as written in the descriptor
 */
@Transparent
public record OperatorId(String value) implements Comparable<OperatorId> {
  @Override
  public int compareTo(OperatorId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
