package org.dora.cli.self;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.common.files.FolderDeletion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code dora self uninstall}: removes the dora file and its caches, never the result of a build or
 * what a released dora uses, too.
 */
@Command(
    description = {
      "Remove the dora file, the links through which it was started, and its caches.",
      "",
      "State (~/.dora) and tokens (~/.config/dora) stay.",
      ""
    })
public final class SelfUninstallCommand implements Callable<Integer> {
  @Option(names = "--force", description = "Do not ask")
  private boolean force;

  private final Console console;
  private final Installation installation;
  private final UserFiles userFiles;
  private final InputStream answers;
  private final boolean interactive;

  /** Makes the command for the installation of this process. */
  public SelfUninstallCommand(Console console) {
    this(
        console,
        Installation.ofThisProcess(),
        new UserFiles(System.getenv()),
        System.in,
        System.console() != null && System.console().isTerminal());
  }

  SelfUninstallCommand(
      Console console,
      Installation installation,
      UserFiles userFiles,
      InputStream answers,
      boolean interactive) {
    this.console = console;
    this.installation = installation;
    this.userFiles = userFiles;
    this.answers = answers;
    this.interactive = interactive;
  }

  @Override
  public Integer call() throws IOException {
    if (!force && !interactive) {
      throw CliException.failure("use --force for non-interactive uninstall");
    }
    List<Path> doomed = doomed();
    whatStays().forEach(console.out()::println);
    if (doomed.isEmpty()) {
      console.out().println("Nothing to uninstall");
      return 0;
    }
    if (!force) {
      console.out().println("This will be removed:");
      doomed.forEach(path -> console.out().println("  " + path));
      if (!confirmed()) {
        console.out().println("Uninstallation cancelled");
        return 0;
      }
    }
    for (Path path : doomed) {
      remove(path);
      console.out().println("Removed " + path);
    }
    return 0;
  }

  /** The file comes last: as long as it is there, an uninstallation that failed can be repeated. */
  private List<Path> doomed() {
    List<Path> doomed = new ArrayList<>(userFiles.caches());
    switch (installation) {
      case Installation.OneFile one -> {
        doomed.addAll(one.links());
        doomed.add(one.file());
      }
      case Installation.BuildTree _, Installation.Other _ -> {}
    }
    return doomed;
  }

  private List<String> whatStays() {
    List<String> lines = new ArrayList<>();
    switch (installation) {
      case Installation.OneFile _ -> {}
      case Installation.BuildTree built ->
          lines.add("Kept " + built.file() + ": it is the result of a build");
      case Installation.Other other ->
          lines.add("Kept " + other.classPath() + ": it was not started as the dora file");
    }
    for (Path path : userFiles.kept()) {
      lines.add("Kept " + path + ": other installations of dora use it, too");
    }
    return lines;
  }

  private boolean confirmed() throws IOException {
    console.out().print("Are you sure you want to uninstall Dora CLI? (y/N) ");
    console.out().flush();
    @Nullable String answer = new BufferedReader(new InputStreamReader(answers, UTF_8)).readLine();
    return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
  }

  private static void remove(Path path) {
    try {
      if (Files.isDirectory(path) && !Files.isSymbolicLink(path)) {
        FolderDeletion.delete(path);
      } else {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new CliException(
          CliException.FAILURE,
          "cannot remove `" + path + "`",
          "remove it as a user who may write to its folder: `sudo rm -r '" + path + "'`",
          e);
    }
  }
}
