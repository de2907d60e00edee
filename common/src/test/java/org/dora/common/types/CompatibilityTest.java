package org.dora.common.types;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dora.common.descriptor.TypeRule;
import org.junit.jupiter.api.Test;

class CompatibilityTest {
  private static boolean allows(String from, String to, TypeRule... rules) {
    return new Compatibility(List.of(rules)).allows(from, to);
  }

  @Test
  void numbersMayBecomeWiderButNotNarrower() {
    assertTrue(allows("std/core/v1/UInt8", "std/core/v1/UInt64"));
    assertTrue(allows("std/core/v1/Float32", "std/core/v1/Float64"));
    assertFalse(allows("std/core/v1/Float64", "std/core/v1/Float32"));
    assertFalse(allows("std/core/v1/Int8", "std/core/v1/Int32"));
  }

  @Test
  void bytesTakeAnythingUnlessTheyHaveParameters() {
    assertTrue(allows("what/ever", "std/core/v1/Bytes"));
    assertFalse(allows("what/ever", "std/core/v1/Bytes[a=1]"));
  }

  @Test
  void onlySharedParametersCount() {
    assertTrue(allows("x/T[a=1]", "x/T"));
    assertTrue(allows("x/T", "x/T[a=1]"));
    assertTrue(allows("x/T[a=1]", "x/T[b=2]"));
    assertFalse(allows("x/T[a=1,b=2]", "x/T[a=1,b=3]"));
  }

  @Test
  void rulesOfTheDataflowReachThreeHops() {
    TypeRule[] rules = {
      new TypeRule("a", "b"), new TypeRule("b", "c"), new TypeRule("c", "d"), new TypeRule("d", "e")
    };
    assertTrue(allows("a", "d", rules));
    assertFalse(allows("a", "e", rules));
    assertFalse(allows("b", "a", rules));
    assertTrue(allows("a[x=1]", "d[x=2]", rules));
  }

  @Test
  void circlesOfRulesEnd() {
    assertFalse(allows("a", "z", new TypeRule("a", "b"), new TypeRule("b", "a")));
  }
}
