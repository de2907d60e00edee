package org.dora.common.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases were put before the released program, which answered so. */
class LogTimestampTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-21 23:23:06Z, 2026-11-21T23:23:06Z",
    "2026-11-21 23:23:06+00:00, 2026-11-21T23:23:06Z",
    "2026-11-21t23:23:06z, 2026-11-21T23:23:06Z",
    "2026-11-21T23:23:06+0200, 2026-11-21T21:23:06Z",
    "2026-11-21T23:23:06 +02:00, 2026-11-21T21:23:06Z",
    "2026-1-2T3:4:5Z, 2026-01-02T03:04:05Z",
    "2026-11-21T23:23:06-00:00, 2026-11-21T23:23:06Z",
    "2026-11-21T23:23:06UTC, 2026-11-21T23:23:06Z",
    "' 2026-11-21T23:23:06Z ', 2026-11-21T23:23:06Z",
    "2026-11-21T23:23:06+19:00, 2026-11-21T04:23:06Z",
    "+12026-11-21T23:23:06Z, +12026-11-21T23:23:06Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
    "-0001-01-01T00:00:00Z, -0001-01-01T00:00:00Z",
    "1969-12-31T23:59:59.5Z, 1969-12-31T23:59:59.500Z",
  })
  void relaxedFormsAreReadAndWrittenInUtc(String text, String written) {
    assertEquals(Optional.of(written), LogTimestamp.parse(text).map(LogTimestamp::text));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T23:23:06.1Z, 2026-11-21T23:23:06.100Z",
    "2026-11-21T23:23:06.1234Z, 2026-11-21T23:23:06.123400Z",
    "2026-11-21T23:23:06.123456789Z, 2026-11-21T23:23:06.123456789Z",
    "2026-11-21T23:23:06.1234567891234Z, 2026-11-21T23:23:06.123456789Z",
    "2026-11-21T23:23:06.000Z, 2026-11-21T23:23:06Z",
  })
  void fractionsAreWrittenWithZeroThreeSixOrNineDigits(String text, String written) {
    assertEquals(Optional.of(written), LogTimestamp.parse(text).map(LogTimestamp::text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21 23:23:06",
        "2026-11-21T23:23:06+02",
        "2026-11-21T23:23Z",
        "2026-11-21T23:23:06.Z",
        "2026-11-21T23:23:06,123Z",
        "2026-11-21T24:00:00Z",
        "2026-02-30T00:00:00Z",
        "2026-11-21T23:60:00Z",
        "2026-11-21T23:23:06+25:00",
        "2026-11-21T23:23:06+02:60",
        "",
      })
  void otherTextsAreRefused(String text) {
    assertEquals(Optional.empty(), LogTimestamp.parse(text));
  }

  /** The released program keeps second 60; an {@link Instant} has none. */
  @ParameterizedTest
  @ValueSource(strings = "2026-11-21T23:23:60Z")
  void aLeapSecondIsTheFirstOfTheNextMinute(String text) {
    assertEquals(Optional.of(Instant.parse("2026-11-21T23:24:00Z")), LogTimestamp.parse(text));
  }
}
