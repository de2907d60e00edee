package org.dora.coordinator.dataflow;

import java.util.concurrent.CompletionException;

/** What has failed when a future has, without what futures put around it. */
public final class Failures {
  private Failures() {}

  /** Returns what has failed. */
  public static Throwable causeOf(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  /** Returns what users read of it. */
  public static String messageOf(Throwable failure) {
    return String.valueOf(causeOf(failure).getMessage());
  }
}
