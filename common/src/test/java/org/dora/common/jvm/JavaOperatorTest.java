package org.dora.common.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class JavaOperatorTest {
  @Test
  void fileAndClassAreSplitAtTheLastHash() {
    assertEquals(
        new JavaOperator("a#b/ops.jar", "org.example.Op"),
        JavaOperator.of("a#b/ops.jar#org.example.Op"));
    assertEquals(new JavaOperator("Op.java", null), JavaOperator.of("Op.java"));
    assertEquals("ops.jar#Op", JavaOperator.of("ops.jar#Op").text());
  }

  @Test
  void otherLibrariesAreNotJava() {
    assertTrue(JavaOperator.isNamedBy("lib/ops.jar"));
    assertTrue(JavaOperator.isNamedBy("Op.java#Op"));
    assertFalse(JavaOperator.isNamedBy("target/debug/filter"));
    assertFalse(JavaOperator.isNamedBy("jar"));
  }
}
