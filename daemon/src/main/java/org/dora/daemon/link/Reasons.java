package org.dora.daemon.link;

import org.dora.common.DoraException;

/** Puts a failure and its causes into one text for the coordinator, which passes on only that. */
final class Reasons {
  private Reasons() {}

  static String of(Throwable failure) {
    StringBuilder text = new StringBuilder(textOf(failure));
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      text.append(": ").append(textOf(cause));
    }
    return text.toString();
  }

  private static String textOf(Throwable failure) {
    return failure instanceof DoraException ours ? ours.getMessage() : failure.toString();
  }
}
