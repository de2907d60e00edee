package org.dora.common.control;

import java.util.Locale;
import org.dora.common.json.JsonReader;
import org.dora.common.json.JsonWriter;

/** Writes filters in upper case and reads them in any, as the released program does. */
public final class LogFilterJson {
  private LogFilterJson() {}

  /** Appends {@code value} to {@code out}. */
  public static void write(JsonWriter out, LogFilter value) {
    out.text(value.name());
  }

  /** Takes a value from {@code in}. */
  public static LogFilter read(JsonReader in) {
    String text = in.readString();
    for (LogFilter filter : LogFilter.values()) {
      if (filter.name().equals(text.toUpperCase(Locale.ROOT))) {
        return filter;
      }
    }
    throw in.unknownVariant(text, "OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE");
  }
}
