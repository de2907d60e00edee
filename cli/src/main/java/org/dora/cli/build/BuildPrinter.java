package org.dora.cli.build;

import java.io.PrintStream;
import org.dora.cli.Console;
import org.dora.cli.log.LevelName;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.NodeId;
import org.dora.daemon.build.BuildListener;

/**
 * Prints what a build does, line by line, in the released program's layout and colours; on a
 * terminal a last line tells what is taking so long. Safe for use by any thread.
 */
public final class BuildPrinter implements BuildListener, AutoCloseable {
  private static final String RESET = "\u001b[0m";

  private final PrintStream out;
  private final boolean colours;
  private final StatusLine status;

  private BuildPrinter(PrintStream out, boolean colours, StatusLine status) {
    this.out = out;
    this.colours = colours;
    this.status = status;
  }

  /** Prints to stdout. */
  public static BuildPrinter toStdout(Console console) {
    return new BuildPrinter(console.out(), console.outColours(), StatusLine.on(console));
  }

  /** Prints to stderr, since something else stands on stdout. */
  public static BuildPrinter toStderr(Console console) {
    return new BuildPrinter(console.err(), console.errColours(), StatusLine.on(console));
  }

  /** Prints nothing. */
  public static BuildPrinter quiet() {
    return new BuildPrinter(
        new PrintStream(PrintStream.nullOutputStream()), false, StatusLine.none());
  }

  @Override
  public synchronized void message(NodeId node, LogLevel level, String text) {
    String name = colours ? "\u001b[1;90m" + node + RESET : node.value();
    status.clear();
    out.println(name + ": " + label(level) + "   " + text);
    out.flush();
    if (level != LogLevel.STDOUT) {
      status.show(node + ": " + text.lines().findFirst().orElse(""));
    }
  }

  private String label(LogLevel level) {
    return colours ? LevelName.coloured(level, "\u001b[2;3m") : LevelName.padded(level);
  }

  /** Takes the last line away. */
  @Override
  public void close() {
    status.close();
  }
}
