package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
            "duplicate node ID `a` — each node must have a unique `id`",
            "node `c` requires a `path`, `operators`, `operator`, `ros2`, or `module` field",
            "source node `ghost` mapped to input `a/x` does not exist",
            "output `c/p` mapped to input `d/y` does not exist",
            "node `a` has invalid `restart_delay`: -1 (must be a finite, non-negative number of"
                + " seconds smaller than 18446744073709552000)",
            "Could not resolve `min_log_level` configuration"),
        findings.stream().map(Finding::message).toList());
    assertEquals(
        List.of(
            "nodes[1].id",
            "nodes[2]",
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

  @Test
  void aPrefixedOutputOfASingleOperatorIsRefusedWithTheRightOne() {
    Finding finding =
        findings(
                """
                nodes:
                  - {id: proc, operator: {python: p.py, outputs: [result]}}
                  - {id: sink, path: sink, inputs: {r: proc/op/result}}
                """)
            .getFirst();

    assertEquals(
        "output `proc/op/op/result` mapped to input `sink/r` does not exist", finding.message());
    assertEquals("write `proc/result`: dora adds the id of an `operator:` itself", finding.hint());
    assertEquals("nodes[1].inputs.r", finding.path());
  }

  @Test
  void aSourceWithoutItsOperatorIsRefusedWithTheOperatorThatHasTheOutput() {
    Finding finding =
        findings(
                """
                nodes:
                  - {id: rt, operators: [{id: o, python: p.py, outputs: [a]}]}
                  - {id: rt2, operators: [{id: q, wasm: p, inputs: {b: rt/a}}]}
                """)
            .getFirst();

    assertEquals("write `rt/o/a`", finding.hint());
    assertEquals("nodes[1].operators[0].inputs.b", finding.path());
  }

  @Test
  void namesThatLookAlikeAreOffered() {
    assertEquals(
        List.of("did you mean `camera`?", "did you mean `camera/image`?", "its outputs: `image`"),
        findings(
                """
                nodes:
                  - {id: camera, path: x, outputs: [image]}
                  - {id: view, path: x, inputs: {a: camra/image, b: camera/imag, c: camera/depth}}
                """)
            .stream()
            .map(Finding::hint)
            .toList());
  }

  @Test
  void theFirstKeyThatAKindDoesNotAllowIsThePlace() {
    assertEquals(
        List.of(
            "nodes[0].build",
            "nodes[1].operators",
            "nodes[2].tag",
            "nodes[3].ros2.topics[0].output"),
        findings(
                """
                nodes:
                  - {id: a, operator: {python: p}, restart_delay: 1, build: x}
                  - {id: b, operators: [], path: x}
                  - {id: c, path: x, git: g, branch: b, tag: t}
                  - {id: d, ros2: {topics: [{topic: /t, message_type: a/B, output: x}]}}
                """)
            .stream()
            .map(Finding::path)
            .toList());
  }

  @Test
  void nothingIsSaidOfWhatHangsOnANodeThatIsNotClear() {
    assertEquals(
        1,
        findings(
                """
                nodes:
                  - {id: a, operator: {python: p}, outputs: [x]}
                  - {id: b, path: x, inputs: {i: a/x}}
                """)
            .size());
  }

  @Test
  void operatorsThatDoraAcceptsForNoGoodAreWarnings() {
    List<Finding> findings =
        findings(
            "nodes: [{id: r, operators: [{id: a b, wasm: x}, {id: o, wasm: x}, {id: o, wasm: x}]}]");

    assertEquals(
        List.of("nodes[0].operators[0].id", "nodes[0].operators[2].id"),
        findings.stream().map(Finding::path).toList());
    assertTrue(findings.stream().noneMatch(Finding::isError));
  }

  @Test
  void variablesThatNoNodeGetsAreWarnings() {
    List<Finding> findings =
        findings(
            "{env: {LD_PRELOAD: x}, nodes: [{id: a, path: x, env: {ZENOH_CONFIG: y, OK: z}}]}");

    assertEquals(
        List.of("env.LD_PRELOAD", "nodes[0].env.ZENOH_CONFIG"),
        findings.stream().map(Finding::path).toList());
    assertTrue(findings.stream().noneMatch(Finding::isError));
  }

  @Test
  void packagesOfTheHubMustHaveBeenReplaced() {
    Finding finding = findings("nodes: [{id: a, hub: acme/thing@^1.0}]").getFirst();

    assertEquals(Finding.Kind.HUB, finding.kind());
    assertEquals("nodes[0].hub", finding.path());
  }

  @Test
  void whatCannotBeResolvedIsToldApartFromWhatIsOnlyNotWired() {
    Descriptor descriptor =
        DescriptorParser.parse(
                "nodes: [{id: a, path: x, inputs: {i: ghost/x}}, {id: a, path: x}]",
                "flow.yml",
                Map.of())
            .descriptor();

    assertEquals(
        List.of("nodes[1].id"),
        DescriptorCheck.unresolvable(descriptor).stream().map(Finding::path).toList());
  }

  private static List<Finding> findings(String text) {
    return DescriptorCheck.findings(
        DescriptorParser.parse(text, "flow.yml", Map.of()).descriptor());
  }
}
