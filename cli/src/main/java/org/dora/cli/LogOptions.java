package org.dora.cli;

import org.dora.cli.log.LogFilter;
import org.dora.cli.log.LogFormat;
import org.dora.cli.log.LogFormatOption;
import org.dora.common.descriptor.LogLevel;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which log messages are shown, and how (cli.md section 3); a mixin. */
public final class LogOptions {
  @Option(
      names = {"--log-level", "--level"},
      paramLabel = "<LEVEL>",
      converter = LogLevelArgument.class,
      defaultValue = "${env:DORA_LOG_LEVEL:-stdout}",
      description = "Lowest level shown: error, warn, info, debug, trace, stdout (everything)")
  private LogLevel level = LogLevel.STDOUT;

  @Mixin private LogFormatOption format = new LogFormatOption();

  @Option(
      names = "--log-filter",
      paramLabel = "<NODE=LEVEL,...>",
      defaultValue = "${env:DORA_LOG_FILTER:-}",
      description = "Levels of single nodes, which beat --log-level")
  private String filter = "";

  /**
   * Returns the form of messages.
   *
   * @throws CliException if there is no such form
   */
  public LogFormat format() {
    return format.format();
  }

  /**
   * Returns which messages are shown.
   *
   * @throws CliException if the levels of nodes cannot be understood
   */
  public LogFilter filter() {
    return LogFilter.parse(level, filter);
  }
}
