package org.dora.common.control;

import org.dora.common.codec.JsonBy;

/** Which log messages a subscriber wants: those of its level and more important ones. */
@JsonBy(LogFilterJson.class)
public enum LogFilter {
  OFF,
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE
}
