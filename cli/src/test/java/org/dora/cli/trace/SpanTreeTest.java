package org.dora.cli.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.dora.common.control.SpanField;
import org.dora.common.control.TraceSpan;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpanTreeTest {
  private static TraceSpan span(long id, @Nullable Long parent, long start, long micros) {
    return new TraceSpan(
        "t", id, parent, "s" + id, "", "INFO", start, micros, List.of(new SpanField("k", "v")));
  }

  @Test
  void partsStandBelowWhatTheyArePartsOf() {
    SpanTree tree =
        SpanTree.of(
            List.of(span(3, 1L, 30, 1_500), span(2, 1L, 20, 7), span(1, null, 10, 2_000_000)));
    assertEquals(
        "s1 [INFO 2.000s] {k=v}\n  s2 [INFO 7us] {k=v}\n  s3 [INFO 1.5ms] {k=v}\n", tree.text());
    assertFalse(tree.isPartial());
  }

  @Test
  void whatHasLostItsParentIsShownAllTheSame() {
    SpanTree tree = SpanTree.of(List.of(span(2, 1L, 20, 7)));
    assertEquals("s2 [INFO 7us] {k=v}\n", tree.text());
    assertTrue(tree.isPartial());
  }
}
