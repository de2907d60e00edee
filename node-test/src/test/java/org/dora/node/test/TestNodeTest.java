package org.dora.node.test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.types.Types.MinorType;
import org.dora.node.Data;
import org.dora.node.DataTypeException;
import org.dora.node.Event;
import org.dora.node.Metadata;
import org.dora.node.Node;
import org.dora.node.NodeInitException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** What authors meet who test their nodes: what comes in, what goes out, what failures say. */
@DoraNodeTest
@Timeout(30)
class TestNodeTest {

  /** A node as authors write it: doubles numbers, and says how it ended. */
  static final class Doubler {
    static void main(String[] args) {
      try (var node = Node.init()) {
        for (Event event : node) {
          switch (event) {
            case Event.Input in -> node.send("doubled", 2 * in.longValue(), in.metadata());
            case Event.Stop stop -> node.send("end", stop.cause().toString());
            default -> {}
          }
        }
        node.send("arguments", String.join(" ", args));
      }
    }
  }

  /** The same as a program of today: neither static nor public, without arguments. */
  static final class Greeter {
    void main() {
      try (var node = Node.init()) {
        node.send("greeting", "hello");
      }
    }
  }

  static final class Broken {
    static void main() throws IOException {
      try (var node = Node.init()) {
        node.next();
        throw new IOException("lens is dirty");
      }
    }
  }

  @Test
  void whatComesInAndWhatGoesOut(TestNode test) {
    test.input("number", 4).input("number", Data.of(5), Metadata.of("frame", 7)).stop();
    test.run(Doubler::main);

    assertEquals(List.of(8L, 10L), test.output("doubled").values());
    SentMessage second = test.output("doubled").all().getLast();
    assertEquals(10, second.longValue());
    assertEquals(7, second.metadata().longValue("frame"));
    assertEquals("MANUAL", test.output("end").only().string());
    assertEquals("", test.output("arguments").only().string());
    assertTrue(test.output("end").isClosed());
    test.output("errors").none();
    assertFalse(test.output("errors").isClosed());
  }

  @Test
  void programsRunAsJavaWouldRunThem(TestNode test) {
    test.run(Doubler.class, "-v", "fast");
    assertEquals("-v fast", test.output("arguments").only().string());
    test.output("end").none(); // the stream ended, nobody said stop
    try (TestNode other = new TestNode()) {
      other.run(Greeter.class);
      assertEquals("hello", other.output("greeting").only().string());
    }
    try (TestNode other = new TestNode()) {
      other.run(Doubler::main, "-q");
      assertEquals("-q", other.output("arguments").only().string());
    }
  }

  @Test
  void whatTheProgramThrowsIsThrownOn(TestNode test) {
    test.input("image", new byte[] {1});
    assertThrows(IOException.class, () -> test.run(Broken::main));
    try (TestNode other = new TestNode()) {
      AssertionError failure = assertThrows(AssertionError.class, () -> other.run(Broken.class));
      assertEquals("lens is dirty", causeOf(failure).getMessage());
    }
    try (TestNode other = new TestNode()) {
      other.input("number", "four");
      DataTypeException failure =
          assertThrows(DataTypeException.class, () -> other.run(Doubler.class));
      assertEquals("input `number` holds utf8, expected int64", failure.getMessage());
    }
  }

  private static Throwable causeOf(Throwable failure) {
    return failure.getCause() == null ? failure : failure.getCause();
  }

