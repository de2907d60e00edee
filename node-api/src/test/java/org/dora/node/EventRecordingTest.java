package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dora.common.arrow.IpcEncoder;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.memory.SegmentPool;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Parameter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class EventRecordingTest {
  private final SegmentPool pool = new SegmentPool();
  private final StandInDaemon daemon = new StandInDaemon();
  @TempDir private Path folder;

  EventRecordingTest() throws IOException {
    daemon.input("a", 1, QueuePolicy.DROP_OLDEST);
  }

  @AfterEach
  void end() throws IOException {
    daemon.close();
    assertEquals(0, pool.liveBytes());
  }

  @Test
  void allEventsThatTestsCanPlayBackAreRecorded() throws Exception {
    daemon.give(
        daemon.longs("a", 1, 2),
        daemon.input(
            "a",
            new IpcEncoder(size -> Payload.ofBytes(new byte[(int) size])).encode("hi"),
            Map.of("request_id", new Parameter.Text("r"), "n", new Parameter.Int(3))),
        daemon.input("a", null, Map.of()),
        new NodeEvent.ParamDeleted("gain"),
        new NodeEvent.NodeRestarted(new NodeId("source")),
        new NodeEvent.InputClosed(new DataId("a")),
        new NodeEvent.AllInputsClosed());
    Map<?, ?> recording = record();

    assertEquals("tested", recording.get("id"));
    assertEquals(Map.of("state", "clean"), recording.get("recording_status"));
    List<?> events = events(recording);
    assertEquals(5, events.size());
    assertEquals(
        List.of("Input", "Input", "Input", "InputClosed", "AllInputsClosed"),
        IntStream.range(0, 5).mapToObj(i -> event(events, i).get("type")).toList());
    Map<?, ?> numbers = event(events, 0);
    assertEquals("a", numbers.get("id"));
    assertEquals("[1, 2]", String.valueOf(numbers.get("data")));
    assertEquals("Int64", numbers.get("data_type"));
    assertTrue((double) assertInstanceOf(Double.class, numbers.get("time_offset_secs")) >= 0);
    Map<?, ?> text = event(events, 1);
    assertEquals(List.of("hi"), text.get("data"));
    assertEquals("{n={Integer=3}, request_id={String=r}}", String.valueOf(text.get("metadata")));
    assertEquals(null, event(events, 2).get("data"));
  }

  @Test
  void messagesThatTheNodeDroppedAreRecordedToo() throws Exception {
    daemon.give(
        daemon.longs("a", 1), daemon.longs("a", 2), daemon.longs("a", 3), new NodeEvent.Stop());
    Map<?, ?> recording = record();

    assertEquals(4, events(recording).size());
  }

  @Test
  void anEventThatCannotBeRecordedIsSaidToBeMissing() throws Exception {
    daemon.give(
        daemon.longs("a", 1),
        daemon.input("a", Payload.ofBytes(new byte[] {1, 2, 3}), Map.of()),
        daemon.input("a", Payload.ofBytes(new byte[] {4}), Map.of()),
        daemon.longs("a", 2),
        new NodeEvent.Stop());
    Map<?, ?> recording = record();

    assertEquals(3, events(recording).size());
    Map<?, ?> status = assertInstanceOf(Map.class, recording.get("recording_status"));
    assertEquals("poisoned", status.get("state"));
    assertEquals("1", String.valueOf(status.get("first_failure_event_index")));
    assertEquals("1", String.valueOf(status.get("additional_failures")));
    assertInstanceOf(String.class, status.get("first_failure_error"));
    assertInstanceOf(Double.class, status.get("first_failure_time_offset_secs"));
  }

  @Test
  void aFileThatCannotBeWrittenIsReportedAtTheStart() throws Exception {
    Path occupied = Files.writeString(folder.resolve("occupied"), "");
    daemon.recordTo(occupied.resolve("inputs-tested.json"));

    NodeInitException refusal = assertThrows(NodeInitException.class, () -> daemon.start(pool));
    assertTrue(refusal.getMessage().contains("inputs-tested.json"), refusal::getMessage);
  }

  private static List<?> events(Map<?, ?> recording) {
    return assertInstanceOf(List.class, recording.get("events"));
  }

  private static Map<?, ?> event(List<?> events, int index) {
    return assertInstanceOf(Map.class, events.get(index));
  }

  private Map<?, ?> record() throws Exception {
    Path file = folder.resolve("events/inputs-tested.json");
    daemon.recordTo(file);
    try (Node node = daemon.start(pool)) {
      daemon.awaitPoll(2);
      assertTrue(node.hasEvents());
    }
    return assertInstanceOf(Map.class, TestJson.parse(Files.readString(file)));
  }
}
