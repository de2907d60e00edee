package org.dora.daemon.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Keeps the end of one process's stderr and picks from it what explains a failure (daemon.md,
 * section 9). Safe for use by several threads.
 *
 * <p>More than the released program finds: the stack trace of a Java thread, which is longer than
 * the last lines that would be shown instead, and the other two errors of Python's parser.
 */
public final class StderrTail {
  private static final int KEPT_LINES = 500;

  /** Lines may be of 1 MiB each: a node must not take the daemon's memory by shouting. */
  private static final int KEPT_CHARS = 4 << 20;

  private static final int SHOWN_LINES = 10;

  private static final List<String> ERROR_STARTS =
      List.of("Error:", "Traceback (most recent call last):", "Exception in thread \"");
  private static final List<String> PARSER_ERRORS =
      List.of("SyntaxError:", "IndentationError:", "TabError:");

  private final Deque<String> lines = new ArrayDeque<>();
  private int chars;

  /**
   * Takes the next line.
   *
   * @param line without its newline
   */
  public synchronized void add(String line) {
    lines.addLast(line);
    chars += line.length();
    while (lines.size() > KEPT_LINES || chars > KEPT_CHARS) {
      chars -= lines.removeFirst().length();
    }
  }

  /**
   * Returns what a failure report shows: from the last line on that starts an error; else what
   * follows the last warning; else the last ten lines. Empty only if nothing was written.
   */
  public synchronized String report() {
    List<String> all = new ArrayList<>(lines);
    int from = lastError(all);
    if (from < 0) {
      from = afterLastWarning(all);
    }
    if (from < 0) {
      from = Math.max(0, all.size() - SHOWN_LINES);
    }
    StringBuilder report = new StringBuilder();
    for (String line : all.subList(from, all.size())) {
      report.append(line).append('\n');
    }
    return report.toString();
  }

  private static int lastError(List<String> lines) {
    boolean parserError = false;
    for (int i = lines.size() - 1; i >= 0; i--) {
      String line = lines.get(i);
      if (startsWithAny(line, ERROR_STARTS) || isPanic(line)) {
        return i;
      }
      // Python names the file of a syntax error before the error, without a traceback's first line.
      if (parserError && line.startsWith("  File \"")) {
        return i;
      }
      parserError |= startsWithAny(line, PARSER_ERRORS);
    }
    return -1;
  }

  /** The first line of a Rust panic: {@code thread 'main' (17) panicked at src/main.rs:3:5:}. */
  private static boolean isPanic(String line) {
    return line.startsWith("thread '") && line.contains(" panicked at ");
  }

  private static int afterLastWarning(List<String> lines) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i).startsWith("Warning:")) {
        return i + 1 < lines.size() ? i + 1 : -1;
      }
    }
    return -1;
  }

  private static boolean startsWithAny(String line, List<String> starts) {
    return starts.stream().anyMatch(line::startsWith);
  }
}
