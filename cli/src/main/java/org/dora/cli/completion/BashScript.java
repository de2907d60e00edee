package org.dora.cli.completion;

import java.util.ArrayList;
import java.util.List;

/**
 * The script for bash, from 3.2 on: tables of commands, options and values as {@code case} lists,
 * and one function that walks the words of the command line through them.
 */
final class BashScript {
  private static final String WALK =
      """

      # Offers the words of $1 that begin with $2.
      _dora_words() {
        local IFS=$' \\t\\n'
        COMPREPLY=($(compgen -W "$1" -- "$2"))
      }

      # Offers files or, with "folder" for $1, folders that begin with $2.
      _dora_files() {
        local line option=-f
        [ "$1" = folder ] && option=-d
        compopt -o filenames 2> /dev/null
        while IFS= read -r line; do
          COMPREPLY+=("$line")
        done < <(compgen "$option" -- "$2")
      }

      # Offers what the table has set.
      _dora_offer() {
        case $kind in
          words) _dora_words "$words" "$1" ;;
          file | folder) _dora_files "$kind" "$1" ;;
        esac
      }

      _dora() {
        local current=${COMP_WORDS[COMP_CWORD]} last=$((COMP_CWORD - 1)) i word
        local path=dora count=0 option= kind= words= commands= options= next=
        COMPREPLY=()
        # Bash splits --option=value at the equals sign.
        if [ "$current" = = ]; then
          current=
          option=${COMP_WORDS[last]}
        elif [ "${COMP_WORDS[last]}" = = ] && [ "$last" -gt 1 ]; then
          option=${COMP_WORDS[last - 1]}
        fi
        for ((i = 1; i < COMP_CWORD; i++)); do
          word=${COMP_WORDS[i]}
          case $word in
            =) ((i++)) ;;
            -*)
              if _dora_value "$path" "$word" && [ "$kind" != attached ]; then
                [ "${COMP_WORDS[i + 1]}" = = ] && ((i++))
                ((i++))
                [ "$i" -ge "$COMP_CWORD" ] && option=$word
              fi
              ;;
            *) if _dora_next "$path" "$word"; then path=$next; else ((count++)); fi ;;
          esac
        done
        if [ -n "$option" ]; then
          _dora_value "$path" "$option"
          [ "$kind" = attached ] && kind=words
          _dora_offer "$current"
          return
        fi
        _dora_table "$path"
        case $current in
          -*) _dora_words "$options" "$current" ;;
          *)
            if [ -n "$commands" ]; then
              _dora_words "$commands" "$current"
            else
              _dora_argument "$path" "$count"
              _dora_offer "$current"
            fi
            ;;
        esac
      }

      complete -F _dora dora
      """;

  private final CommandNode program;
  private final StringBuilder text = new StringBuilder();

  BashScript(CommandNode program) {
    this.program = program;
  }

  String text() {
    text.append("# Completes dora command lines in bash. Made by `dora completion bash`.\n");
    next();
    table();
    values();
    arguments();
    text.append(WALK);
    return text.toString();
  }

  private void next() {
    begin("next", "Sets next to where $2 leads from the command $1; fails if it is no command.");
    for (CommandNode node : program.all()) {
      for (CommandNode child : node.children()) {
        List<String> patterns = new ArrayList<>();
        patterns.add(quoted(child.words()));
        child.aliases().forEach(alias -> patterns.add(quoted(node.words() + " " + alias)));
        line(String.join(" | ", patterns), "next=" + quoted(child.words()));
      }
    }
    end("return 1");
  }

  private void table() {
    begin("table", "Sets commands and options to those of the command $1.");
    for (CommandNode node : program.all()) {
      List<String> commands = new ArrayList<>();
      for (CommandNode child : node.children()) {
        commands.add(child.name());
        commands.addAll(child.aliases());
      }
      List<String> options = new ArrayList<>();
      node.options().forEach(option -> options.addAll(option.names()));
      line(
          quoted(node.words()),
          "commands="
              + quoted(String.join(" ", commands))
              + " options="
              + quoted(String.join(" ", options)));
    }
    end("");
  }

  private void values() {
    begin("value", "Sets kind and words for option $2 of command $1; fails if it takes no value.");
    for (CommandNode node : program.all()) {
      for (OptionNode option : node.options()) {
        if (option.values().isPresent()) {
          List<String> patterns = new ArrayList<>();
          option.names().forEach(name -> patterns.add(quoted(node.words() + " " + name)));
          String assignment = assignment(option.values().get());
          line(
              String.join(" | ", patterns),
              option.valueAttached()
                  ? assignment.replace("kind=words", "kind=attached")
                  : assignment);
        }
      }
    }
    end("return 1");
  }

  private void arguments() {
    begin("argument", "Sets kind and words for argument number $2 of the command $1.");
    for (CommandNode node : program.all()) {
      for (int i = 0; i < node.arguments().size(); i++) {
        ArgumentNode argument = node.arguments().get(i);
        // A repeated one takes this number and all behind it, which no other line names.
        String pattern =
            argument.repeated() ? quoted(node.words() + " ") + "*" : quoted(node.words() + " " + i);
        line(pattern, assignment(argument.values()));
      }
    }
    end("");
  }

  private void begin(String function, String comment) {
    text.append("\n# ").append(comment).append("\n_dora_").append(function).append("() {\n");
    text.append("  case \"$*\" in\n");
  }

  private void line(String pattern, String action) {
    text.append("    ").append(pattern).append(") ").append(action).append(" ;;\n");
  }

  private void end(String otherwise) {
    if (!otherwise.isEmpty()) {
      line("*", otherwise);
    }
    text.append("  esac\n}\n");
  }

  private static String assignment(Values values) {
    return switch (values) {
      case Values.Anything _ -> "kind=any";
      case Values.Files _ -> "kind=file";
      case Values.Folders _ -> "kind=folder";
      case Values.OneOf(List<String> words) ->
          "kind=words words=" + quoted(String.join(" ", words));
    };
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
