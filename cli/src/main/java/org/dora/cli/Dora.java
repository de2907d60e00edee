package org.dora.cli;

import java.util.List;
import org.dora.common.version.DoraVersion;

/**
 * The program: looks at the first word, and only then loads picocli and the one command that was
 * asked for, since start-up is what the user feels.
 */
public final class Dora {
  /** Set by the shell head of our file for a command that leaves nothing to do at its end. */
  private static final String BRIEF_PROPERTY = "dora.brief";

  private final Console console;

  Dora(Console console) {
    this.console = console;
  }

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param arguments the command line without the program's name
   */
  public static void main(String[] arguments) {
    int code = execute(List.of(arguments));
    if (System.getProperty(BRIEF_PROPERTY) != null) {
      System.out.flush();
      // System.exit would look through the whole file for a logger to tell of it, 15 ms.
      Runtime.getRuntime().halt(code);
    }
    System.exit(code);
  }

  /** Runs one command on this process's streams; returns its exit code. */
  public static int execute(List<String> arguments) {
    return new Dora(Console.ofThisProcess()).run(arguments);
  }

  /** Runs one command; returns its exit code (cli.md 1.1). */
  int run(List<String> arguments) {
    if (arguments.isEmpty()) {
      console.err().print(ProgramHelp.text());
      return CliException.USAGE;
    }
    List<String> rest = arguments.subList(1, arguments.size());
    return switch (arguments.getFirst()) {
      case "-V", "--version" -> {
        console.out().println("dora " + DoraVersion.ours() + " (dora 1.1 compatible)");
        yield 0;
      }
      case "-h", "--help" -> {
        console.out().print(ProgramHelp.text());
        yield 0;
      }
      case "help" -> help(rest);
      case String first when first.startsWith("-") ->
          usageError("unexpected argument '" + first + "' found", "");
      case String first ->
          CommandEntry.named(first)
              .map(entry -> new CommandRun(console, entry).execute(rest))
              .orElseGet(() -> unknown(first));
    };
  }

  private int help(List<String> about) {
    return about.isEmpty() ? run(List.of("--help")) : run(List.of(about.getFirst(), "--help"));
  }

  private int unknown(String name) {
    return usageError(
        "unrecognized subcommand '" + name + "'",
        SimilarNames.tip(
            "subcommand", name, CommandEntry.ALL.stream().map(CommandEntry::name).toList()));
  }

  private int usageError(String message, String tip) {
    new ErrorReport(console).usage(message, tip, "dora <COMMAND>");
    return CliException.USAGE;
  }
}
