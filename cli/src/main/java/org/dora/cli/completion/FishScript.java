package org.dora.cli.completion;

import java.util.ArrayList;
import java.util.List;

/** The script for fish: one {@code complete} for each command, option and argument. */
final class FishScript {
  private final CommandNode program;
  private final StringBuilder text = new StringBuilder();

  FishScript(CommandNode program) {
    this.program = program;
  }

  String text() {
    text.append("# Completes dora command lines in fish. Made by `dora completion fish`.\n");
    walk();
    text.append("\ncomplete -c dora -f\n");
    program.all().forEach(this::command);
    return text.toString();
  }

  /** The function that says which command the words before the cursor lead to. */
  private void walk() {
    text.append("\n# Prints the command that the words before the cursor call.\n");
    text.append("function __dora_command\n  set -l command dora\n");
    text.append("  set -l words (commandline -opc)\n  for word in $words[2..-1]\n");
    text.append("    switch \"$command $word\"\n");
    for (CommandNode node : program.all()) {
      for (CommandNode child : node.children()) {
        List<String> patterns = new ArrayList<>(List.of(quoted(child.words())));
        child.aliases().forEach(alias -> patterns.add(quoted(node.words() + " " + alias)));
        text.append("      case ").append(String.join(" ", patterns));
        text.append("\n        set command ").append(quoted(child.words())).append('\n');
      }
    }
    text.append("    end\n  end\n  echo $command\nend\n");
    text.append("\nfunction __dora_at\n  test (__dora_command) = \"$argv\"\nend\n");
  }

  private void command(CommandNode node) {
    text.append('\n');
    for (CommandNode child : node.children()) {
      List<String> words = new ArrayList<>(List.of(child.name()));
      words.addAll(child.aliases());
      line(node, "-a " + quoted(String.join(" ", words)) + " -d " + quoted(child.purpose()));
    }
    for (OptionNode option : node.options()) {
      StringBuilder names = new StringBuilder();
      for (String name : option.names()) {
        names.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
        names.append(' ');
      }
      // Without -r or -x a value is offered behind the equals sign only.
      String value =
          option
              .values()
              .map(values -> value(values, option.takesNextWord() ? "-r " : ""))
              .orElse("");
      line(node, names + value + "-d " + quoted(option.purpose()));
    }
    // Fish does not count arguments: all of them are offered.
    for (ArgumentNode argument : node.arguments()) {
      String value = value(argument.values(), "");
      if (!value.isEmpty()) {
        line(node, value.strip());
      }
    }
  }

  private void line(CommandNode node, String what) {
    text.append("complete -c dora -n ")
        .append(quoted("__dora_at " + node.words()))
        .append(' ')
        .append(what)
        .append('\n');
  }

  private static String value(Values values, String required) {
    return switch (values) {
      case Values.Anything _ -> required.isEmpty() ? "" : "-x ";
      case Values.Files _ -> required + "-F ";
      case Values.Folders _ ->
          (required.isEmpty() ? "" : "-x ") + "-a '(__fish_complete_directories)' ";
      case Values.OneOf(List<String> words) ->
          (required.isEmpty() ? "" : "-x ") + "-a " + quoted(String.join(" ", words)) + " ";
    };
  }

  private static String quoted(String word) {
    return "'" + word.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