  @Test
  void failuresTellWhatWasSentAndWhere(TestNode test) {
    test.input("number", 4).after(Duration.ofMillis(1500)).input("number", 5);
    test.run(Doubler::main);

    fails(
        () -> test.output("doubled").only(),
        "output `doubled`: expected one message, there are 2",
        "1. int64 x 1 [8], sent after 0.0 s at ",
        "2. int64 x 1 [10], sent after 1.5 s at ",
        "TestNodeTest$Doubler.main(TestNodeTest.java:");
    fails(
        () -> test.output("double").only(),
        "output `double`: expected one message, there are 0; sent were: 1 on `arguments`, 2 on"
            + " `doubled`");
    fails(() -> test.output("doubled").none(), "output `doubled`: expected no message");
    SentMessage first = test.output("doubled").all().getFirst();
    assertEquals("main", first.place().getMethodName());
    fails(
        () -> first.as(Float4Vector.class),
        "output `doubled`: a message is int64 x 1 [8], sent after 0.0 s at",
        "holds int64 (BigIntVector), expected Float4Vector");
    fails(first::string, "a receiver would say: input `doubled` holds int64, expected utf8");
    try (TestNode other = new TestNode()) {
      other.run(() -> Node.init().close());
      fails(() -> other.output("any").only(), "the node has sent nothing");
    }
  }

  @Test
  void aProgramThatLeavesSomethingOpenFails(TestNode test) {
    fails(() -> test.run(() -> {}), "did not call Node.init()");
    fails(() -> test.run(() -> Node.init()), "its node is open");
    try (TestNode other = new TestNode()) {
      other.input("image", new float[] {1}).input("image", new float[] {2});
      List<Event.Input> kept = new ArrayList<>();
      fails(
          () ->
              other.run(() -> {
                try (Node node = Node.init()) {
                  node.next();
                  kept.add(((Event.Input) node.next().orElseThrow()).retain());
                }
              }),
          "the message of 0.0 s on input `image` was retained at " + TestNodeTest.class.getName(),
          "and never closed");
      kept.getFirst().close();
    }
  }

  @Test
  void aTestRunsOneNode(TestNode test) {
    test.run(() -> {
      try (Node node = Node.init("plot")) {
        assertEquals("plot", node.id());
        assertThrows(NodeInitException.class, Node::init);
        assertThrows(NodeInitException.class, () -> Node.connect("other", 1));
      }
    });
  }

  @Test
  void allKindsOfEventsComeInTheirOrder(TestNode test) {
    test.input("a", "x")
        .param("gain", "[1, 2.5]")
        .paramDeleted("gain")
        .nodeRestarted("camera")
        .nodeFailed("camera", "exit 1", "a", "b")
        .inputClosed("b")
        .inputRecovered("b")
        .input("a")
        .allInputsClosed();
    List<Event> events = new ArrayList<>();
    test.run(() -> collect(events));

    assertEquals(9, events.size());
    assertEquals(new Event.ParamUpdate("gain", "[1, 2.5]"), events.get(1));
    assertEquals(new Event.ParamDeleted("gain"), events.get(2));
    assertEquals(new Event.NodeRestarted("camera"), events.get(3));
    assertEquals(new Event.NodeFailed("camera", "exit 1", List.of("a", "b")), events.get(4));
    assertEquals(new Event.InputClosed("b"), events.get(5));
    assertEquals(new Event.InputRecovered("b"), events.get(6));
    assertEquals(new Event.Stop(Event.Stop.Cause.ALL_INPUTS_CLOSED), events.get(8));
    assertThrows(IllegalStateException.class, () -> test.input("a"));
  }

  private static void collect(List<Event> events) {
    try (Node node = Node.init()) {
      node.forEach(events::add);
    }
  }

  @Test
  void noMessageIsDroppedAndNoneIsOvertaken(TestNode test) {
    for (int i = 0; i < 500; i++) {
      test.input("number", i);
    }
    test.stop();
    test.run(Doubler::main);

    assertEquals(500, test.output("doubled").all().size());
    assertEquals("MANUAL", test.output("end").only().string());
  }

