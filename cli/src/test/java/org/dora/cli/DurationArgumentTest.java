package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationArgumentTest {
  @ParameterizedTest
  @CsvSource({
    "10s, PT10S",
    "500ms, PT0.5S",
    "2m, PT2M",
    "1h30m, PT1H30M",
    "7, PT7S",
    "0, PT0S",
    "1m5s20ms, PT1M5.02S"
  })
  void aDurationIsNumbersWithUnitsOrSeconds(String text, Duration expected) {
    assertEquals(expected, DurationArgument.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "-5s", "5 s", "1.5s", "s", "10x", "1h30", "٣s"})
  void anythingElseIsRefused(String text) {
    assertThrows(TypeConversionException.class, () -> DurationArgument.parse(text));
  }

  @Test
  void aDurationThatNoClockCanCountIsRefused() {
    assertThrows(
        TypeConversionException.class, () -> DurationArgument.parse("99999999999999999999h"));
  }
}
