package org.dora.daemon.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dora.common.config.OutputRouting;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.ResolvedDataflow;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of node-protocol.md section 11.5, row by row. */
class RoutePlanTest {
  private static final String PRODUCER = "{id: a, path: a.py, outputs: [out]}";

  static RoutePlan plan(String... nodes) {
    return plan(false, nodes);
  }

  private static RoutePlan plan(boolean inspected, String... nodes) {
    String yaml = "nodes:\n- " + String.join("\n- ", nodes) + "\n";
    Descriptor descriptor = DescriptorParser.parse(yaml, "test.yml", Map.of()).descriptor();
    return RoutePlan.of(ResolvedDataflow.of(descriptor), inspected);
  }

  private static String out(RoutePlan plan) {
    return text(Objects.requireNonNull(plan.routesOf(new NodeId("a")).get(new DataId("out"))));
  }

  private static String text(OutputRouting route) {
    return route.daemonOnly()
        ? "daemon"
        : route.requiredAckers().stream()
            .map(receiver -> receiver.node() + "." + receiver.input())
            .collect(Collectors.joining(" "));
  }

  private static String outTo(String reader) {
    return out(plan(PRODUCER, reader));
  }

  @Test
  void allReleasedReadersHaveToAcknowledge() {
    assertEquals(
        "b.x b.y c.op1/z",
        out(
            plan(
                PRODUCER,
                "{id: b, path: b, inputs: {x: a/out, y: a/out}}",
                "{id: c, operators: [{id: op1, python: c.py, inputs: {z: a/out}}]}")));
  }

  @Test
  void anOutputThatNobodyReadsTakesTheDaemonsPath() {
    assertEquals("daemon", out(plan(PRODUCER)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{id: b, path: B.java, inputs: {x: a/out}}",
        "{id: b, path: target/b.jar, inputs: {x: a/out}}",
        "{id: b, path: 'https://example.org/b.jar?token=1', inputs: {x: a/out}}",
        "{id: b, path: dora, args: java B.java, inputs: {x: a/out}}",
        "{id: b, path: shell, args: cat, inputs: {x: a/out}}",
        "{id: b, operators: [{id: op1, shared-library: c, inputs: {x: a/out}}]}",
        "{id: b, path: dynamic, inputs: {x: a/out}}",
        "{id: b, path: b.py, inputs: {x: {source: a/out, queue_policy: backpressure}}}"
      })
  void readersThatOnlyTheDaemonReachesPinAnOutput(String reader) {
    assertEquals("daemon", outTo(reader));
    assertEquals("daemon", out(plan(PRODUCER, reader, "{id: c, path: c, inputs: {x: a/out}}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{id: b, path: b.py, inputs: {x: a/out}}",
        "{id: b, path: target/release/b, inputs: {x: a/out}}",
        "{id: b, path: 'https://example.org/b', inputs: {x: a/out}}",
        "{id: b, path: b.py, inputs: {x: {source: a/out, input_timeout: 1.0}}}",
        "{id: b, path: b.py, inputs: {x: {source: a/out, queue_size: 1}}}"
      })
  void otherReadersDoNot(String reader) {
    assertEquals("b.x", outTo(reader));
  }

  @Test
  void eachOutputHasItsOwnWay() {
    RoutePlan plan =
        plan(
            "{id: a, path: a.py, outputs: [out, other]}",
            "{id: b, path: b.py, inputs: {x: a/out}}",
            "{id: c, path: C.java, inputs: {x: a/other}}");
    assertEquals("b.x", out(plan));
    assertTrue(plan.isDirect(new NodeId("a"), new DataId("out")));
    assertFalse(plan.isDirect(new NodeId("a"), new DataId("other")));
    assertFalse(plan.isDirect(new NodeId("a"), new DataId("none")));
  }

  @Test
  void aJavaProducersOutputsTakeTheDaemonsPath() {
    assertEquals(
        "daemon",
        out(plan("{id: a, path: A.java, outputs: [out]}", "{id: b, path: b, inputs: {x: a/out}}")));
  }

  @Test
  void aDynamicProducerMayReachItsReadersDirectly() {
    assertEquals(
        "b.x",
        out(
            plan(
                "{id: a, path: dynamic, outputs: [out]}", "{id: b, path: b, inputs: {x: a/out}}")));
  }

  @Test
  void inspectionPinsAllOutputs() {
    assertEquals("daemon", out(plan(true, PRODUCER, "{id: b, path: b, inputs: {x: a/out}}")));
  }

  @Test
  void poolsAreCountedPerProcess() {
    RoutePlan plan =
        plan(
            PRODUCER,
            "{id: b, path: b, outputs: [out]}",
            "{id: c, path: c, inputs: {x: a/out, y: b/out}, outputs: [out]}",
            "{id: d, path: d, inputs: {x: c/out}}");
    assertEquals("[a, b, c]", plan.directProducers().toString());
    assertEquals(3, plan.mostPools());
  }
}
