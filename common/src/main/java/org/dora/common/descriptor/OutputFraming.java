package org.dora.common.descriptor;

import java.util.List;
import java.util.Optional;

/** {@code output_framing} of an output: carried and printed, without effect in dora 1.1. */
public enum OutputFraming {
  RAW("raw"),
  ARROW_IPC("arrow-ipc");

  static final List<String> NAMES = List.of("raw", "arrow-ipc");

  private final String text;

  OutputFraming(String text) {
    this.text = text;
  }

  /** The name in the descriptor. */
  public String text() {
    return text;
  }

  /** Returns the framing of a name. */
  public static Optional<OutputFraming> of(String text) {
    return switch (text) {
      case "raw" -> Optional.of(RAW);
      case "arrow-ipc" -> Optional.of(ARROW_IPC);
      default -> Optional.empty();
    };
  }
}
