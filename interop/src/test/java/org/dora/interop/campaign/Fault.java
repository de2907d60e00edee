package org.dora.interop.campaign;

import java.util.Locale;

/**
 * How one life of a node ends before its time.
 *
 * @param after how many messages it has sent, or done with, by then; the node does not wait longer
 *     than 0.3 s for them
 * @param code the exit code, where the kind has one
 */
record Fault(Kind kind, int after, int code) {

  /** What the node does; names are those in its plan. */
  enum Kind {
    /** Exits before it has registered. */
    EARLY,
    /** Exits without a word. */
    EXIT,
    /** Closes its outputs and exits, as a program does that ends by an exception. */
    RAISE,
    /** Exits in the middle of a message. */
    HALF,
    /** Is killed. */
    KILL,
    /** Takes and sends nothing any more, until the health check kills it. */
    HANG;

    String planned() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean isFailure() {
    return code != 0 || endsBySignal();
  }

  boolean endsBySignal() {
    return kind == Kind.KILL || kind == Kind.HANG;
  }

  /** What the run's report says of it. */
  String report() {
    return endsBySignal() ? "exited because of signal SIGKILL" : "exited with code " + code;
  }

  String json() {
    return "{\"kind\": \"%s\", \"after\": %d, \"code\": %d}".formatted(kind.planned(), after, code);
  }
}
