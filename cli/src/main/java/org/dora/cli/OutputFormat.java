package org.dora.cli;

import java.util.Locale;

/** What {@code --format} may ask for (cli.md 1.5). */
public enum OutputFormat {
  /** For humans. */
  TABLE,
  /** For programs. */
  JSON;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
