package org.dora.cli.project;

import java.util.Locale;
import java.util.Optional;

/** The things that {@code dora new} makes, values of {@code --kind}. */
public enum Kind {
  /** Two talkers and a listener, with the file that connects them. */
  DATAFLOW,
  /** One node to be used in a dataflow, with what it takes to run and to test it alone. */
  NODE;

  /** Returns the kind of a name as {@code --kind} takes it. */
  public static Optional<Kind> of(String name) {
    for (Kind kind : values()) {
      if (kind.text().equals(name)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** The name as {@code --kind} takes it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The text, since help and completion print values so. */
  @Override
  public String toString() {
    return text();
  }
}
