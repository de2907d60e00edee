package org.dora.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How a command prints rows of which each has an id: as a table, as JSON, by ids alone; a mixin.
 */
public final class ListingOptions {
  @Option(
      names = {"-f", "--format"},
      paramLabel = "<FORMAT>",
      description = "table for humans (default), json: one object a line")
  private @Nullable OutputFormat format;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print ids only")
  private boolean quiet;

  /**
   * Refuses options that exclude each other.
   *
   * @throws CliException in that case
   */
  public void check() {
    if (quiet && format != null) {
      throw CliException.usage("the argument '--quiet' cannot be used with '--format <FORMAT>'");
    }
  }

  /** Whether a program reads the output. */
  public boolean isJson() {
    return format == OutputFormat.JSON;
  }

  /** Whether ids are all that is printed. */
  public boolean isQuiet() {
    return quiet;
  }
}
