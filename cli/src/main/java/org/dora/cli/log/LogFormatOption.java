package org.dora.cli.log;

import picocli.CommandLine.Option;

/** The option {@code --log-format} of all commands that print a log; a mixin. */
public final class LogFormatOption {
  @Option(
      names = "--log-format",
      paramLabel = "<FORMAT>",
      defaultValue = "${env:DORA_LOG_FORMAT:-pretty}",
      description = "pretty or compact: text for humans; json: one object a line and nothing else")
  private String format = "pretty";

  /**
   * Returns the form of messages.
   *
   * @throws org.dora.cli.CliException if there is no such form
   */
  public LogFormat format() {
    return LogFormat.parse(format);
  }
}
