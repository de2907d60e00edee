package org.dora.daemon.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FinishGraceTest {
  private static @Nullable Duration grace(String text) {
    return FinishGrace.of(Map.of("DORA_FINISH_DRAIN_GRACE_SECS", text));
  }

  @Test
  void isTwoMinutesUnlessTheEnvironmentSaysOtherwise() {
    assertEquals(Duration.ofMinutes(2), FinishGrace.of(Map.of()));
    assertEquals(Duration.ofSeconds(7), grace("7"));
    assertEquals(Duration.ZERO, grace("0"));
    assertEquals(Duration.ofMinutes(2), grace("soon"));
    assertEquals(Duration.ofMinutes(2), grace("-1"));
  }

  @Test
  void canBeSwitchedOff() {
    assertNull(grace("off"));
    assertNull(grace("Disabled"));
  }
}
