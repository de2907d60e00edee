package org.dora.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that list something, a row each (cli.md 1.5); a mixin. */
public final class ListOptions {
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
   * Checks that not both are given.
   *
   * @throws CliException if they are
   */
  public void check() {
    OutputFormat.check(quiet, format);
  }

  /** Whether only ids are wanted. */
  public boolean isQuiet() {
    return quiet;
  }

  /** Whether a program reads the output. */
  public boolean isJson() {
    return format == OutputFormat.JSON;
  }

  /** Whether a human reads the output. */
  public boolean isForHumans() {
    return !quiet && !isJson();
  }
}
