package org.dora.common.id;

import org.dora.common.codec.Transparent;

/**
 * Name of an input or output of a node: one or more of {@code [a-zA-Z0-9_./-]}, without a leading,
 * trailing or doubled slash.
 *
 * @param value the text as written in the descriptor
 */
@Transparent
public record DataId(String value) implements Comparable<DataId> {

  /**
   * @throws InvalidIdException if the text is no data id
   */
  public DataId {
    IdCharacters.requireNotEmpty(value);
    IdCharacters.requireOnly(value, IdCharacters.DATA, "[a-zA-Z0-9_./-]");
    if (value.startsWith("/") || value.endsWith("/") || value.contains("//")) {
      throw new InvalidIdException(
          "identifier '"
              + value
              + "' has empty path segment -- leading, trailing, or consecutive '/' are not allowed");
    }
  }

  @Override
  public int compareTo(DataId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
