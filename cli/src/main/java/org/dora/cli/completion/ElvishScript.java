package org.dora.cli.completion;

import java.util.ArrayList;
import java.util.List;

/** The script for elvish: maps from commands to candidates, and a walk through them. */
final class ElvishScript {
  private final CommandNode program;
  private final StringBuilder text = new StringBuilder();

  ElvishScript(CommandNode program) {
    this.program = program;
  }

  String text() {
    text.append(
        """
        # Completes dora command lines in elvish. Made by `dora completion elvish`.

        set edit:completion:arg-completer[dora] = {|@words|
          fn candidate {|word purpose|
            edit:complex-candidate $word &display=$word'  '$purpose
          }
        """);
    next();
    values();
    candidates();
    arguments();
    text.append(
        """
          var command = 'dora'
          for word $words[1..-1] {
            var called = $command' '$word
            if (has-key $next $called) {
              set command = $next[$called]
            }
          }
          var option = $command' '$words[-2]
          if (has-key $values $option) {
            $values[$option] $words[-1]
          } else {
            $candidates[$command]
            if (has-key $arguments $command) {
              $arguments[$command] $words[-1]
            }
          }
        }
        """);
    return text.toString();
  }

  private void next() {
    text.append("  var next = [&]\n");
    for (CommandNode node : program.all()) {
      for (CommandNode child : node.children()) {
        List<String> words = new ArrayList<>(List.of(child.name()));
        words.addAll(child.aliases());
        for (String word : words) {
          entry("next", node.words() + " " + word, quoted(child.words()));
        }
      }
    }
  }

  private void values() {
    text.append("  var values = [&]\n");
    for (CommandNode node : program.all()) {
      for (OptionNode option : node.options()) {
        if (option.takesNextWord()) {
          for (String name : option.names()) {
            entry("values", node.words() + " " + name, offer(option.values().orElseThrow()));
          }
        }
      }
    }
  }

  private void candidates() {
    text.append("  var candidates = [&]\n");
    for (CommandNode node : program.all()) {
      StringBuilder lines = new StringBuilder("{\n");
      for (CommandNode child : node.children()) {
        candidate(lines, child.name(), child.purpose());
        child.aliases().forEach(alias -> candidate(lines, alias, child.purpose()));
      }
      for (OptionNode option : node.options()) {
        option.names().forEach(name -> candidate(lines, name, option.purpose()));
      }
      entry("candidates", node.words(), lines.append("  }").toString());
    }
  }

  private void arguments() {
    text.append("  var arguments = [&]\n");
    for (CommandNode node : program.all()) {
      for (ArgumentNode argument : node.arguments().stream().limit(1).toList()) {
        entry("arguments", node.words(), offer(argument.values()));
      }
    }
  }

  private void entry(String map, String key, String value) {
    text.append("  set ").append(map).append('[').append(quoted(key)).append("] = ");
    text.append(value).append('\n');
  }

  private static void candidate(StringBuilder lines, String word, String purpose) {
    lines.append("    candidate ").append(quoted(word)).append(' ').append(quoted(purpose));
    lines.append('\n');
  }

  private static String offer(Values values) {
    return switch (values) {
      case Values.Anything _ -> "{|word| nop }";
      case Values.Files _, Values.Folders _ -> "{|word| edit:complete-filename $word }";
      case Values.OneOf(List<String> words) ->
          "{|word| put "
              + String.join(" ", words.stream().map(ElvishScript::quoted).toList())
              + " }";
    };
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "''") + "'";
  }
}
