package org.dora.common.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TypeLibraryTest {
  private final TypeLibrary standard = TypeLibrary.standard();

  private static String lists(int depth) {
    return "List<".repeat(depth) + "Utf8" + ">".repeat(depth);
  }

  @Test
  void parametersDoNotMatterForKnowingAType() {
    assertTrue(standard.knows("std/media/v1/AudioFrame[sample_type=f32]"));
    assertFalse(standard.knows("std/media/v1/AudioFrame[]"));
    assertFalse(standard.knows("AudioFrame"));
  }

  @Test
  void aTypoIsAnsweredWithTheNearestTypeOfTheSamePackage() {
    assertEquals(Optional.of("std/core/v1/UInt32"), standard.suggestion("std/core/v1/Uint33"));
    assertEquals(Optional.of("std/media/v1/Image"), standard.suggestion("std/core/v1/Imag"));
    assertEquals(Optional.of("acme/v1/Imagf"), acme().suggestion("acme/v1/Image"));
    assertEquals(Optional.empty(), standard.suggestion("std/core/v1/Boolean"));
    assertEquals(Optional.empty(), standard.suggestion("x".repeat(300)));
  }

  private TypeLibrary acme() {
    return standard.with(Map.of("acme/v1/Imagf", TypeDefinition.plain("Utf8")));
  }

  @Test
  void fieldsNameArrowTypesListsAndTypesByTheirLastSegment() {
    for (String type : List.of("Utf8", " Utf8 ", "List< List<Vector3> >", "std/core/v1/Bytes")) {
      assertTrue(standard.knowsFieldType(type), type);
    }
    assertFalse(standard.knowsFieldType("Utf9"));
    assertFalse(standard.knowsFieldType("List<Utf8"));
  }

  @Test
  void listsNestEightDeep() {
    assertTrue(standard.knowsFieldType(lists(8)));
    assertFalse(standard.knowsFieldType(lists(9)));
  }

  @Test
  void aLastSegmentThatTwoTypesHaveNamesNeither() {
    TypeDefinition plain = TypeDefinition.plain("Utf8");
    TypeLibrary two = standard.with(Map.of("a/Twin", plain, "b/Twin", plain));
    assertFalse(two.knowsFieldType("Twin"));
    assertTrue(two.knowsFieldType("a/Twin"));
  }

  @Test
  void laterTypesReplaceEarlierOnes() {
    TypeLibrary mine = standard.with(Map.of("std/core/v1/Bool", TypeDefinition.plain("Int8")));
    assertEquals("Int8", mine.resolve("std/core/v1/Bool").orElseThrow().arrow());
    assertEquals("Boolean", standard.resolve("std/core/v1/Bool").orElseThrow().arrow());
  }
}
