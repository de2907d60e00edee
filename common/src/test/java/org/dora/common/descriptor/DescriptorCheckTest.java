package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescriptorCheckTest {
  @Test
  void everythingIsReportedAtOnceWiringFirst() {
    List<Finding> findings =
        findings(
            """
            nodes:
              - {id: a, path: a, inputs: {x: ghost/o}, restart_delay: -1}
              - {id: a, path: a, min_log_level: loud}
              - {id: c, outputs: [o]}
              - {id: d, path: d, inputs: {y: c/p}}
            """);

    assertEquals(
        List.of(
            "node `c` requires a `path`, `operators`, `operator`, `ros2`, or `module` field",
            "duplicate node ID `a` — each node must have a unique `id`",
            "source node `ghost` mapped to input `a/x` does not exist",
            "output `c/p` mapped to input `d/y` does not exist",
            "node `a` has invalid `restart_delay`: -1 (must be a finite, non-negative number of"
                + " seconds smaller than 18446744073709552000)",
            "Could not resolve `min_log_level` configuration"),
        findings.stream().map(Finding::message).toList());
    assertEquals(
        List.of(
            "nodes[2]",
            "nodes[1].id",
            "nodes[0].inputs.x",
            "nodes[3].inputs.y",
            "nodes[0].restart_delay",
            "nodes[1].min_log_level"),
        findings.stream().map(Finding::path).toList());
  }

  @Test
  void aStartupTimeoutOnADynamicNodeIsAnError() {
    Finding finding = findings("nodes: [{id: a, path: dynamic, startup_timeout: 5}]").get(0);

    assertEquals(Finding.Kind.SETTINGS, finding.kind());
    assertEquals("nodes[0].startup_timeout", finding.path());
  }

  @Test
  void unbalancedQuotesAreAWarningExceptInShellScripts() {
    List<Finding> findings =
        findings(
            """
            nodes:
              - {id: a, path: a, args: "it's"}
              - {id: b, path: shell, args: "it's"}
            """);

    assertEquals(
        List.of(Finding.warning("nodes[0].args", "invalid quoting in node args: it's")), findings);
  }

  @Test
  void aDigestWithoutUrlIsAWarning() {
    assertEquals(
        List.of("nodes[0].path_sha256"),
        findings("nodes: [{id: a, path: a, path_sha256: ab}]").stream()
            .map(Finding::path)
            .toList());
  }

  @Test
  void selfLoopsTimersAndLogsOfUnknownNodesAreFine() {
    assertEquals(
        List.of(),
        findings(
            "nodes: [{id: a, path: a, outputs: [o],"
                + " inputs: {s: a/o, t: dora/timer/hz/1, l: dora/logs/info/ghost}}]"));
  }

  @Test
  void secondsBecomeDurationsToTheNearestNanosecond() {
    assertEquals(Duration.ofMillis(2500), new Seconds(2.5).toDuration());
    assertEquals(Duration.ofNanos(1), new Seconds(0.6e-9).toDuration());
    assertEquals(Duration.ofSeconds(Long.MAX_VALUE), new Seconds(1e19).toDuration());
  }

  private static List<Finding> findings(String text) {
    return DescriptorCheck.findings(
        DescriptorParser.parse(text, "flow.yml", Map.of()).descriptor());
  }
}
