package org.dora.cli.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks a program of this machine something that it answers in a few lines, such as its version. */
final class ProgramAnswer {
  /** Long for a cold disk, short for a user who waits. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private ProgramAnswer() {}

  /** Returns the lines that a program wrote, or nothing if it failed, said nothing or hangs. */
  static Optional<List<String>> lines(Machine machine, String... command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(machine.folder().toFile());
    builder.redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(machine.environment());
    try {
      Process process = builder.start();
      try {
        process.getOutputStream().close();
        // A few lines fit into the pipe, so the program ends without being read.
        if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
          return Optional.empty();
        }
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return Optional.of(text.lines().map(String::strip).toList())
            .filter(lines -> !lines.isEmpty());
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
