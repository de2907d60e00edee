package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.dora.cli.InProcess.Result;
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

  private final InProcess dora = new InProcess();
  private final InProcess grouped = dora.with(GROUPED);

  @Test
  void theVersionNamesOursAndTheCompatibleOne() {
    Result said = dora.run("--version").exits(0);
    assertEquals("dora " + DoraVersion.ours() + " (dora 1.1 compatible)\n", said.out());
    assertEquals("", said.err());
  }

  @Test
  void withoutSubcommandHelpGoesToStderrAndFails() {
    Result said = dora.run().exits(2);
    assertEquals(HELP, said.err());
    assertEquals("", said.out());
  }

  @Test
  void helpThatWasAskedForGoesToStdout() {
    Result said = dora.run("--help").exits(0);
    assertEquals(HELP, said.out());
    assertEquals("", said.err());
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
      List<String> words = new ArrayList<>(List.of("help"));
      words.addAll(List.of(entry.path().split(" ")));
      Result said = dora.run(words.toArray()).exits(0);
      assertTrue(said.out().contains("Usage: dora " + entry.path()), entry.path());
    }
  }

  @Test
  void helpOfALauncherStartsNothing() {
    Result said = dora.run("help", "java", "nowhere/Node.java").exits(0);
    assertTrue(said.out().startsWith("Usage: dora java"), said.out());
  }

  @Test
  void aGroupAloneGetsItsHelpOnStderrAndFails() {
    Result said = grouped.run("hub").exits(2);
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
        said.err());
    assertEquals("", said.out());
  }

  @Test
  void helpOfAGroupThatWasAskedForGoesToStdout() {
    for (List<String> words :
        List.of(List.of("hub", "--help"), List.of("hub", "help"), List.of("help", "hub"))) {
      Result said = grouped.run(words.toArray()).exits(0);
      assertEquals(ProgramHelp.text(GROUPED, "hub"), said.out());
      assertEquals("", said.err());
    }
  }

  @Test
  void anUnknownSubcommandOfAGroupGetsATipFromTheGroup() {
    Result said = grouped.run("hub", "inti").exits(2);
    assertEquals(
        """
        error: unrecognized subcommand 'inti'

          tip: a similar subcommand exists: 'init'

        Usage: dora hub <COMMAND>

        For more information, try '--help'.
        """,
        said.err());
  }

  @Test
  void helpAboutWhatIsUnknownSaysSo() {
    Result said = grouped.run("help", "hub", "yankk").exits(2);
    assertTrue(said.err().contains("'yankk'"), said.err());
    assertTrue(said.err().contains("exists: 'yank'"), said.err());
  }

  @Test
  void aWordOfAGroupMeansNothingOutsideOfIt() {
    grouped.run("init").exits(2);
    grouped.run("hub", "java").exits(2);
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
    Result said = dora.run("jva").exits(2);
    assertEquals(
        """
        error: unrecognized subcommand 'jva'

          tip: a similar subcommand exists: 'java'

        Usage: dora <COMMAND>

        For more information, try '--help'.
        """,
        said.err());
  }

  @Test
  void anUnknownOptionOfASubcommandGetsATip() {
    Result said = dora.run("java", "--hepl").exits(2);
    assertEquals(
        """
        error: unexpected argument '--hepl' found

          tip: a similar argument exists: '--help'

        Usage: dora java <FILE>

        For more information, try '--help'.
        """,
        said.err());
  }

  @Test
  void aMissingArgumentIsNamed() {
    Result said = dora.run("java").exits(2);
    assertEquals(
        """
        error: the following required arguments were not provided:
          <FILE>

        Usage: dora java <FILE>

        For more information, try '--help'.
        """,
        said.err());
  }

  @Test
  void aCommandThatFailsEndsWithOneAndSaysWhy() {
    Result said = dora.run("java", "nowhere/Node.java", "--help").exits(1);
    assertTrue(said.err().startsWith("error: there is no file `"), said.err());
    assertEquals("", said.out());
  }
}
