package org.dora.cli.log;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What coordinator and daemon print of their log; a mixin. */
public final class ServiceLogOptions {
  @Option(names = "--quiet", description = "Print nothing")
  private boolean quiet;

  @Mixin private LogFormatOption format = new LogFormatOption();

  /**
   * Checks the format.
   *
   * @throws org.dora.cli.CliException if there is no such format
   */
  public void check() {
    LogFormat _ = format.format();
  }

  /** Whether nothing is printed. */
  public boolean isQuiet() {
    return quiet;
  }

  /** Whether programs read what is printed. */
  public boolean isJson() {
    return format.format() == LogFormat.JSON;
  }
}
