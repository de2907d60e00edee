package org.dora.cli.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.time.ZoneId;
import org.dora.cli.Console;
import org.dora.common.log.LogMessage;
import org.dora.daemon.log.LogSink;

/** Prints the log of a dataflow on stdout while it runs. Confined to one thread. */
public final class LogPrinter implements LogSink {
  /** Text that is held back at most, so that a flood costs few system calls. */
  private static final int BUFFER_CHARS = 32 << 10;

  private final PrintStream out;
  private final LogFilter filter;
  private final LineFormat format;
  private final StringBuilder buffer = new StringBuilder(BUFFER_CHARS);

  /**
   * @param console where to print, coloured if it may be
   * @param zone time zone of the user
   */
  public LogPrinter(Console console, LogFormat format, LogFilter filter, ZoneId zone) {
    this(console, format, filter, zone, false);
  }

  /**
   * @param daemons whether the machine of each message is named, where the format is for humans
   */
  public LogPrinter(
      Console console, LogFormat format, LogFilter filter, ZoneId zone, boolean daemons) {
    this.out = console.out();
    this.filter = filter;
    this.format = LineFormat.of(format, console.outColours(), zone, daemons);
  }

  @Override
  public void accept(LogMessage message) {
    if (filter.shows(message)) {
      format.append(buffer, message);
      if (buffer.length() >= BUFFER_CHARS) {
        flush();
      }
    }
  }

  @Override
  public void flush() {
    if (!buffer.isEmpty()) {
      byte[] bytes = buffer.toString().getBytes(UTF_8);
      buffer.setLength(0);
      out.write(bytes, 0, bytes.length);
      out.flush();
    }
  }
}
