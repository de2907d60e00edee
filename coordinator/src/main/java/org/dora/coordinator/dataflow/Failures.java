package org.dora.coordinator.dataflow;

import java.util.concurrent.CompletionException;

/** What users read of the failure of a future. */
final class Failures {
  private Failures() {}

  static String messageOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return String.valueOf(
        failure instanceof CompletionException && cause != null
            ? cause.getMessage()
            : failure.getMessage());
  }
}
