package org.dora.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * A subcommand by name, so that the one that is called is the only one whose class is loaded.
 *
 * @param name the first word of the command line
 * @param purpose the line in {@code dora --help}
 * @param optionsEndAtFirstArgument whether what follows the first positional argument belongs to
 *     another program
 * @param command makes the picocli command
 */
record CommandEntry(
    String name,
    String purpose,
    boolean optionsEndAtFirstArgument,
    Function<Console, ? extends Callable<Integer>> command) {

  /** All subcommands in the order in which {@code dora --help} lists them. */
  static final List<CommandEntry> ALL =
      List.of(
          new CommandEntry(
              "run", "Run a dataflow on this machine until it ends", false, RunCommand::new),
          new CommandEntry(
              "validate", "Check a dataflow without running it", false, ValidateCommand::new),
          new CommandEntry("new", "Make a new dataflow or node", false, NewCommand::new),
          new CommandEntry(
              "java",
              "Start a Java node: a source file or a JAR, anywhere",
              true,
              _ -> new JavaCommand()));

  static Optional<CommandEntry> named(String name) {
    return ALL.stream().filter(entry -> entry.name.equals(name)).findFirst();
  }
}
