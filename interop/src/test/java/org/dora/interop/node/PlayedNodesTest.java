package org.dora.interop.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertIterableEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.ReleasedPeers;
import org.dora.node.Event;
import org.dora.node.Node;
import org.dora.node.test.TestNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file of events for dora's tests, played to a released Python node, to a Java node, and by the
 * test kit: the nodes are given the same and what they send is written in the same way.
 */
@Timeout(120)
class PlayedNodesTest {
  private static final Path RESOURCES = Path.of("src/test/resources/played").toAbsolutePath();
  private static final Path ARRAYS =
      Executable.repository().resolve("interop/vectors-own/node-protocol/recorded_arrays.json");
  private static final JsonMapper JSON = JsonMapper.shared();

  /** What the released reader refuses although the released writer has written it. */
  private static final Set<String> NOT_READ_BY_RELEASED_NODES =
      Set.of("dictionary", "duration_s", "duration_ms", "duration_us", "duration_ns");

  /** Values whose type is to be found. */
  private static final List<String> UNTYPED =
      List.of(
          "1",
          "[1, 2.5, null]",
          "\"text\"",
          "[true]",
          "null",
          "[]",
          "[[1], [], null]",
          "[[[1.5]]]",
          "{\"x\": 1, \"y\": {\"z\": [\"a\"]}}",
          "[{\"x\": 1}, {\"y\": null}]",
          "18446744073709551615");

  @TempDir private Path folder;
  private final ArrayNode events = JSON.createArrayNode();

  private ObjectNode event(String type) {
    // Far enough apart that the released node, too, keeps them in their order.
    return events.addObject().put("type", type).put("time_offset_secs", 0.004 * events.size());
  }

  private Path inputs() throws IOException {
    for (JsonNode array : JSON.readTree(ARRAYS.toFile())) {
      String name = array.get("name").asString();
      if (!NOT_READ_BY_RELEASED_NODES.contains(name)) {
        ObjectNode input = event("Input").put("id", name);
        input.set("data", plain(name, array.get("data")));
        input.set("data_type", array.get("data_type"));
      }
    }
    for (String values : UNTYPED) {
      event("Input").put("id", "untyped").set("data", JSON.readTree(values));
    }
    event("Input")
        .put("id", "described")
        .set(
            "metadata",
            JSON.readTree(
                """
                {"text": {"String": "x y"}, "number": {"Integer": -3}, "real": {"Float": 0.5},
                 "truth": {"Bool": true}, "texts": {"ListString": ["a", "b"]}, "numbers": {"ListInt": [1, 2]},
                 "reals": {"ListFloat": [1.5]}}\
                """));
    event("InputClosed").put("id", "untyped");
    event("Stop");
    ObjectNode file = JSON.createObjectNode().put("id", "echo");
    file.set("events", events);
    return Files.writeString(folder.resolve("inputs.json"), file.toString());
  }

  /** Year 10000 is beyond what the released reader takes. */
  private static JsonNode plain(String name, JsonNode data) {
    return name.equals("timestamp_s") ? JSON.createArrayNode().add(data.get(0)) : data;
  }

  @Test
  void javaNodesAreGivenAndWriteWhatReleasedNodesDo() throws IOException {
    Path inputs = inputs();
    List<JsonNode> released =
        outputs(inputs, ReleasedPeers.python().toString(), RESOURCES.resolve("echo.py").toString());
    List<JsonNode> ours =
        outputs(
            inputs,
            Executable.dora().toString(),
            "java",
            RESOURCES.resolve("Echo.java").toString());

    assertEquals(2 * (events.size() - 2) + 2, released.size());
    assertIterableEquals(released, ours);
    assertEquals(values(released, "echo"), played(inputs));
  }

  private List<JsonNode> outputs(Path inputs, String... command) throws IOException {
    Path outputs = folder.resolve("outputs.jsonl");
    Files.deleteIfExists(outputs);
    Program.Outcome outcome =
        Program.of(folder, command)
            .with(
                Map.of(
                    "DORA_TEST_WITH_INPUTS",
                    inputs.toString(),
                    "DORA_TEST_NO_OUTPUT_TIME_OFFSET",
                    "1"))
            .run(Duration.ofMinutes(1));
    assertEquals(0, outcome.exitCode(), outcome.stdout() + outcome.stderr());
    return Files.readAllLines(outputs).stream().map(JSON::readTree).toList();
  }

  private static JsonNode values(List<JsonNode> lines, String output) {
    ArrayNode values = JSON.createArrayNode();
    lines.stream()
        .filter(line -> line.get("id").asString().equals(output))
        .forEach(line -> values.addAll((ArrayNode) line.get("data")));
    return values;
  }

  private static JsonNode played(Path inputs) {
    try (TestNode test = new TestNode()) {
      test.inputsFrom(inputs);
      test.run(() -> {
        try (Node node = Node.init()) {
          for (Event event : node) {
            if (event instanceof Event.Input in) {
              node.send("echo", in.vector());
            }
          }
        }
      });
      return JSON.readTree(JSON.writeValueAsString(test.output("echo").values()));
    }
  }
}
