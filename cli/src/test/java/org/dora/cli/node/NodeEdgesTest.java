package org.dora.cli.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.dora.cli.CliException;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.id.NodeId;
import org.junit.jupiter.api.Test;

class NodeEdgesTest {
  private static final Descriptor DATAFLOW =
      DescriptorParser.parse(
              """
              nodes:
                - id: camera
                  path: camera.py
                  inputs: {tick: dora/timer/millis/20}
                  outputs: [image, depth]
                - id: single
                  operator:
                    python: op.py
                    inputs: {image: camera/image}
                    outputs: [boxes]
                - id: several
                  operators:
                    - id: one
                      python: one.py
                      inputs: {boxes: single/boxes}
                      outputs: [out]
                    - id: two
                      python: two.py
                      inputs: {in: several/one/out, boxes: single/op/boxes}
              """,
              "flow.yml",
              Map.of())
          .descriptor();

  @Test
  void outputsKnowWhoReadsThem() {
    NodeEdges camera = edges("camera");
    assertEquals(Map.of("tick", "dora/timer/millis/20"), camera.inputs());
    assertEquals(Map.of("image", List.of("single/op/image"), "depth", List.of()), camera.outputs());
  }

  @Test
  void portsOfOperatorsHaveTheirIdsInFront() {
    assertEquals(
        Map.of("op/boxes", List.of("several/one/boxes", "several/two/boxes")),
        edges("single").outputs());
    assertEquals(Map.of("one/out", List.of("several/two/in")), edges("several").outputs());
  }

  @Test
  void aPortIsANodeAndTheRest() {
    assertEquals("several", PortArgument.of("several/one/out").node().value());
    assertEquals("one/out", PortArgument.of("several/one/out").port().toString());
    assertEquals(
        "expected 'node_id/port_id', got 'camera'",
        assertThrows(CliException.class, () -> PortArgument.of("camera")).getMessage());
    assertThrows(CliException.class, () -> PortArgument.of("a b/c"));
  }

  private static NodeEdges edges(String node) {
    return NodeEdges.of(DATAFLOW, DATAFLOW.node(new NodeId(node)).orElseThrow());
  }
}
