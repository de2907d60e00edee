package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node that its environment has played from a file of events. */
@Timeout(30)
class LocalNodeTest {
  @TempDir private Path folder;

  private Path inputs(String... events) throws IOException {
    return Files.writeString(
        folder.resolve("inputs.json"),
        "{\"id\": \"camera\", \"events\": [" + String.join(",\n", events) + "]}");
  }

  private static Node start(Path inputs, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put(LocalNode.INPUTS_VARIABLE, inputs.toString());
    return Objects.requireNonNull(LocalNode.ofEnvironment(environment));
  }

  @Test
  void anEnvironmentWithoutInputsAsksForNothing() {
    assertNull(LocalNode.ofEnvironment(Map.of(LocalNode.OUTPUTS_VARIABLE, "out")));
  }

  @Test
  void eventsComeAtTheirTimesAndOutputsAreWrittenBesideThem() throws Exception {
    Path inputs =
        inputs(
            """
            {"type": "Stop", "time_offset_secs": 0.08}\
            """,
            """
            {"type": "Input", "id": "a", "time_offset_secs": 0.04, "data": [1, 2], "data_type": "Int8",
             "metadata": {"b": {"Bool": true}, "i": {"Integer": 3}, "f": {"Float": 0.5}, "s": {"String": "x"},
               "t": {"Timestamp": "2020-01-01T00:00:00.5Z"}, "li": {"ListInt": [1]}, "lf": {"ListFloat": [1, 2.5]},
               "ls": {"ListString": ["y"]}}}\
            """,
            """
            {"type": "InputClosed", "id": "a", "time_offset_secs": 0.08}\
            """,
            """
            {"type": "Input", "id": "b", "time_offset_secs": 0}\
            """);
    long start = System.nanoTime();
    try (Node node = start(inputs, Map.of())) {
      assertEquals("camera", node.id());
      Event.Input tick = assertInstanceOf(Event.Input.class, node.next().orElseThrow());
      assertEquals("b", tick.id());
      assertFalse(tick.hasData());
      Event.Input numbers = assertInstanceOf(Event.Input.class, node.next().orElseThrow());
      assertTrue(System.nanoTime() - start >= Duration.ofMillis(40).toNanos());
      assertEquals("int8", numbers.typeName());
      assertEquals(
          Duration.ofMillis(40),
          Duration.between(tick.metadata().timestamp(), numbers.metadata().timestamp())
              .plusNanos(1) // timestamps are binary fractions
              .truncatedTo(ChronoUnit.MICROS));
      assertEquals(
          Map.of(
              "b",
              true,
              "i",
              3L,
              "f",
              0.5,
              "s",
              "x",
              "t",
              Instant.parse("2020-01-01T00:00:00.5Z"),
              "li",
              List.of(1L),
              "lf",
              List.of(1.0, 2.5),
              "ls",
              List.of("y")),
          numbers.metadata().asMap());
      node.send("sum", 3);
      node.send("signal");
      assertEquals(new Event.Stop(Event.Stop.Cause.MANUAL), node.next().orElseThrow());
      assertTrue(node.next().isEmpty());
      assertThrows(ExtensionException.class, () -> node.extension("e").load("key"));
    }
    List<String> lines = Files.readAllLines(folder.resolve("outputs.jsonl"));
    assertEquals(2, lines.size());
    Map<?, ?> sum = assertInstanceOf(Map.class, TestJson.parse(lines.getFirst()));
    assertEquals("sum", sum.get("id"));
    assertEquals("[3]", String.valueOf(sum.get("data")));
    assertEquals("Int64", sum.get("data_type"));
    assertTrue((double) assertInstanceOf(Double.class, sum.get("time_offset_secs")) >= 0.04);
    assertFalse(lines.getLast().contains("data"), lines.getLast());
  }

