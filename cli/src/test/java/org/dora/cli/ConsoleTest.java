package org.dora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
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
  void noColorForbidsColoursOnATerminal() {
    assertFalse(
        Console.of(NOWHERE, NOWHERE, true, true, Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1"))
            .outColours());
  }

  @Test
  void anEmptyNoColorForbidsNothing() {
    assertTrue(Console.of(NOWHERE, NOWHERE, true, true, Map.of("NO_COLOR", "")).outColours());
  }

  @Test
  void clicolorForceColoursAPipeUnlessItIsZero() {
    assertTrue(
        Console.of(NOWHERE, NOWHERE, false, false, Map.of("CLICOLOR_FORCE", "1")).errColours());
    assertFalse(
        Console.of(NOWHERE, NOWHERE, false, false, Map.of("CLICOLOR_FORCE", "0")).errColours());
  }
}
