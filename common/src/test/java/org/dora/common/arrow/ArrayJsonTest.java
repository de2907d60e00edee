package org.dora.common.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.dora.common.memory.Payload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Arrays become the JSON that the released nodes record, and types have their names. */
class ArrayJsonTest {
  private static final Path RECORDED =
      Path.of("..", "interop", "vectors-own", "node-protocol", "recorded_arrays.json");
  private static final ObjectMapper JSON = JsonMapper.shared();

  private final RootAllocator allocator = new RootAllocator();

  @AfterEach
  void everythingGoesBack() {
    allocator.close();
  }

  record Recorded(String name, IpcView view, JsonNode json) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Recorded> recorded() {
    return JSON.readTree(RECORDED.toFile())
        .valueStream()
        .map(json ->
            new Recorded(
                json.get("name").asString(),
                IpcView.of(Payload.ofBytes(HexFormat.of().parseHex(json.get("hex").asString()))),
                json));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void valuesAreWrittenAsTheReleasedNodesDo(Recorded array) {
    try (FieldVector vector = new IpcDecoder(allocator).decode(array.view())) {
      assertEquals(
          comparable(array.json().get("data")),
          comparable(written(json -> ArrayJson.writeValues(vector, json))));
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void typesAreWrittenAsTheReleasedNodesDo(Recorded array) {
    assertEquals(
        array.json().get("data_type"), written(json -> ArrayJson.writeType(array.view(), json)));
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void typesHaveTheNamesOfTheReleasedNodes(Recorded array) {
    assertEquals(array.json().get("type_text").asString(), array.view().arrowTypeName());
  }

  @Test
  void anIntervalHasNoJson() {
    try (IntervalYearVector intervals = new IntervalYearVector("i", allocator)) {
      intervals.setSafe(0, 3);
      intervals.setValueCount(1);
      assertThrows(
          IpcException.class, () -> written(json -> ArrayJson.writeValues(intervals, json)));
    }
  }

  @Test
  void timesInNamedZonesAreWrittenWithTheirOffset() {
    try (var stamps =
        new org.apache.arrow.vector.TimeStampMicroTZVector("t", allocator, "Europe/Berlin")) {
      stamps.setSafe(0, 1_500_000L);
      stamps.setValueCount(1);
      assertEquals(
          JSON.readTree("[\"1970-01-01T01:00:01.500+01:00\"]"),
          written(json -> ArrayJson.writeValues(stamps, json)));
    }
  }

  /** Numbers are equal if their values are: 1E16 and 10000000000000000.0 are the same. */
  private static String comparable(JsonNode node) {
    if (node.isArray()) {
      return node.valueStream().map(ArrayJsonTest::comparable).toList().toString();
    }
    return node.isFloat() || node.isDouble() || node.isBigDecimal()
        ? Double.toString(node.doubleValue())
        : node.toString();
  }

  private static JsonNode written(Consumer<JsonGenerator> writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      writing.accept(json);
    }
    return JSON.readTree(text.toString());
  }
}
