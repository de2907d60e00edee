package org.dora.cli.self;

import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.common.version.DoraVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code dora self update}: there is no service to ask for releases, so it says how the one file is
 * replaced, and fails, since nothing was checked or updated.
 */
@Command(
    description = {
      "Say how this installation is updated.",
      "",
      "dora is one file and asks no service for new ones: a newer file is put in its place.",
      ""
    })
public final class SelfUpdateCommand implements Callable<Integer> {
  @Option(names = "--check-only", description = "Only look for a newer version")
  private boolean checkOnly;

  private final Console console;
  private final Installation installation;

  /** Makes the command for the installation of this process. */
  public SelfUpdateCommand(Console console) {
    this(console, Installation.ofThisProcess());
  }

  SelfUpdateCommand(Console console, Installation installation) {
    this.console = console;
    this.installation = installation;
  }

  @Override
  public Integer call() {
    console.out().println("Checking for updates...");
    throw new CliException(
        CliException.FAILURE,
        (checkOnly ? "failed to check for updates" : "failed to update")
            + ": there is no release service to ask",
        "this is dora " + DoraVersion.ours() + "; " + advice());
  }

  private String advice() {
    return switch (installation) {
      case Installation.OneFile one ->
          "to update, put a newer file in place of `%1$s`: `cp NEW_FILE '%1$s.new' && mv '%1$s.new' '%1$s'` (what runs keeps the old one)"
              .formatted(one.file());
      case Installation.BuildTree built ->
          "`" + built.file() + "` is the result of a build: update the sources and build again";
      case Installation.Other other ->
          "it was not started as the dora file: replace what stands on its class path, `"
              + other.classPath()
              + "`";
    };
  }
}
