package org.dora.cli.log;

import org.dora.cli.CliException;
import picocli.CommandLine.Option;

/** What coordinator and daemon print of their log; a mixin. */
public final class ServiceLogOptions {
  @Option(names = "--quiet", description = "Print nothing")
  private boolean quiet;

  @Option(
      names = "--log-format",
      paramLabel = "<FORMAT>",
      defaultValue = "${env:DORA_LOG_FORMAT:-pretty}",
      description = "pretty: text for humans, json: one object a line and nothing else")
  private String format = "pretty";

  /**
   * Checks the format.
   *
   * @throws CliException if there is no such format
   */
  public void check() {
    LogFormat _ = LogFormat.parse(format);
  }

  /** Whether nothing is printed. */
  public boolean isQuiet() {
    return quiet;
  }

  /** Whether programs read what is printed. */
  public boolean isJson() {
    return LogFormat.parse(format) == LogFormat.JSON;
  }
}
