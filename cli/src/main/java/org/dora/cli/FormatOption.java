package org.dora.cli;

import picocli.CommandLine.Option;

/** The option {@code --format} of all commands that have it; a mixin. */
public final class FormatOption {
  @Option(
      names = {"-f", "--format"},
      paramLabel = "<FORMAT>",
      description = "table for humans (default), json for programs")
  private OutputFormat format = OutputFormat.TABLE;

  /** Whether a program reads the output. */
  public boolean isJson() {
    return format == OutputFormat.JSON;
  }
}
