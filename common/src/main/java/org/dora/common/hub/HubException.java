package org.dora.common.hub;

import java.util.List;
import org.dora.common.DoraException;
import org.dora.common.descriptor.Problem;
import org.jspecify.annotations.Nullable;

/** Something of the hub that cannot be read, found or used. */
public final class HubException extends DoraException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public HubException(String message) {
    this(message, List.of(), null);
  }

  public HubException(String message, @Nullable Throwable cause) {
    this(message, List.of(), cause);
  }

  HubException(String message, List<Problem> problems) {
    this(message, problems, null);
  }

  private HubException(String message, List<Problem> problems, @Nullable Throwable cause) {
    super(message, cause);
    this.problems = List.copyOf(problems);
  }

  /** What is wrong at which places of files; empty where the message and its causes say it all. */
  public List<Problem> problems() {
    return problems;
  }

  /** Returns the message, those of all causes behind it, each after a colon. */
  public String inOneLine() {
    StringBuilder line = new StringBuilder(getMessage());
    for (@Nullable Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
      line.append(": ").append(cause.getMessage());
    }
    return line.toString();
  }
}
