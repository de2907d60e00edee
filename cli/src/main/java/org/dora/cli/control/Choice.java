package org.dora.cli.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.common.control.DataflowRef;

/** Lets a user at a terminal choose among dataflows by number. */
final class Choice {
  private Choice() {}

  /**
   * Asks on stderr until a number is given.
   *
   * @param title what is chosen
   * @return nothing if there is no terminal
   * @throws CliException if the user gives up by ending the input
   */
  static Optional<DataflowRef> of(Console console, String title, List<DataflowRef> candidates) {
    if (!Console.inIsTerminal() || !console.errIsTerminal()) {
      return Optional.empty();
    }
    for (int i = 0; i < candidates.size(); i++) {
      console.err().println("  " + (i + 1) + "  " + candidates.get(i));
    }
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    while (true) {
      console.err().print(title + " (1-" + candidates.size() + "): ");
      console.err().flush();
      int number = number(line(in));
      if (number >= 1 && number <= candidates.size()) {
        return Optional.of(candidates.get(number - 1));
      }
    }
  }

  private static String line(BufferedReader in) {
    try {
      String line = in.readLine();
      if (line != null) {
        return line.strip();
      }
    } catch (IOException _) {
      // The same as the end of the input.
    }
    throw CliException.failure("no dataflow was chosen");
  }

  private static int number(String line) {
    try {
      return Integer.parseInt(line);
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
