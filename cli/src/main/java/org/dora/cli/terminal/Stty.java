package org.dora.cli.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dora.cli.CliException;

/**
 * Settings of the terminal on stdin, by the program that every POSIX system has: the structures
 * behind it differ between systems, its words do not.
 */
final class Stty {
  private Stty() {}

  /**
   * Runs {@code stty} and returns what it prints.
   *
   * @throws CliException if it fails
   */
  static String run(String... words) {
    List<String> command = new ArrayList<>(List.of("stty"));
    command.addAll(List.of(words));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), US_ASCII).strip();
      if (process.waitFor() == 0) {
        return said;
      }
      throw CliException.failure("cannot set the terminal up: `stty` says: " + said);
    } catch (IOException e) {
      throw CliException.failure("cannot set the terminal up: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw CliException.failure("interrupted while setting the terminal up");
    }
  }
}
