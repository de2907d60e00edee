package org.dora.common.version;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts of Cargo's {@code semver}, as far as ranges go. */
final class VersionMatchTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*              | 1.2.3      | true",
        "*              | 1.2.3-rc.1 | false",
        "^1.2           | 1.9.0      | true",
        "^1.2           | 1.1.9      | false",
        "^1.2           | 2.0.0      | false",
        "1.2.3          | 1.2.2      | false",
        "1.2.3          | 1.4.0      | true",
        "^0.2.3         | 0.2.9      | true",
        "^0.2.3         | 0.3.0      | false",
        "^0.0.3         | 0.0.4      | false",
        "^0.0           | 0.0.9      | true",
        "^0             | 0.9.9      | true",
        "~1             | 1.9.9      | true",
        "~1.2           | 1.3.0      | false",
        "~1.2.3         | 1.2.9      | true",
        "~1.2.3         | 1.2.2      | false",
        "=1.2           | 1.2.9      | true",
        "=1.2.3         | 1.2.4      | false",
        "1.*            | 1.7.0      | true",
        "1.2.*          | 1.3.0      | false",
        ">1             | 1.5.0      | false",
        ">1             | 2.0.0      | true",
        ">=1            | 1.0.0      | true",
        "<1.2           | 1.2.0      | false",
        "<1.2           | 1.1.9      | true",
        "<=1.2          | 1.2.7      | true",
        ">=1.0, <1.5    | 1.4.9      | true",
        ">=1.0, <1.5    | 1.5.0      | false",
        "^1.0.0-rc.1    | 1.0.0-rc.2 | true",
        "^1.0.0-rc.1    | 1.0.1-rc.2 | false",
        "^1.0.0-rc.1    | 1.0.0      | true",
        ">=1.0.0-rc.2   | 1.0.0-rc.1 | false",
        "^1.0           | 1.5.0-rc.1 | false",
      })
  void aVersionIsHeldAgainstARange(String range, String version, boolean expected) {
    assertEquals(
        expected,
        VersionRequirement.parse(range)
            .orElseThrow()
            .matches(SemanticVersion.parse(version).orElseThrow()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.2            | ^1.2",
        "x              | *",
        "1.*            | 1.*",
        "1.2.x          | 1.2.*",
        ">= 1.0 ,<2     | >=1.0, <2",
        "~1.0.0-rc.1+b  | ~1.0.0-rc.1",
      })
  void aRangeIsPrintedAsCargoDoes(String written, String printed) {
    assertEquals(printed, VersionRequirement.parse(written).orElseThrow().toString());
  }
}
