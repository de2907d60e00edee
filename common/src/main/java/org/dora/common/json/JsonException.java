package org.dora.common.json;

import org.dora.common.DoraException;

/**
 * A text that is no JSON, or JSON that is not the message it was read as. Without a stack trace:
 * peers and nodes may send such texts at any rate.
 */
public final class JsonException extends DoraException {
  private static final long serialVersionUID = 1L;

  private final String path;
  private final String reason;

  JsonException(String path, int position, String reason) {
    super(reason + " at " + path + " (byte " + position + ")");
    this.path = path;
    this.reason = reason;
  }

  /** The keys that lead to the place, {@code $.params.Stop.dataflow_uuid}. */
  public String path() {
    return path;
  }

  /** What was found and what was expected, in the released program's words where it has some. */
  public String reason() {
    return reason;
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }
}
