package org.dora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dora.common.version.DoraVersion;
import org.junit.jupiter.api.Test;

class DoraTest {
  private static final String HELP = ProgramHelp.text(CommandEntry.ALL, "");

  private static final List<CommandEntry> GROUPED =
      List.of(
          CommandEntry.group("hub", "Package nodes"),
          CommandEntry.command("hub init", "Write a manifest").alsoCalled("start"),
          CommandEntry.command("hub yank", "Withdraw a version"),
          CommandEntry.command("hub debug", "For developers").unlisted(),
          CommandEntry.launcher("java", "Start a Java node"));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void theVersionNamesOursAndTheCompatibleOne() {
    assertEquals(0, dora("--version"));
    assertEquals("dora " + DoraVersion.ours() + " (dora 1.1 compatible)\n", out.toString(UTF_8));
    assertEquals("", err.toString(UTF_8));
  }

  @Test
  void withoutSubcommandHelpGoesToStderrAndFails() {
    assertEquals(2, dora());
    assertEquals(HELP, err.toString(UTF_8));
    assertEquals("", out.toString(UTF_8));
  }

  @Test
  void helpThatWasAskedForGoesToStdout() {
    assertEquals(0, dora("--help"));
    assertEquals(HELP, out.toString(UTF_8));
    assertEquals("", err.toString(UTF_8));
  }

  @Test
  void helpListsEverySubcommandThatIsNotHidden() {
    for (CommandEntry entry : CommandEntry.ALL) {
      String group = entry.path().equals(entry.name()) ? "" : entry.path().split(" ")[0];
      assertEquals(
          !entry.hidden(),
          ProgramHelp.text(CommandEntry.ALL, group).contains("\n  " + entry.name() + " "),
          entry.path());
    }
  }

  @Test
  void everySubcommandHasHelp() {
    for (CommandEntry entry : CommandEntry.ALL) {
      out.reset();
      List<String> words = new ArrayList<>(List.of("help"));
      words.addAll(List.of(entry.path().split(" ")));
      assertEquals(0, dora(words.toArray(String[]::new)), entry.path());
      assertTrue(out.toString(UTF_8).contains("Usage: dora " + entry.path()), entry.path());
    }
  }

  @Test
  void helpOfALauncherStartsNothing() {
    assertEquals(0, dora("help", "java", "nowhere/Node.java"));
    assertTrue(out.toString(UTF_8).startsWith("Usage: dora java"), out.toString(UTF_8));
  }

  @Test
  void aGroupAloneGetsItsHelpOnStderrAndFails() {
    assertEquals(2, dora(GROUPED, "hub"));
    assertEquals(
        """
        Package nodes

        Usage: dora hub <COMMAND>

        Commands:
          init  Write a manifest [alias: start]
          yank  Withdraw a version
          help  Print this message or the help of the given subcommand

        Options:
          -h, --help  Print help
        """,
        err.toString(UTF_8));
    assertEquals("", out.toString(UTF_8));
  }

  @Test
  void helpOfAGroupThatWasAskedForGoesToStdout() {
    for (List<String> words :
        List.of(List.of("hub", "--help"), List.of("hub", "help"), List.of("help", "hub"))) {
      out.reset();
      assertEquals(0, dora(GROUPED, words.toArray(String[]::new)));
      assertEquals(ProgramHelp.text(GROUPED, "hub"), out.toString(UTF_8));
      assertEquals("", err.toString(UTF_8));
    }
  }

  @Test
  void anUnknownSubcommandOfAGroupGetsATipFromTheGroup() {
    assertEquals(2, dora(GROUPED, "hub", "inti"));
    assertEquals(
        """
        error: unrecognized subcommand 'inti'

          tip: a similar subcommand exists: 'init'

        Usage: dora hub <COMMAND>

        For more information, try '--help'.
        """,
        err.toString(UTF_8));
  }

  @Test
  void helpAboutWhatIsUnknownSaysSo() {
    assertEquals(2, dora(GROUPED, "help", "hub", "yankk"));
    assertTrue(err.toString(UTF_8).contains("'yankk'"), err.toString(UTF_8));
    assertTrue(err.toString(UTF_8).contains("exists: 'yank'"), err.toString(UTF_8));
  }

  @Test
  void aWordOfAGroupMeansNothingOutsideOfIt() {
    assertEquals(2, dora(GROUPED, "init"));
    assertEquals(2, dora(GROUPED, "hub", "java"));
  }

  @Test
  void aCommandIsFoundByItsAliasAndWhenHidden() {
    assertEquals("hub init", find("hub", "start"));
    assertEquals("hub debug", find("hub", "debug"));
    assertEquals("none", find("", "start"));
    assertEquals("none", find("hub", ""));
  }

  private static String find(String group, String word) {
    CommandEntry entry = CommandEntry.find(GROUPED, group, word);
    return entry == null ? "none" : entry.path();
  }

  @Test
  void anUnknownSubcommandGetsATip() {
    assertEquals(2, dora("jva"));
    assertEquals(
        """
        error: unrecognized subcommand 'jva'

          tip: a similar subcommand exists: 'java'

        Usage: dora <COMMAND>

        For more information, try '--help'.
        """,
        err.toString(UTF_8));
  }

  @Test
  void anUnknownOptionOfASubcommandGetsATip() {
    assertEquals(2, dora("java", "--hepl"));
    assertEquals(
        """
        error: unexpected argument '--hepl' found

          tip: a similar argument exists: '--help'

        Usage: dora java <FILE>

        For more information, try '--help'.
        """,
        err.toString(UTF_8));
  }

  @Test
  void aMissingArgumentIsNamed() {
    assertEquals(2, dora("java"));
    assertEquals(
        """
        error: the following required arguments were not provided:
          <FILE>

        Usage: dora java <FILE>

        For more information, try '--help'.
        """,
        err.toString(UTF_8));
  }

  @Test
  void aCommandThatFailsEndsWithOneAndSaysWhy() {
    assertEquals(1, dora("java", "nowhere/Node.java", "--help"));
    assertTrue(err.toString(UTF_8).startsWith("error: there is no file `"), err.toString(UTF_8));
    assertEquals("", out.toString(UTF_8));
  }

  private int dora(String... arguments) {
    return dora(CommandEntry.ALL, arguments);
  }

  private int dora(List<CommandEntry> entries, String... arguments) {
    return new Dora(
            Console.of(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                false,
                false,
                Map.of()),
            entries)
        .run(List.of(arguments));
  }
}
