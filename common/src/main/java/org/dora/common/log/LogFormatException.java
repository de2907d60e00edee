package org.dora.common.log;

import org.dora.common.DoraException;

/** A text is no log message in JSON. */
public final class LogFormatException extends DoraException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was found and what was expected
   */
  public LogFormatException(String message) {
    super(message);
  }
}
