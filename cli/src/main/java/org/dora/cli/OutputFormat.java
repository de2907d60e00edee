package org.dora.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code --format} may ask for (cli.md 1.5). */
public enum OutputFormat {
  /** For humans. */
  TABLE,
  /** For programs. */
  JSON;

  /**
   * Checks that the user does not ask for both less and more.
   *
   * @throws CliException if so
   */
  public static void check(boolean quiet, @Nullable OutputFormat format) {
    if (quiet && format != null) {
      throw CliException.usage("the argument '--quiet' cannot be used with '--format <FORMAT>'");
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
