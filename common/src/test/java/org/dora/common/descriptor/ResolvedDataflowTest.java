package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.stream.Collectors;
import org.dora.common.id.NodeId;
import org.junit.jupiter.api.Test;

class ResolvedDataflowTest {
  @Test
  void aSingleOperatorIsARuntimeWithOneAndItsReadersNameIt() {
    ResolvedDataflow dataflow =
        resolved(
            """
            nodes:
              - {id: proc, operator: {python: p.py, inputs: {t: dora/timer/secs/1}, outputs: [r]}}
              - {id: sink, path: sink, inputs: {r: proc/r}}
            """);

    assertEquals("{op/t=dora/timer/secs/1}", inputs(dataflow, "proc"));
    assertEquals("[op/r]", node(dataflow, "proc").outputs().toString());
    assertEquals("{r=proc/op/r}", inputs(dataflow, "sink"));
    assertInstanceOf(ResolvedNode.Kind.Runtime.class, node(dataflow, "proc").kind());
  }

  @Test
  void severalOperatorsHaveTheirIdsInAllPorts() {
    ResolvedDataflow dataflow =
        resolved(
            """
            nodes:
              - id: rt
                operators:
                  - {id: a, python: p.py, outputs: [x, y]}
                  - {id: b, python: p.py, inputs: {i: rt/a/x}}
                  - {id: not an id, python: p.py, outputs: [z]}
            """);

    assertEquals("[a/x, a/y]", node(dataflow, "rt").outputs().toString());
    assertEquals("{b/i=rt/a/x}", inputs(dataflow, "rt"));
  }

  @Test
  void variablesOfTheDataflowAreThoseOfTheNodeUnlessItHasItsOwn() {
    ResolvedDataflow dataflow =
        resolved("{env: {A: 1, B: 1}, nodes: [{id: n, path: x, env: {B: 2}}]}");

    assertEquals("A=1, B=2", rendered(node(dataflow, "n")));
  }

  @Test
  void aBridgeIsAProgramThatGetsItsConfigurationAsReleased() {
    assertBridge(
        "{topic: /a, message_type: a/B}, outputs: [b]",
        """
        {"transport":{"kind":"dds"},"direction":"subscribe","topics":[{"topic":"/a",\
        "message_type":"a/B","direction":"subscribe","output":"b"}],\
        "qos":{"reliable":false,"keep_all":false},"namespace":"/"}\
        """);
    assertBridge(
        "{topic: /a/b, message_type: a/B, direction: publish, qos: {reliable: true, durability:"
            + " volatile, liveliness: automatic, lease_duration: 1, max_blocking_time: 2.5,"
            + " keep_last: 3, keep_all: true}, namespace: /n, node_name: q, role: client,"
            + " service_type: x/Y, transport: {kind: zenoh, compatibility: rep2016, config_uri:"
            + " z é.json5}}, inputs: {t: dora/timer/secs/1}",
        """
        {"transport":{"kind":"zenoh","compatibility":"rep2016","config_uri":"z é.json5"},\
        "direction":"publish","topics":[{"topic":"/a/b","message_type":"a/B",\
        "direction":"publish","input":"t"}],"service_type":"x/Y","role":"client",\
        "qos":{"reliable":true,"durability":"volatile","liveliness":"automatic",\
        "lease_duration":1.0,"max_blocking_time":2.5,"keep_last":3,"keep_all":true},\
        "namespace":"/n","node_name":"q"}\
        """);
    assertBridge(
        "{topics: [{topic: /a/b, message_type: a/B, qos: {keep_last: 3}}, {topic: /c, message_type:"
            + " a/C, direction: publish, input: q}], transport: {kind: zenoh, compatibility:"
            + " humble}}, outputs: [a_b], inputs: {q: dora/timer/secs/1}",
        """
        {"transport":{"kind":"zenoh","compatibility":"humble"},"direction":"subscribe",\
        "topics":[{"topic":"/a/b","message_type":"a/B","direction":"subscribe",\
        "qos":{"reliable":false,"keep_last":3,"keep_all":false}},{"topic":"/c",\
        "message_type":"a/C","direction":"publish","input":"q"}],\
        "qos":{"reliable":false,"keep_all":false},"namespace":"/"}\
        """);
    assertBridge(
        "{action: /s, action_type: a/B, role: client, qos: {lease_duration: 1.5e-7,"
            + " max_blocking_time: 1e17}}, outputs: [a_b], inputs: {q: dora/timer/secs/1}",
        """
        {"transport":{"kind":"dds"},"direction":"subscribe","action":"/s","action_type":"a/B",\
        "role":"client","qos":{"reliable":false,"lease_duration":1.5e-7,\
        "max_blocking_time":1e+17,"keep_all":false},"namespace":"/"}\
        """);
  }

  @Test
  void whatIsNotOneThingIsNotResolved() {
    assertThrows(IllegalArgumentException.class, () -> resolved("nodes: [{id: a}]"));
    assertThrows(IllegalArgumentException.class, () -> resolved("nodes: [{id: a, module: m.yml}]"));
  }

  private static void assertBridge(String keys, String json) {
    ResolvedNode.Kind.Program program =
        assertInstanceOf(
            ResolvedNode.Kind.Program.class,
            node(resolved("nodes: [{id: r, args: x, ros2: " + keys + "}]"), "r").kind());

    assertEquals(new NodeProgram("dora-ros2-bridge-node", null, "x"), program.program());
    assertEquals(Map.of("DORA_ROS2_BRIDGE_CONFIG", json), program.bridgeEnv());
  }

  private static String inputs(ResolvedDataflow dataflow, String id) {
    return node(dataflow, id).inputs().entrySet().stream()
        .map(input -> input.getKey() + "=" + input.getValue().source())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String rendered(ResolvedNode node) {
    return node.env().entrySet().stream()
        .map(variable -> variable.getKey() + "=" + variable.getValue().rendered())
        .collect(Collectors.joining(", "));
  }

  private static ResolvedNode node(ResolvedDataflow dataflow, String id) {
    return dataflow.node(new NodeId(id)).orElseThrow();
  }

  private static ResolvedDataflow resolved(String text) {
    return ResolvedDataflow.of(DescriptorParser.parse(text, "flow.yml", Map.of()).descriptor());
  }
}
