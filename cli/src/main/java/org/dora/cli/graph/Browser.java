package org.dora.cli.graph;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Shows an address in the user's browser without waiting for it to be closed. */
public final class Browser {
  /** How long an opener gets to say that it cannot; one that runs on is a browser. */
  private static final long PATIENCE_MILLIS = 1_500;

  private final String system;
  private final Map<String, String> environment;

  /**
   * Chooses the opener of an operating system.
   *
   * @param system the property {@code os.name}
   * @param environment in which its {@code PATH} is looked at
   */
  public Browser(String system, Map<String, String> environment) {
    this.system = system.toLowerCase(Locale.ROOT);
    this.environment = Map.copyOf(environment);
  }

  /**
   * Opens an address.
   *
   * @return why it could not be opened; empty if it is open
   */
  public Optional<String> open(String address) {
    for (List<String> opener : openers()) {
      Optional<Path> program = onPath(opener.getFirst());
      if (program.isPresent()) {
        return start(program.get(), opener.subList(1, opener.size()), address);
      }
    }
    String names = String.join(", ", openers().stream().map(List::getFirst).toList());
    return Optional.of("none of the programs that open one is on the PATH: " + names);
  }

  private List<List<String>> openers() {
    if (system.contains("win")) {
      return List.of(List.of("rundll32.exe", "url.dll,FileProtocolHandler"));
    }
    if (system.contains("mac")) {
      return List.of(List.of("open"));
    }
    return List.of(List.of("xdg-open"), List.of("gio", "open"), List.of("wslview"));
  }

  private Optional<Path> onPath(String program) {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path file = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isExecutable(file) && Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private Optional<String> start(Path program, List<String> arguments, String address) {
    ProcessBuilder builder = new ProcessBuilder();
    // In a session of its own the browser outlives the terminal; setsid turns into the program.
    onPath("setsid").ifPresent(setsid -> builder.command().add(setsid.toString()));
    builder.command().add(program.toString());
    builder.command().addAll(arguments);
    builder.command().add(address);
    builder.redirectInput(Redirect.PIPE);
    builder.redirectOutput(Redirect.DISCARD);
    builder.redirectError(Redirect.DISCARD);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      if (process.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS) && process.exitValue() != 0) {
        return Optional.of(
            "`" + program.getFileName() + "` failed with exit code " + process.exitValue());
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("`" + program + "` cannot be started: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
