package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * The one way for tests to run dora within their own process, so that what a run is given and what
 * it said look the same in all of them.
 *
 * @param entries the subcommands
 * @param environment what decides on colours
 * @param terminal whether both streams are terminals
 * @param shown the start of paths that is left out of what a run said, or empty
 */
public record InProcess(
    List<CommandEntry> entries, Map<String, String> environment, boolean terminal, String shown) {
  /** The program as it is, on streams that are no terminals. */
  public InProcess() {
    this(CommandEntry.ALL, Map.of(), false, "");
  }

  /** What a run left behind. */
  public record Result(int code, String out, String err) {
    /** Fails the test, showing what was said, unless the run ended with this code. */
    public Result exits(int expected) {
      assertEquals(expected, code, () -> "stdout: " + out + "\nstderr: " + err);
      return this;
    }
  }

  InProcess with(List<CommandEntry> others) {
    return new InProcess(others, environment, terminal, shown);
  }

  InProcess onTerminal() {
    return new InProcess(entries, environment, true, shown);
  }

  /** Shows paths as someone who works in this folder would write them. */
  InProcess in(Path folder) {
    return new InProcess(entries, environment, terminal, folder + "/");
  }

  /** Runs dora with these words. */
  public Result run(Object... words) {
    List<String> arguments = new ArrayList<>();
    for (Object word : words) {
      arguments.add(word.toString());
    }
    return result(console -> new Dora(console, entries).run(arguments));
  }

  /** Runs one command that the test makes itself. */
  Result command(Function<Console, Object> command, String... arguments) {
    return result(console -> new CommandLine(command.apply(console)).execute(arguments));
  }

  private Result result(Function<Console, Integer> program) {
    RecordedConsole recorded = new RecordedConsole(environment, terminal);
    int code = program.apply(recorded.console());
    return new Result(code, recorded.out().replace(shown, ""), recorded.err().replace(shown, ""));
  }
}
