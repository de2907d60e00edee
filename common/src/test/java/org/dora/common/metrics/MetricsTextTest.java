package org.dora.common.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MetricsTextTest {
  @Test
  void familiesHaveHelpTypeAndEscapedLabels() {
    MetricsText text = new MetricsText();
    text.gauge("dora_daemons", "Daemons that are connected.").value(2);
    text.counter("dora_lines_total", "Lines.").value(0.5, "name", "a\"b\\c\nd", "level", "info");
    assertEquals(
        """
        # HELP dora_daemons Daemons that are connected.
        # TYPE dora_daemons gauge
        dora_daemons 2
        # HELP dora_lines_total Lines.
        # TYPE dora_lines_total counter
        dora_lines_total{name="a\\"b\\\\c\\nd",level="info"} 0.5
        """,
        text.toString());
  }
}
