package org.dora.cli.completion;

import java.util.ArrayList;
import java.util.List;

/** The script for PowerShell; where it offers nothing, PowerShell offers files. */
final class PowershellScript {
  private final CommandNode program;
  private final StringBuilder text = new StringBuilder();

  PowershellScript(CommandNode program) {
    this.program = program;
  }

  String text() {
    text.append(
        """
        # Completes dora command lines in PowerShell. Made by `dora completion powershell`.

        Register-ArgumentCompleter -Native -CommandName 'dora' -ScriptBlock {
          param($wordToComplete, $commandAst, $cursorPosition)
          $next = @{}
        """);
    for (CommandNode node : program.all()) {
      for (CommandNode child : node.children()) {
        List<String> words = new ArrayList<>(List.of(child.name()));
        words.addAll(child.aliases());
        words.forEach(word -> entry("next", node.words() + " " + word, quoted(child.words())));
      }
    }
    candidates();
    values();
    text.append(
        """
          $command = 'dora'
          $previous = ''
          foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
            if ($element.Extent.EndOffset -ge $cursorPosition -and $wordToComplete) { break }
            $previous = $element.Extent.Text
            if ($next.ContainsKey("$command $previous")) { $command = $next["$command $previous"] }
          }
          $offered = if ($values.ContainsKey("$command $previous")) {
            $values["$command $previous"]
          } else {
            $candidates[$command]
          }
          $offered | Where-Object { $_[0] -like "$wordToComplete*" } | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_[0], $_[0], 'ParameterValue', $_[1])
          }
        }
        """);
    return text.toString();
  }

  private void candidates() {
    text.append("  $candidates = @{}\n");
    for (CommandNode node : program.all()) {
      List<String> pairs = new ArrayList<>();
      for (CommandNode child : node.children()) {
        pairs.add(pair(child.name(), child.purpose()));
        child.aliases().forEach(alias -> pairs.add(pair(alias, child.purpose())));
      }
      for (OptionNode option : node.options()) {
        option.names().forEach(name -> pairs.add(pair(name, option.purpose())));
      }
      for (ArgumentNode argument : node.arguments().stream().limit(1).toList()) {
        pairs.addAll(0, pairs(argument.values()));
      }
      entry("candidates", node.words(), "@(" + String.join(", ", pairs) + ")");
    }
  }

  private void values() {
    text.append("  $values = @{}\n");
    for (CommandNode node : program.all()) {
      for (OptionNode option : node.options()) {
        if (option.takesNextWord()) {
          String offered = "@(" + String.join(", ", pairs(option.values().orElseThrow())) + ")";
          option.names().forEach(name -> entry("values", node.words() + " " + name, offered));
        }
      }
    }
  }

  private void entry(String table, String key, String value) {
    text.append("  $").append(table).append('[').append(quoted(key)).append("] = ");
    text.append(value).append('\n');
  }

  private static List<String> pairs(Values values) {
    return switch (values) {
      case Values.Anything _, Values.Files _, Values.Folders _ -> List.of();
      case Values.OneOf(List<String> words) ->
          words.stream().map(word -> pair(word, word)).toList();
    };
  }

  /** The comma in front keeps PowerShell from flattening a list of one pair. */
  private static String pair(String word, String purpose) {
    return ",@(" + quoted(word) + ", " + quoted(purpose) + ")";
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "''") + "'";
  }
}
