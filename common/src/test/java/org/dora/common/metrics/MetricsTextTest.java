package org.dora.common.metrics;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.daemonlink.FaultStats;
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

  @Test
  void whatDaemonsMetIsToldByDaemon() {
    MetricsText text = new MetricsText();
    SortedMap<String, FaultStats> daemons = new TreeMap<>();
    daemons.put("left", new FaultStats(1, 2, 3, 4));
    daemons.put("right", new FaultStats(5, 6, 7, 8));
    DaemonFamilies.write(text, daemons);
    assertEquals(
        """
        dora_daemon_restarts_total{daemon="left"} 1
        dora_daemon_restarts_total{daemon="right"} 5
        dora_daemon_health_check_kills_total{daemon="left"} 2
        dora_daemon_health_check_kills_total{daemon="right"} 6
        dora_daemon_input_timeouts_total{daemon="left"} 3
        dora_daemon_input_timeouts_total{daemon="right"} 7
        dora_daemon_input_recoveries_total{daemon="left"} 4
        dora_daemon_input_recoveries_total{daemon="right"} 8
        """,
        text.toString()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .collect(joining("\n", "", "\n")));
  }
}
