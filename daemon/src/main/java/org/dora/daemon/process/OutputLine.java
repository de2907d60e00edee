package org.dora.daemon.process;

/**
 * One line that a process wrote (spec/daemon.md, section 7.1).
 *
 * @param stream where it was written
 * @param text what stood before the newline, a carriage return included; of a line of more than 1
 *     MiB its beginning, followed by {@code ... [truncated]}
 * @param terminated false for the last line of a stream that ended without a newline
 * @param truncated true if the rest of an overlong line was discarded
 * @param malformed true if the bytes were not UTF-8 and replacement characters stand in {@code
 *     text}
 */
public record OutputLine(
    ProcessStream stream, String text, boolean terminated, boolean truncated, boolean malformed) {

  /** Returns the line for a log: without the {@code \n} or {@code \r\n} that ended it. */
  public String message() {
    return terminated && text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  /** Returns the line as it was written, with its newline unless it had none or was cut off. */
  public String raw() {
    return terminated && !truncated ? text + "\n" : text;
  }
}
