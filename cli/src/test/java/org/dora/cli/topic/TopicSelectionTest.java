package org.dora.cli.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.dora.cli.CliException;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.NodeDescriptor;
import org.junit.jupiter.api.Test;

class TopicSelectionTest {
  private static final Descriptor DESCRIPTOR =
      DescriptorParser.parse(
              """
              nodes:
              - {id: camera, path: c.py, outputs: [image, depth]}
              - id: detector
                operator: {id: op, python: d.py, inputs: {i: camera/image}, outputs: [boxes]}
              - id: host
                operators: [{id: one, python: o.py, inputs: {b: detector/boxes}, outputs: [z]}]
              - {id: sink, path: s.py, inputs: {b: detector/op/boxes, z: host/one/z}}
              """,
              "dataflow.yml",
              Map.of())
          .descriptor();
  private static final TopicSelection SELECTION =
      new TopicSelection(
          DESCRIPTOR.nodes().stream().map(NodeDescriptor::id).toList(), Topic.of(DESCRIPTOR));

  private static List<String> find(String... words) {
    return SELECTION.find(List.of(words)).stream().map(Topic::toString).toList();
  }

  private static String refusal(String word) {
    CliException refused = assertThrows(CliException.class, () -> find(word));
    return refused.getMessage() + " / " + refused.hint();
  }

  @Test
  void outputsAreNamedAsUsersKnowThem() {
    assertEquals(List.of("camera/depth", "camera/image", "detector/boxes", "host/one/z"), find());
    assertEquals(List.of("camera/depth", "camera/image"), find("camera", "camera/image"));
    assertEquals(List.of("detector/boxes"), find("detector/op/boxes"));
    Topic boxes = SELECTION.find(List.of("detector/boxes")).getFirst();
    assertEquals("op/boxes", boxes.wire().value());
    assertEquals(List.of("host/one/b", "sink/b"), boxes.subscribers());
  }

  @Test
  void wordsThatNameNothingAreExplained() {
    assertEquals(
        "unknown node `nope` / available nodes: camera, detector, host, sink", refusal("nope"));
    assertEquals(
        "node `camera` does not have output `x` / available outputs: depth, image",
        refusal("camera/x"));
    assertEquals("Reserved input mapping cannot be inspected / ", refusal("dora/timer/millis/10"));
    assertEquals(
        "no outputs found in this dataflow / ensure nodes in the dataflow declare `outputs` in"
            + " their YAML definition",
        refusal("sink"));
  }
}
