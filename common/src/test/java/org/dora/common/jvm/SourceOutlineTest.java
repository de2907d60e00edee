package org.dora.common.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SourceOutlineTest {
  private static final SourceOutline COMPACT = new SourceOutline("", false, true);

  @Test
  void aMethodOutsideOfAnyClassMakesTheFileCompact() {
    assertEquals(COMPACT, SourceOutline.of("import module java.base;\nvoid main() { int i = 1; }"));
  }

  @Test
  void aFieldOutsideOfAnyClassMakesTheFileCompact() {
    assertEquals(COMPACT, SourceOutline.of("static final int[] PRIMES = {2, 3, 5};"));
  }

  @Test
  void aCompactFileMayDeclareClassesToo() {
    assertEquals(
        new SourceOutline("", true, true),
        SourceOutline.of("record Point(int x, int y) {}\nvoid main() {}"));
  }

  @Test
  void aClassIsRecognisedBehindItsAnnotationsAndModifiers() {
    assertEquals(
        new SourceOutline("com.acme", true, false),
        SourceOutline.of(
            """
            package com.acme;
            @SuppressWarnings({"all", "void main() {"})
            public final class Foo<T extends Bar> { void main() {} }
            """));
  }

  @Test
  void commentsDeclareNothing() {
    assertTrue(
        SourceOutline.of("/* package a; class A {} */ // void main() {}\n/** class B {} */")
            .isEmpty());
  }

  @Test
  void bracesInLiteralsDoNotCount() {
    assertEquals(
        COMPACT,
        SourceOutline.of(
            "void main() { var a = \"}\\\"}\"; var b = '}'; var c = \"\"\"\n }\" \\\"\"\" class A {\n\"\"\"; }"));
  }

  @Test
  void aClassLiteralIsNoDeclarationOfAClass() {
    assertEquals(COMPACT, SourceOutline.of("Class<?> type = int.class;"));
  }

  @Test
  void anUnfinishedCommentOrLiteralEndsWithTheFile() {
    assertEquals(COMPACT, SourceOutline.of("void main() {} /* never closed"));
    assertEquals(COMPACT, SourceOutline.of("void main() {} \"never closed\\"));
  }
}
