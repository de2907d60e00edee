package org.dora.daemon.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class PrepareExceptionTest {
  @Test
  void aMessageWithoutCauseIsTheWholeReport() {
    assertEquals("a", new PrepareException("a").report());
  }

  @Test
  void aSingleCauseHasNoNumber() {
    assertEquals(
        "a\n\nCaused by:\n    b", new PrepareException("a", new PrepareException("b")).report());
  }

  @Test
  void severalCausesAreNumbered() {
    PrepareException failure =
        new PrepareException("a", new PrepareException("b", new IOException("c")));
    assertEquals("a\n\nCaused by:\n   0: b\n   1: java.io.IOException: c", failure.report());
  }
}
