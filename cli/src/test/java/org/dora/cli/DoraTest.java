package org.dora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.dora.common.version.DoraVersion;
import org.junit.jupiter.api.Test;

class DoraTest {
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
    assertEquals(ProgramHelp.text(), err.toString(UTF_8));
    assertEquals("", out.toString(UTF_8));
  }

  @Test
  void helpThatWasAskedForGoesToStdout() {
    assertEquals(0, dora("--help"));
    assertEquals(ProgramHelp.text(), out.toString(UTF_8));
    assertEquals("", err.toString(UTF_8));
  }

  @Test
  void helpListsEverySubcommand() {
    for (CommandEntry entry : CommandEntry.ALL) {
      assertTrue(ProgramHelp.text().contains("\n  " + entry.name() + " "), entry.name());
    }
  }

  @Test
  void everySubcommandHasHelp() {
    for (CommandEntry entry : CommandEntry.ALL) {
      out.reset();
      assertEquals(0, dora("help", entry.name()));
      assertTrue(out.toString(UTF_8).startsWith("Usage: dora " + entry.name()), entry.name());
    }
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
    return new Dora(
            Console.of(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                false,
                false,
                Map.of()))
        .run(List.of(arguments));
  }
}
