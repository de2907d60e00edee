package org.dora.cli;

import java.util.List;

/** The text of {@code dora --help}, and of {@code dora GROUP --help} for a group of commands. */
final class ProgramHelp {
  private ProgramHelp() {}

  /**
   * Returns the help.
   *
   * @param entries all subcommands
   * @param group the group to explain, or empty for the program
   */
  static String text(List<CommandEntry> entries, String group) {
    List<CommandEntry> listed = CommandEntry.listed(entries, group);
    int width = "help".length();
    for (CommandEntry entry : listed) {
      width = Math.max(width, entry.name().length());
    }
    StringBuilder text = new StringBuilder(600);
    text.append(purpose(entries, group))
        .append("\n\nUsage: ")
        .append(synopsis(group))
        .append("\n\nCommands:\n");
    for (CommandEntry entry : listed) {
      String alias = entry.alias().isEmpty() ? "" : " [alias: " + entry.alias() + "]";
      line(text, width, entry.name(), entry.purpose() + alias);
    }
    line(text, width, "help", "Print this message or the help of the given subcommand");
    if (group.isEmpty()) {
      text.append("\nOptions:\n  -h, --help     Print help\n  -V, --version  Print version\n");
    } else {
      text.append("\nOptions:\n  -h, --help  Print help\n");
    }
    return text.toString();
  }

  /** How the program, or a group of it, is called. */
  static String synopsis(String group) {
    return group.isEmpty() ? "dora <COMMAND>" : "dora " + group + " <COMMAND>";
  }

  private static String purpose(List<CommandEntry> entries, String group) {
    for (CommandEntry entry : entries) {
      if (entry.path().equals(group)) {
        return entry.purpose();
      }
    }
    return "Runs dataflows: graphs of processes that exchange Arrow data";
  }

  private static void line(StringBuilder text, int width, String name, String purpose) {
    text.append("  ")
        .append(name)
        .repeat(' ', width - name.length() + 2)
        .append(purpose)
        .append('\n');
  }
}
