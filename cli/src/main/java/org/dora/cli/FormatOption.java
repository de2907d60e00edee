package org.dora.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --format} of all commands that have it; a mixin. */
public final class FormatOption {
  @Option(
      names = {"-f", "--format"},
      paramLabel = "<FORMAT>",
      description = "table for humans (default), json for programs")
  private @Nullable OutputFormat format;

  /**
   * Checks that not also {@code --quiet} is given.
   *
   * @throws CliException if it is
   */
  public void checkNot(boolean quiet) {
    OutputFormat.check(quiet, format);
  }

  /** Whether a program reads the output. */
  public boolean isJson() {
    return format == OutputFormat.JSON;
  }
}