  @Test
  void dataOfAllKindsComesIn(TestNode test) {
    test.input("a", 1.5)
        .input("a", true)
        .input("a", new int[] {1})
        .input("a", new long[] {2})
        .input("a", new float[] {3})
        .input("a", new double[] {4})
        .input("a", new byte[] {5, -1})
        .inputJson("a", "[{\"x\": 1, \"y\": [\"q\"]}, null]")
        .inputJson("a", "\"text\"", Metadata.of("lang", "en"));
    try (RootAllocator allocator = new RootAllocator();
        IntVector vector = new IntVector("v", allocator)) {
      vector.setSafe(0, 6);
      vector.setNull(1);
      vector.setValueCount(2);
      test.input("a", vector);
    }
    assertThrows(DataTypeException.class, () -> test.inputJson("a", "[1, \"x\"]"));
    assertThrows(DataTypeException.class, () -> test.inputJson("a", "{"));
    test.run(() -> {
      try (Node node = Node.init()) {
        for (Event event : node) {
          Event.Input in = (Event.Input) event;
          node.send("type", in.typeName());
          node.send("echo", in.vector(), in.metadata());
        }
      }
    });

    assertEquals(
        List.of(
            "float64", "bool", "int32", "int64", "float32", "float64", "uint8", "struct", "utf8",
            "int32"),
        test.output("type").values());
    List<SentMessage> echo = test.output("echo").all();
    assertArrayEquals(new byte[] {5, -1}, echo.get(6).bytes());
    List<Object> values = new ArrayList<>();
    values.addAll(List.of(1.5, true, 1L, 2L, 3.0, 4.0, 5L, 255L));
    values.add(Map.of("x", 1L, "y", List.of("q")));
    values.add(null);
    values.addAll(List.of("text", 6L));
    values.add(null);
    assertEquals(values, test.output("echo").values());
    assertEquals("en", echo.get(8).metadata().string("lang"));
  }

  @Test
  void aFileOfEventsAndARecordingArePlayed(TestNode test, @TempDir Path folder) throws IOException {
    Path file = folder.resolve("inputs.json");
    Files.writeString(
        file,
        """
        {"id": "doubler", "events": [
          {"type": "Input", "id": "number", "time_offset_secs": 2, "data": 2,
           "metadata": {"frame": {"Integer": 9}}},
          {"type": "Input", "id": "number", "time_offset_secs": 0.25, "data": ["1"], "data_type": "Int8"},
          {"type": "Stop", "time_offset_secs": 3}
        ], "recording_status": {"state": "clean"}}
        """);
    test.input("number", 0).after(Duration.ofSeconds(60)).inputsFrom(file);
    test.run(Doubler::main);

    TestOutput doubled = test.output("doubled");
    assertEquals(List.of(0L, 2L, 4L), doubled.values());
    assertEquals(
        List.of(Duration.ZERO, Duration.ofMillis(60_250), Duration.ofSeconds(62)),
        doubled.all().stream().map(SentMessage::time).toList());
    assertEquals(9, doubled.all().getLast().metadata().longValue("frame"));
    assertEquals(Duration.ofSeconds(63), test.output("end").only().time());
    assertThrows(
        NodeInitException.class, () -> new TestNode().inputsFrom(folder.resolve("missing.json")));
  }

  @Test
  void messagesAreWrittenInPlaceToo(TestNode test) {
    test.run(() -> {
      try (Node node = Node.init()) {
        try (var sample = node.output("image").allocate(MinorType.UINT1, 3)) {
          sample.segment().fill((byte) 7);
          sample.send();
        }
        node.closeOutputs("image");
      }
    });
    assertArrayEquals(new byte[] {7, 7, 7}, test.output("image").only().bytes());
    assertTrue(test.output("image").isClosed());
  }

  @Test
  void dataThatDoraHasNoJsonForIsStillShown(TestNode test) {
    test.input("a", Data.none());
    test.run(() -> {
      try (Node node = Node.init()) {
        node.next();
        node.send("signal");
      }
    });
    assertEquals(List.of(), test.output("signal").values());
    assertFalse(test.output("signal").only().hasData());
  }

  private static void fails(Executable check, String... words) {
    AssertionError failure = assertThrows(AssertionError.class, check);
    for (String word : words) {
      assertTrue(
          String.valueOf(failure.getMessage()).contains(word),
          () -> "`" + word + "` is missing in: " + failure.getMessage());
    }
  }
}
