package org.dora.daemon.link;

import org.dora.common.DoraException;

/**
 * Where in a node's log the reading goes on, and where it ends: what is written after the first
 * part was asked for is not read, or a node that prints fast would be read for ever.
 *
 * @param file the id of a {@link LogFile}
 * @param last the file in which the reading ends
 * @param end how far that file is read
 */
record LogPlace(String file, long offset, String last, long end) {
  /**
   * Reads what {@link #toString} has written.
   *
   * @throws DoraException if it is no place
   */
  static LogPlace read(String text) {
    String[] words = text.split("\\|", -1);
    try {
      return new LogPlace(
          words[0], Long.parseUnsignedLong(words[1]), words[2], Long.parseUnsignedLong(words[3]));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw new OrderRefusedException("`" + text + "` is no place in a log", e);
    }
  }

  LogPlace at(LogFile other, long there) {
    return new LogPlace(other.id(), there, last, end);
  }

  @Override
  public String toString() {
    return file + "|" + offset + "|" + last + "|" + end;
  }
}
