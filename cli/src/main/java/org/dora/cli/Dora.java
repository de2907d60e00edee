package org.dora.cli;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.version.DoraVersion;

/**
 * The program: looks at the first words, and only then loads picocli and the one command that was
 * asked for, since start-up is what the user feels.
 *
 * <p>For the same reason nothing here needs a lambda, a stream or a pattern switch.
 */
public final class Dora {
  /** Set by the shell head of our file for a command that leaves nothing to do at its end. */
  private static final String BRIEF_PROPERTY = "dora.brief";

  private final Console console;
  private final List<CommandEntry> entries;

  Dora(Console console) {
    this(console, CommandEntry.ALL);
  }

  /**
   * For tests.
   *
   * @param entries the subcommands
   */
  Dora(Console console, List<CommandEntry> entries) {
    this.console = console;
    this.entries = entries;
  }

  /**
   * Runs one command and ends the process with its exit code.
   *
   * @param arguments the command line without the program's name
   */
  public static void main(String[] arguments) {
    int code = execute(List.of(arguments));
    if (isBrief()) {
      System.out.flush();
      // System.exit would look through the whole file for a logger to tell of it, 15 ms.
      Runtime.getRuntime().halt(code);
    }
    ProcessEnd.exit(code);
  }

  /** Returns whether this process runs a short command and ends without the JVM's own ceremony. */
  public static boolean isBrief() {
    return System.getProperty(BRIEF_PROPERTY) != null;
  }

  /** Runs one command on this process's streams; returns its exit code. */
  public static int execute(List<String> arguments) {
    return new Dora(Console.ofThisProcess()).run(arguments);
  }

  /** Runs one command; returns its exit code (cli.md 1.1). */
  int run(List<String> arguments) {
    String first = arguments.isEmpty() ? "" : arguments.getFirst();
    if (first.equals("-V") || first.equals("--version")) {
      console.out().println("dora " + DoraVersion.ours() + " (dora 1.1 compatible)");
      return 0;
    }
    return dispatch("", arguments);
  }

  /**
   * Runs what the first word calls.
   *
   * @param group the group before the words, or empty
   */
  private int dispatch(String group, List<String> words) {
    if (words.isEmpty()) {
      console.err().print(help(group));
      return CliException.USAGE;
    }
    String first = words.getFirst();
    List<String> rest = words.subList(1, words.size());
    if (first.equals("-h") || first.equals("--help")) {
      console.out().print(help(group));
      return 0;
    }
    if (first.startsWith("-")) {
      return usageError(group, "unexpected argument '" + first + "' found", "");
    }
    if (first.equals("help")) {
      return helpAbout(group, rest);
    }
    CommandEntry entry = CommandEntry.find(entries, group, first);
    if (entry == null) {
      return unknown(group, first);
    }
    return entry.kind() == CommandEntry.Kind.GROUP
        ? dispatch(entry.path(), rest)
        : new CommandRun(console, entry).execute(rest);
  }

  private int helpAbout(String group, List<String> about) {
    if (about.isEmpty()) {
      console.out().print(help(group));
      return 0;
    }
    CommandEntry entry = CommandEntry.find(entries, group, about.getFirst());
    if (entry == null) {
      return unknown(group, about.getFirst());
    }
    return entry.kind() == CommandEntry.Kind.GROUP
        ? helpAbout(entry.path(), about.subList(1, about.size()))
        : new CommandRun(console, entry).execute(List.of("--help"));
  }

  private String help(String group) {
    return ProgramHelp.text(entries, group);
  }

  private int unknown(String group, String word) {
    List<String> names = new ArrayList<>();
    for (CommandEntry entry : CommandEntry.listed(entries, group)) {
      names.add(entry.name());
    }
    return usageError(
        group,
        "unrecognized subcommand '" + word + "'",
        SimilarNames.tip("subcommand", word, names));
  }

  private int usageError(String group, String message, String tip) {
    new ErrorReport(console).usage(message, tip, ProgramHelp.synopsis(group));
    return CliException.USAGE;
  }
}
