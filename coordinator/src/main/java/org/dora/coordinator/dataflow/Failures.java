package org.dora.coordinator.dataflow;

import java.util.concurrent.CompletionException;

/** What users read of the failure of a future. */
public final class Failures {
  private Failures() {}

  /** Returns the message of what has failed, without what futures put around it. */
  public static String messageOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return String.valueOf(
        failure instanceof CompletionException && cause != null
            ? cause.getMessage()
            : failure.getMessage());
  }
}
