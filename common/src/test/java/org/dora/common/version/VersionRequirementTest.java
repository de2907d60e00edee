package org.dora.common.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.dora.common.version.VersionRequirement.Part;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What counts as a range was asked of the released program (manifests.json, cases dora-…). */
class VersionRequirementTest {
  private static VersionRequirement parsed(String text) {
    return VersionRequirement.parse(text).orElseThrow();
  }

  private static Part part(String operator, long major, long... further) {
    return new Part(
        operator,
        major,
        further.length > 0 ? OptionalLong.of(further[0]) : OptionalLong.empty(),
        further.length > 1 ? OptionalLong.of(further[1]) : OptionalLong.empty(),
        List.of());
  }

  @Test
  void aBareVersionIsACaretRange() {
    assertEquals(List.of(part("^", 1, 2)), parsed("1.2").parts());
  }

  @Test
  void partsAreSeparatedByCommasAndBlanks() {
    assertEquals(List.of(part(">=", 0, 4), part("<", 2)), parsed(" >= 0.4 ,<2 ").parts());
  }

  @Test
  void aWildcardEndsTheVersion() {
    assertEquals(List.of(part("*", 1)), parsed("1.*").parts());
    assertEquals(List.of(part("*", 1, 2)), parsed("1.2.x").parts());
    assertEquals(List.of(), parsed("*").parts());
  }

  @Test
  void aPreReleaseIsKeptAndBuildMetadataIsNot() {
    Part part = parsed(">1.0.0-rc.1+7").parts().getFirst();
    assertEquals(List.of("rc", "1"), part.preRelease());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abc",
        "1.2.3.4",
        ">=",
        "1 2",
        "01.2",
        "1..2",
        ">=1,",
        ",1",
        "1.*.3",
        "*, 1",
        "^*",
        "1.2-alpha",
        "1.2.3-",
        "1.2.3-01",
        "1.2.3+",
        "v1",
        "1\t",
        "99999999999999999999"
      })
  void whatCargoRefusesIsNone(String text) {
    assertTrue(VersionRequirement.parse(text).isEmpty());
  }

  @Test
  void moreThanThirtyTwoPartsAreNone() {
    assertEquals(32, parsed(String.join(",", Collections.nCopies(32, ">=1"))).parts().size());
    assertTrue(
        VersionRequirement.parse(String.join(",", Collections.nCopies(33, ">=1"))).isEmpty());
  }
}
