package org.dora.cli;

/** The text of {@code dora --help}. */
final class ProgramHelp {
  private ProgramHelp() {}

  static String text() {
    int width = CommandEntry.ALL.stream().mapToInt(entry -> entry.name().length()).max().orElse(0);
    width = Math.max(width, "help".length());
    StringBuilder text =
        new StringBuilder(
            """
            Runs dataflows: graphs of processes that exchange Arrow data

            Usage: dora <COMMAND>

            Commands:
            """);
    for (CommandEntry entry : CommandEntry.ALL) {
      line(text, width, entry.name(), entry.purpose());
    }
    line(text, width, "help", "Print this message or the help of the given subcommand");
    text.append(
        """

        Options:
          -h, --help     Print help
          -V, --version  Print version
        """);
    return text.toString();
  }

  private static void line(StringBuilder text, int width, String name, String purpose) {
    text.append("  ")
        .append(name)
        .repeat(' ', width - name.length() + 2)
        .append(purpose)
        .append('\n');
  }
}
