package org.dora.node.logging;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries as lines of JSON that every dora daemon takes as structured log records
 * (node-protocol.md, section 13): all values are texts.
 */
final class StructuredLines implements LogSink {
  /**
   * Longer messages are cut: a daemon takes a line of at most 1 MiB, and a character may take six
   * bytes in JSON.
   */
  static final int MAX_MESSAGE = 128 * 1024;

  /** Larger fields are left out, as the released nodes do. */
  static final int MAX_FIELDS = 60 * 1024;

  private static final String CUT = "... [truncated]";

  private final PrintStream out;

  StructuredLines(PrintStream out) {
    this.out = out;
  }

  @Override
  public void write(Entry entry) {
    byte[] line = line(entry).getBytes(StandardCharsets.UTF_8);
    out.write(line, 0, line.length); // one call: no other thread's output comes in between
    out.flush();
  }

  private static String line(Entry entry) {
    StringBuilder line = new StringBuilder(256);
    line.append("{\"timestamp\":\"").append(entry.time()).append("\",\"level\":\"");
    line.append(entry.level().name().toLowerCase(Locale.ROOT)).append("\",\"message\":");
    JsonText.append(line, cut(message(entry.message(), entry.throwable())));
    line.append(",\"target\":");
    JsonText.append(line, cut(entry.target()));
    appendFields(line, entry.fields());
    return line.append("}\n").toString();
  }

  private static void appendFields(StringBuilder line, Map<String, String> fields) {
    if (fields.isEmpty()) {
      return;
    }
    StringBuilder object = new StringBuilder();
    fields.forEach((key, value) -> {
      object.append(object.isEmpty() ? '{' : ',');
      JsonText.append(object, key);
      JsonText.append(object.append(':'), value);
    });
    object.append('}');
    boolean tooLong = object.toString().getBytes(StandardCharsets.UTF_8).length > MAX_FIELDS;
    line.append(",\"fields\":").append(tooLong ? "{\"fields_dropped\":\"true\"}" : object);
  }

  private static String message(String message, @Nullable Throwable throwable) {
    if (throwable == null) {
      return message;
    }
    StringWriter trace = new StringWriter();
    throwable.printStackTrace(new PrintWriter(trace));
    String separator = message.isEmpty() ? "" : "\n";
    return message + separator + trace.toString().stripTrailing();
  }

  private static String cut(String text) {
    return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + CUT;
  }
}
