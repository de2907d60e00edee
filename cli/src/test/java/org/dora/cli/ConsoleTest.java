package org.dora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private static final PrintStream NOWHERE =
      new PrintStream(PrintStream.nullOutputStream(), true, UTF_8);

  @Test
  void eachStreamIsColouredIfItIsATerminal() {
    Console console = Console.of(NOWHERE, NOWHERE, false, true, Map.of());

    assertFalse(console.outColours());
    assertTrue(console.errColours());
  }

  @Test
  void noColorForbidsColoursOnATerminalEvenIfEmpty() {
    assertFalse(coloured(true, Map.of("NO_COLOR", "1")));
    assertFalse(coloured(true, Map.of("NO_COLOR", "")));
  }

  @Test
  void clicolorForceColoursAPipeUnlessItIsZero() {
    assertTrue(coloured(false, Map.of("CLICOLOR_FORCE", "1")));
    assertFalse(coloured(false, Map.of("CLICOLOR_FORCE", "0")));
  }

  @Test
  void clicolorForceBeatsAllThatForbids() {
    assertTrue(
        coloured(
            true, Map.of("CLICOLOR_FORCE", "1", "NO_COLOR", "1", "CLICOLOR", "0", "TERM", "dumb")));
  }

  @Test
  void clicolorZeroAndADumbTerminalForbidColours() {
    assertFalse(coloured(true, Map.of("CLICOLOR", "0")));
    assertFalse(coloured(true, Map.of("TERM", "dumb")));
    assertTrue(coloured(true, Map.of("CLICOLOR", "1", "TERM", "xterm", "CLICOLOR_FORCE", "0")));
  }

  @Test
  void anOptionWithoutMeaningIsNamedOnStderr() {
    RecordedConsole recorded = new RecordedConsole();
    recorded.console().noEffect("--recreate-store", "the store is never recreated");
    assertEquals(
        "note: `--recreate-store` has no effect: the store is never recreated\n", recorded.err());
    assertEquals("", recorded.out());
  }

  private static boolean coloured(boolean terminal, Map<String, String> environment) {
    Console console = Console.of(NOWHERE, NOWHERE, terminal, terminal, environment);
    assertEquals(console.outColours(), console.errColours());
    return console.outColours();
  }
}
