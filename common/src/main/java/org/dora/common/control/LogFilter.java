package org.dora.common.control;

import org.dora.common.codec.JsonBy;
import org.dora.common.descriptor.LogLevel;

/** Which log messages a subscriber wants: those of its level and more important ones. */
@JsonBy(LogFilterJson.class)
public enum LogFilter {
  OFF,
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE;

  /** Returns whether a message passes; lines without a level of their own always do. */
  public boolean admits(LogLevel level) {
    return switch (level) {
      case STDOUT -> true;
      case ERROR -> compareTo(ERROR) >= 0;
      case WARN -> compareTo(WARN) >= 0;
      case INFO -> compareTo(INFO) >= 0;
      case DEBUG -> compareTo(DEBUG) >= 0;
      case TRACE -> compareTo(TRACE) >= 0;
    };
  }
}
