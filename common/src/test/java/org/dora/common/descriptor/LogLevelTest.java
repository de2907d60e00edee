package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogLevelTest {
  @Test
  void moreImportantLinesPass() {
    assertTrue(LogLevel.ERROR.passes(LogLevel.WARN));
    assertTrue(LogLevel.WARN.passes(LogLevel.WARN));
    assertFalse(LogLevel.INFO.passes(LogLevel.WARN));
  }

  @Test
  void linesWithoutALevelPassOnlyTheFilterForEverything() {
    assertFalse(LogLevel.STDOUT.passes(LogLevel.TRACE));
    assertTrue(LogLevel.STDOUT.passes(LogLevel.STDOUT));
    assertTrue(LogLevel.TRACE.passes(LogLevel.STDOUT));
  }

  @Test
  void namesAreReadInAnyCase() {
    assertEquals(Optional.of(LogLevel.WARN), LogLevel.of("WaRn"));
    assertEquals(Optional.empty(), LogLevel.of("loud"));
  }
}
