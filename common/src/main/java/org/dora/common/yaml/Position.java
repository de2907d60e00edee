package org.dora.common.yaml;

/**
 * A place in a text.
 *
 * @param line counted from 1
 * @param column counted from 1
 */
public record Position(int line, int column) {
  /** The first character of a text. */
  public static final Position START = new Position(1, 1);

  @Override
  public String toString() {
    return "line " + line + " column " + column;
  }
}
