package org.dora.node.logging;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** Writes entries as lines for humans: a node's program that was started outside of a dataflow. */
final class PlainLines implements LogSink {
  private final PrintStream out;

  PlainLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void write(Entry entry) {
    StringWriter text = new StringWriter();
    PrintWriter lines = new PrintWriter(text);
    lines.printf("%-5s %s: %s", entry.level(), entry.target(), entry.message());
    entry.fields().forEach((key, value) -> lines.printf(" %s=%s", key, value));
    lines.println();
    if (entry.throwable() != null) {
      entry.throwable().printStackTrace(lines);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length); // one call: no other thread's output comes in between
    out.flush();
  }
}
