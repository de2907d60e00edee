package org.dora.cli.completion;

import java.util.ArrayList;
import java.util.List;

/** The script for zsh: one function for each command, in the words of its completion system. */
final class ZshScript {
  private final CommandNode program;
  private final StringBuilder text = new StringBuilder();

  ZshScript(CommandNode program) {
    this.program = program;
  }

  String text() {
    text.append(
        "#compdef dora\n# Completes dora command lines in zsh. Made by `dora completion zsh`.\n");
    program.all().forEach(this::function);
    text.append(
        """

        if [ "$funcstack[1]" = "_dora" ]; then
          _dora "$@"
        else
          compdef _dora dora
        fi
        """);
    return text.toString();
  }

  private void function(CommandNode node) {
    text.append('\n').append(name(node)).append("() {\n");
    List<String> specs = new ArrayList<>();
    node.options().forEach(option -> specs.add(spec(option)));
    if (node.children().isEmpty()) {
      for (ArgumentNode argument : node.arguments()) {
        String action = ":" + escaped(argument.label()) + ":" + action(argument.values());
        specs.add(quoted((argument.repeated() ? "*" : "") + action));
      }
      arguments("-s -S", specs);
    } else {
      group(node, specs);
    }
    text.append("}\n");
  }

  private void group(CommandNode node, List<String> specs) {
    text.append("  local context state state_descr line curcontext=\"$curcontext\"\n");
    text.append("  typeset -A opt_args\n");
    specs.add("'1:command:->command'");
    specs.add("'*::argument:->argument'");
    arguments("-C -s -S", specs);
    text.append("  case $state in\n    command)\n      local -a commands=(\n");
    for (CommandNode child : node.children()) {
      List<String> words = new ArrayList<>(List.of(child.name()));
      words.addAll(child.aliases());
      for (String word : words) {
        String entry = word + ":" + child.purpose();
        text.append("        ").append(quoted(entry)).append('\n');
      }
    }
    text.append("      )\n      _describe -t commands command commands\n      ;;\n");
    text.append("    argument)\n      case $line[1] in\n");
    for (CommandNode child : node.children()) {
      List<String> words = new ArrayList<>(List.of(child.name()));
      words.addAll(child.aliases());
      text.append("        ").append(String.join(" | ", words)).append(") ");
      text.append(name(child)).append(" ;;\n");
    }
    text.append("      esac\n      ;;\n  esac\n");
  }

  private void arguments(String flags, List<String> specs) {
    text.append("  _arguments ").append(flags);
    specs.forEach(spec -> text.append(" \\\n    ").append(spec));
    text.append('\n');
  }

  private static String spec(OptionNode option) {
    String names = String.join(" ", option.names());
    String exclusion = option.repeatable() ? "*" : "(" + names + ")";
    String rest =
        "["
            + escaped(option.purpose()).replace("[", "\\[").replace("]", "\\]")
            + "]"
            + option
                .values()
                .map(values -> (option.valueAttached() ? "::" : ":") + "value:" + action(values))
                .orElse("");
    List<String> words = new ArrayList<>();
    for (String name : option.names()) {
      String separator = name.startsWith("--") ? "=" : "+";
      words.add(
          option.values().isEmpty()
              ? name
              : name + separator + (option.valueAttached() && separator.equals("=") ? "-" : ""));
    }
    return words.size() == 1
        ? quoted(exclusion + words.getFirst() + rest)
        : quoted(exclusion) + "{" + String.join(",", words) + "}" + quoted(rest);
  }

  private static String action(Values values) {
    return switch (values) {
      case Values.Anything _ -> " ";
      case Values.Files _ -> "_files";
      case Values.Folders _ -> "_files -/";
      case Values.OneOf(List<String> words) -> "(" + String.join(" ", words) + ")";
    };
  }

  private static String name(CommandNode node) {
    return "_" + String.join("__", node.path());
  }

  private static String escaped(String description) {
    return description.replace("\\", "\\\\").replace(":", "\\:");
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