  @Test
  void noMessageIsDroppedOrOvertakenByAStop() throws Exception {
    String[] events = new String[101];
    for (int i = 0; i < 100; i++) {
      events[i] =
          "{\"type\": \"Input\", \"id\": \"a\", \"time_offset_secs\": 0, \"data\": " + i + "}";
    }
    events[100] = "{\"type\": \"AllInputsClosed\", \"time_offset_secs\": 0}";
    Path outputs = folder.resolve("out.jsonl");
    try (Node node =
        start(
            inputs(events),
            Map.of(
                LocalNode.OUTPUTS_VARIABLE,
                outputs.toString(),
                LocalNode.NO_OFFSETS_VARIABLE,
                ""))) {
      for (Event event : node) {
        if (event instanceof Event.Input in) {
          node.send("echo", in.longValue());
        } else {
          node.send("end", event.toString());
        }
      }
    }
    List<String> lines = Files.readAllLines(outputs);
    assertEquals(101, lines.size());
    assertEquals("{\"id\":\"echo\",\"data\":[99],\"data_type\":\"Int64\"}", lines.get(99));
    assertTrue(lines.get(100).contains("ALL_INPUTS_CLOSED"), lines.get(100));
  }

  @Test
  void noDigitOfANumberIsLost() throws Exception {
    Path inputs =
        inputs(
            """
            {"type": "Input", "id": "a", "time_offset_secs": 0, "data": [12345678901234567890.123456789],
             "data_type": {"Decimal128": [38, 9]}}\
            """,
            """
            {"type": "Input", "id": "a", "time_offset_secs": 0, "data": [-0.0, 0.1]}\
            """);
    try (Node node = start(inputs, Map.of(LocalNode.NO_OFFSETS_VARIABLE, "1"))) {
      for (Event event : node) {
        node.send("echo", assertInstanceOf(Event.Input.class, event).vector());
      }
    }
    assertEquals(
        List.of(
            "{\"id\":\"echo\",\"data\":[12345678901234567890.123456789],\"data_type\":{\"Decimal128\":[38,9]}}",
            "{\"id\":\"echo\",\"data\":[-0.0,0.1],\"data_type\":\"Float64\"}"),
        Files.readAllLines(folder.resolve("outputs.jsonl")));
  }

  @Test
  void aNodeThatLeavesEarlyDoesNotWaitForTheOtherEvents() throws Exception {
    long start = System.nanoTime();
    start(inputs("{\"type\": \"Stop\", \"time_offset_secs\": 1000}"), Map.of()).close();
    assertTrue(System.nanoTime() - start < Duration.ofSeconds(20).toNanos());
  }

  @Test
  void dataMayLieInArrowFiles() throws Exception {
    Path file = folder.resolve("data.arrow");
    writeBatches(file);
    Path inputs =
        inputs(
            "{\"type\": \"Input\", \"id\": \"a\", \"time_offset_secs\": 0, \"path\": \"%s\"}"
                .formatted(file),
            "{\"type\": \"Input\", \"id\": \"a\", \"time_offset_secs\": 0, \"path\": \"%s\", \"batch_index\": 1, \"column\": \"y\"}"
                .formatted(file));
    try (Node node = start(inputs, Map.of())) {
      Event.Input rows = assertInstanceOf(Event.Input.class, node.next().orElseThrow());
      assertEquals(2, rows.count());
      assertEquals("{\"x\":1,\"y\":10}", rows.as(StructVector.class).getObject(1).toString());
      Event.Input column = assertInstanceOf(Event.Input.class, node.next().orElseThrow());
      assertEquals(List.of(30L), List.of(column.longValue()));
    }
    Path text = Files.writeString(folder.resolve("text.arrow"), "this is long enough for a file");
    Path damaged =
        inputs(
            "{\"type\": \"Input\", \"id\": \"a\", \"time_offset_secs\": 0, \"path\": \"%s\"}"
                .formatted(text));
    assertThrows(NodeInitException.class, () -> start(damaged, Map.of()));
    for (String bad : List.of("\"batch_index\": 2", "\"column\": \"z\"")) {
      Path wrong =
          inputs(
              "{\"type\": \"Input\", \"id\": \"a\", \"time_offset_secs\": 0, \"path\": \"%s\", %s}"
                  .formatted(file, bad));
      NodeInitException refusal =
          assertThrows(NodeInitException.class, () -> start(wrong, Map.of()));
      assertTrue(refusal.getMessage().contains("event 0: "), refusal::getMessage);
      assertTrue(refusal.getMessage().contains("data.arrow has no "), refusal::getMessage);
    }
  }

