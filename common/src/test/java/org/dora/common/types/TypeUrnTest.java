package org.dora.common.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypeUrnTest {
  @Test
  void parametersStandInBracketsWithAnyBlanks() {
    TypeUrn urn = TypeUrn.parse("std/media/v1/AudioFrame[ a = 1 ,b=x=y]").orElseThrow();
    assertEquals("std/media/v1/AudioFrame", urn.base());
    assertEquals(Map.of("a", "1", "b", "x=y"), urn.params());
  }

  @Test
  void aNameNeedsNoBrackets() {
    assertEquals(Map.of(), TypeUrn.parse("a").orElseThrow().params());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a[", "a[]", "a[=1]", "a[x=]", "a[x]", "a[x=1]b", "a[x=1,]"})
  void halfWrittenParametersMakeNoName(String text) {
    assertTrue(TypeUrn.parse(text).isEmpty());
  }

  @Test
  void theShortNameIsTheLastSegment() {
    assertEquals("Image", TypeUrn.shortName("std/media/v1/Image[encoding=a/b]"));
    assertEquals("Image", TypeUrn.shortName("Image"));
  }
}
