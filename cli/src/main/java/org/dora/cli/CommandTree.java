package org.dora.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dora.cli.completion.ArgumentNode;
import org.dora.cli.completion.CommandNode;
import org.dora.cli.completion.OptionNode;
import org.dora.cli.completion.Values;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** All commands with their options and arguments, for completion scripts. Loads every command. */
final class CommandTree {
  private static final OptionNode HELP =
      new OptionNode(List.of("-h", "--help"), "Print help", Optional.empty(), false, false);
  private static final OptionNode VERSION =
      new OptionNode(List.of("-V", "--version"), "Print version", Optional.empty(), false, false);

  private final Console console;
  private final List<CommandEntry> entries;

  CommandTree(Console console, List<CommandEntry> entries) {
    this.console = console;
    this.entries = entries;
  }

  /** Returns the program with all below it. */
  CommandNode program() {
    List<CommandNode> children = children("", List.of("dora"));
    return new CommandNode(
        List.of("dora"), "", List.of(), withHelp(children), List.of(HELP, VERSION), List.of());
  }

  private List<CommandNode> children(String group, List<String> path) {
    List<CommandNode> children = new ArrayList<>();
    for (CommandEntry entry : CommandEntry.listed(entries, group)) {
      List<String> below = new ArrayList<>(path);
      below.add(entry.name());
      children.add(
          entry.kind() == CommandEntry.Kind.GROUP ? group(entry, below) : command(entry, below));
    }
    return children;
  }

  private CommandNode group(CommandEntry entry, List<String> path) {
    return new CommandNode(
        path,
        entry.purpose(),
        aliases(entry),
        withHelp(children(entry.path(), path)),
        List.of(HELP),
        List.of());
  }

  private CommandNode command(CommandEntry entry, List<String> path) {
    CommandSpec spec = CommandRun.model(entry, entry.create(console)).getCommandSpec();
    List<OptionNode> options = new ArrayList<>();
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        options.add(option(option));
      }
    }
    List<ArgumentNode> arguments = new ArrayList<>();
    for (PositionalParamSpec argument : spec.positionalParameters()) {
      if (!argument.hidden()) {
        arguments.add(
            new ArgumentNode(
                argument.paramLabel().replaceAll("[<>\\[\\]]", ""),
                values(argument),
                argument.index().isVariable() || argument.arity().max() > 1));
      }
    }
    return new CommandNode(path, entry.purpose(), aliases(entry), List.of(), options, arguments);
  }

  private static List<String> aliases(CommandEntry entry) {
    return entry.alias().isEmpty() ? List.of() : List.of(entry.alias());
  }

  /** Adds {@code help}, below which the same words lead to the same names, without options. */
  private static List<CommandNode> withHelp(List<CommandNode> commands) {
    List<CommandNode> all = new ArrayList<>(commands);
    if (!commands.isEmpty()) {
      List<String> path = new ArrayList<>(commands.getFirst().path());
      path.removeLast();
      path.add("help");
      all.add(
          new CommandNode(
              path,
              "Print the help of a command",
              List.of(),
              mirrored(commands, path),
              List.of(),
              List.of()));
    }
    return all;
  }

  private static List<CommandNode> mirrored(List<CommandNode> commands, List<String> path) {
    List<CommandNode> mirrored = new ArrayList<>();
    for (CommandNode command : commands) {
      if (!command.path().getLast().equals("help")) {
        List<String> below = new ArrayList<>(path);
        below.add(command.path().getLast());
        mirrored.add(
            new CommandNode(
                below,
                command.purpose(),
                command.aliases(),
                mirrored(command.children(), below),
                List.of(),
                List.of()));
      }
    }
    return mirrored;
  }

  private static OptionNode option(OptionSpec option) {
    boolean takesValue = option.arity().max() > 0;
    return new OptionNode(
        List.of(option.names()),
        String.join(" ", option.description()),
        takesValue ? Optional.of(values(option)) : Optional.empty(),
        takesValue && option.arity().min() == 0,
        option.isMultiValue());
  }

  private static Values values(ArgSpec argument) {
    List<String> words = ValueSet.of(argument);
    if (!words.isEmpty()) {
      return new Values.OneOf(words);
    }
    if (argument.auxiliaryTypes()[0] == Path.class) {
      return argument.paramLabel().toUpperCase(Locale.ROOT).contains("DIR")
          ? new Values.Folders()
          : new Values.Files();
    }
    return new Values.Anything();
  }
}