  /** Two columns, x = 0, 1, 2, 3 and y = 10 x, in two batches of two rows and one. */
  private static void writeBatches(Path file) throws IOException {
    try (RootAllocator allocator = new RootAllocator();
        BigIntVector x = new BigIntVector("x", allocator);
        BigIntVector y = new BigIntVector("y", allocator);
        VectorSchemaRoot root = new VectorSchemaRoot(List.<FieldVector>of(x, y));
        var channel =
            Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        ArrowFileWriter writer = new ArrowFileWriter(root, null, channel)) {
      long row = 0;
      for (int rows : new int[] {2, 1}) {
        for (int i = 0; i < rows; i++) {
          x.setSafe(i, row);
          y.setSafe(i, 10 * row++ + (rows == 1 ? 10 : 0));
        }
        root.setRowCount(rows);
        writer.writeBatch();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | it is no JSON object",
        "{ | inputs.json cannot be played: ",
        "{\"events\": []} | `id` is null, expected a text",
        "{\"id\": \"n\"} | `events` is missing",
        "{\"id\": \"n\", \"events\": [{\"type\": \"Stop\"}]} | event 0: `time_offset_secs` is null",
        "{\"id\": \"n\", \"events\": [{\"type\": \"Stop\", \"time_offset_secs\": -1}]} |"
            + " `time_offset_secs` is -1",
        "{\"id\": \"n\", \"events\": [{\"type\": \"Stop\", \"time_offset_secs\": 1e20}]} |"
            + " `time_offset_secs` is 1E+20",
        "{\"id\": \"n\", \"events\": [{\"type\": \"Pause\", \"time_offset_secs\": 0}]} | `type` is"
            + " `Pause`, expected Input",
        "{\"id\": \"n\", \"events\": [{\"type\": \"Stop\", \"time_offset_secs\": 0}, {\"type\":"
            + " \"Input\", \"id\": \"a\", \"time_offset_secs\": 0, \"data\": [300], \"data_type\":"
            + " \"Int8\"}]} | event 1: 300 is no value of type Int8",
        "{\"id\": \"n\", \"events\": [{\"type\": \"Input\", \"id\": \"a b\", \"time_offset_secs\":"
            + " 0}]} | event 0: ",
        "{\"id\": \"n\", \"events\": [{\"type\": \"Input\", \"id\": \"a\", \"time_offset_secs\": 0,"
            + " \"metadata\": {\"k\": {\"Integer\": \"x\"}}}]} | event 0: metadata `k` is"
            + " {Integer=x}",
        "{\"id\": \"n\", \"events\": [{\"type\": \"Input\", \"id\": \"a\", \"time_offset_secs\": 0,"
            + " \"metadata\": {\"k\": {}}}]} | event 0: metadata `k` is {}",
        "{\"id\": \"n\", \"events\": [{\"type\": \"Input\", \"id\": \"a\", \"time_offset_secs\": 0,"
            + " \"path\": \"/nowhere/at.all\"}]} | event 0: /nowhere/at.all cannot be read as an"
            + " Arrow IPC file",
        "{\"id\": \"n\", \"events\": [], \"recording_status\": {\"state\": \"poisoned\","
            + " \"first_failure_event_index\": 0, \"first_failure_time_offset_secs\": 1.5,"
            + " \"first_failure_error\": \"disk full\", \"additional_failures\": 2}} | incomplete:"
            + " an event is missing at 1.5 s, and 2 more: disk full",
      })
  void aFileThatIsNotInTheFormatIsRefusedBeforeTheNodeStarts(String content, String expected)
      throws IOException {
    Path file = Files.writeString(folder.resolve("inputs.json"), content);
    NodeInitException refusal = assertThrows(NodeInitException.class, () -> start(file, Map.of()));
    assertTrue(refusal.getMessage().contains(expected), refusal::getMessage);
    assertFalse(Files.exists(folder.resolve("outputs.jsonl")));
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    Path missing = folder.resolve("missing.json");
    NodeInitException refusal =
        assertThrows(NodeInitException.class, () -> start(missing, Map.of()));
    assertTrue(refusal.getMessage().contains("missing.json"), refusal::getMessage);
  }
}
