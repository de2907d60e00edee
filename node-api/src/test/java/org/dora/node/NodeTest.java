package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.memory.SegmentPool;
import org.dora.common.message.Bytes;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.NodeEvent;
import org.dora.common.version.PeerCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class NodeTest {
  private static final String SESSION =
      "../interop/vectors/node-protocol/sessions/fake_daemon_daemon_path.jsonl";

  private final StandInDaemon daemon;
  private final SegmentPool pool = new SegmentPool();

  NodeTest() throws IOException {
    daemon = new StandInDaemon();
    daemon.input("a", 10, QueuePolicy.DROP_OLDEST);
  }

  @AfterEach
  void endDaemon() throws IOException {
    daemon.close();
  }

  @Test
  void startsAndEndsInTheOrderOfTheReleasedNodes() throws IOException {
    daemon.give(new NodeEvent.Stop());
    daemon.endStream();
    try (Node node = daemon.start(pool)) {
      node.forEach(_ -> {});
    }

    assertEquals(recordedRequests("source"), daemon.asked());
    assertEquals(
        new DaemonRequest.CloseOutputs(List.of(new DataId("more"), new DataId("out"))),
        daemon.conversation.get(5).request());
  }

  /** What a released node asked its daemon, in the form of {@link StandInDaemon#asked()}. */
  private static List<String> recordedRequests(String node) throws IOException {
    Set<String> untimed = Set.of("NextEvent", "SendMessage", "EOF");
    List<String> requests = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(SESSION))) {
      Map<?, ?> frame = assertInstanceOf(Map.class, TestJson.parse(line));
      if (node.equals(frame.get("node"))
          && "->".equals(frame.get("dir"))
          && !untimed.contains(String.valueOf(frame.get("kind")))) {
        requests.add(frame.get("conn") + " " + frame.get("kind"));
      }
    }
    assertEquals(7, requests.size());
    return requests;
  }

  @Test
  void registersAsACompatibleNodeOfOurs() {
    daemon.start(pool).close();

    DaemonRequest.Register register =
        assertInstanceOf(DaemonRequest.Register.class, daemon.conversation.getFirst().request());
    assertEquals(new UUID(1, 2), register.dataflowId());
    assertEquals(new NodeId("tested"), register.nodeId());
    assertTrue(register.doraVersion().startsWith("1.1.0+jvm."), register::doraVersion);
    assertEquals(
        Optional.empty(), PeerCheck.refusal(register.doraVersion(), register.metadataVersion()));
  }

  @Test
  void knowsWhoItIs() {
    try (Node node = daemon.start(pool)) {
      assertEquals("tested", node.id());
      assertEquals(new UUID(1, 2), node.dataflowId());
      assertEquals(3, node.restartCount());
    }
  }

  @Test
  void knowsWhatTheDescriptorSaysOfIt() {
    daemon
        .input("b", 5, QueuePolicy.BACKPRESSURE)
        .silentInput("c")
        .inputType("b", "std/core/v1/Int64");
    try (Node node = daemon.start(pool)) {
      assertTrue(node.isRestart());
      assertEquals(List.of("out", "more"), List.copyOf(node.outputs()));
      assertEquals(
          Map.of(
              "a",
              new InputSettings(
                  "source/a", Optional.of("source"), 10, false, Optional.empty(), Optional.empty()),
              "b",
              new InputSettings(
                  "source/b",
                  Optional.of("source"),
                  100,
                  true,
                  Optional.empty(),
                  Optional.of("std/core/v1/Int64")),
              "c",
              new InputSettings(
                  "source/c",
                  Optional.of("source"),
                  10,
                  false,
                  Optional.of(Duration.ofSeconds(1)),
                  Optional.empty())),
          node.inputs());
    }
  }

  @Test
  void givesTheDescriptorAsPlainValues() {
    daemon.descriptor("{\"nodes\": [{\"id\": \"tested\", \"queue\": 7, \"path\": null}]}");
    try (Node node = daemon.start(pool)) {
      List<?> nodes = assertInstanceOf(List.class, node.dataflowDescriptor().get("nodes"));
      Map<?, ?> described = assertInstanceOf(Map.class, nodes.getFirst());
      assertEquals("tested", described.get("id"));
      assertEquals(7L, described.get("queue"));
      assertTrue(described.containsKey("path"));
    }
  }

  @Test
  void saysIfTheDaemonGaveNoDescriptor() {
    try (Node node = daemon.start(pool)) {
      DataTypeException absent = assertThrows(DataTypeException.class, node::dataflowDescriptor);
      assertTrue(absent.getMessage().contains("`tested`"), absent::getMessage);
    }
  }

  @Test
  void itsClockIsAheadOfAllThatItHasSeen() {
    daemon.give(daemon.longs("a", 1));
    try (Node node = daemon.start(pool)) {
      Event.Input in = (Event.Input) node.next().orElseThrow();
      assertTrue(node.timestamp().isAfter(in.metadata().timestamp()));
      assertTrue(node.timestamp().isBefore(node.timestamp()));
    }
  }

  @Test
  void aParametersValueIsReadFromItsJson() {
    assertEquals(42L, new Event.ParamUpdate("p", "42").value());
    assertEquals(
        new BigInteger("18446744073709551615"),
        new Event.ParamUpdate("p", "18446744073709551615").value());
    assertEquals(0.5, new Event.ParamUpdate("p", "0.5").value());
    assertEquals(
        Map.of("a", List.of(true, "x")),
        new Event.ParamUpdate("p", "{\"a\": [true, \"x\"]}").value());
    assertEquals(null, new Event.ParamUpdate("p", "null").value());
    assertThrows(DataTypeException.class, () -> new Event.ParamUpdate("p", "{").value());
    assertThrows(DataTypeException.class, () -> new Event.ParamUpdate("p", "").value());
  }

  @Test
  void waitingEventsCanBeTakenAllAtOnce() throws Exception {
    daemon.give(daemon.longs("a", 1), daemon.longs("a", 2), new NodeEvent.ParamDeleted("gain"));
    try (Node node = daemon.start(pool)) {
      daemon.awaitPoll(2);
      assertTrue(node.hasEvents());
      List<Event> events = node.drain();
      assertEquals(new Event.ParamDeleted("gain"), events.getFirst());
      assertEquals(1, ((Event.Input) events.get(1)).longValue());
      assertEquals(2, ((Event.Input) events.get(2)).longValue());

      assertFalse(node.hasEvents());
      assertEquals(List.of(), node.drain());
      assertEquals(Optional.empty(), node.tryNext());
      assertThrows(IllegalStateException.class, ((Event.Input) events.get(1))::longValue);
    }
    assertEquals(0, pool.liveBytes());
  }

  @Test
  void aRefusedSubscribeReportsTheDaemonsWords() {
    NodeInitException refusal =
        assertThrows(
            NodeInitException.class,
            () -> daemon.start(pool, new DaemonReply.Result("Node x exited before initializing")));

    assertTrue(
        refusal.getMessage().contains("Node x exited before initializing"), refusal::getMessage);
    assertTrue(refusal.getMessage().contains("`tested`"), refusal::getMessage);
  }

  @Test
  void withoutAConfigurationInitSaysWhatToDo() {
    NodeInitException absent = assertThrows(NodeInitException.class, Node::init);

    assertTrue(absent.getMessage().contains("DORA_NODE_CONFIG"), absent::getMessage);
    assertTrue(absent.getMessage().contains("dora run"), absent::getMessage);
  }

  @Test
  void takesEveryKindOfEvent() {
    daemon.give(
        new NodeEvent.InputClosed(new DataId("a")),
        new NodeEvent.InputRecovered(new DataId("a")),
        new NodeEvent.NodeRestarted(new NodeId("source")),
        new NodeEvent.NodeFailed(List.of(new DataId("a")), "boom", new NodeId("source")),
        new NodeEvent.ParamUpdate("gain", Bytes.utf8("{\"x\": 1}")),
        new NodeEvent.ParamDeleted("gain"),
        new NodeEvent.ExtensionDropped("ns", "key"),
        new NodeEvent.Reload(null),
        new NodeEvent.AllInputsClosed());
    List<Event> events = new ArrayList<>();
    try (Node node = daemon.start(pool)) {
      node.forEach(events::add);
    }

    assertEquals(
        List.of(
            new Event.InputClosed("a"),
            new Event.InputRecovered("a"),
            new Event.NodeRestarted("source"),
            new Event.NodeFailed("source", "boom", List.of("a")),
            new Event.ParamUpdate("gain", "{\"x\": 1}"),
            new Event.ParamDeleted("gain"),
            new Event.Reload(null),
            new Event.Stop(Event.Stop.Cause.ALL_INPUTS_CLOSED)),
        events);
  }

  @Test
  void theStreamEndsAtAllInputsClosedAlthoughThePollIsStillOpen() throws Exception {
    daemon.give(daemon.longs("a", 7), new NodeEvent.AllInputsClosed());
    try (Node node = daemon.start(pool)) {
      daemon.awaitPoll(2);
      assertEquals(Optional.of(new Event.Stop(Event.Stop.Cause.ALL_INPUTS_CLOSED)), node.next());
      assertEquals(7, ((Event.Input) node.next().orElseThrow()).longValue());
      assertEquals(Optional.empty(), node.next());
      assertTrue(node.hasEnded());
    }
  }

  @Test
  void aTimeOutIsNoEnd() {
    try (Node node = daemon.start(pool)) {
      assertEquals(Optional.empty(), node.next(Duration.ofNanos(1)));
      assertFalse(node.hasEnded());
      daemon.give(new NodeEvent.ParamDeleted("gain"));
      assertEquals(Optional.of(new Event.ParamDeleted("gain")), node.next(Duration.ofSeconds(20)));
      daemon.endStream();
      assertEquals(Optional.empty(), node.next());
      assertTrue(node.hasEnded());
    }
  }

  @Test
  void aBadPayloadIsAnErrorAndTheStreamGoesOn() {
    daemon.give(
        daemon.input("a", Payload.ofBytes(new byte[] {1, 2, 3}), Map.of()), daemon.longs("a", 7));
    try (Node node = daemon.start(pool)) {
      Event.Error error = assertInstanceOf(Event.Error.class, node.next().orElseThrow());
      assertEquals(Optional.of("a"), error.input());
      assertTrue(error.message().contains("`a`"), error::message);
      assertEquals(7, ((Event.Input) node.next().orElseThrow()).longValue());
    }
    assertEquals(0, pool.liveBytes());
  }

  @Test
  void aBrokenChannelIsAnErrorAndTheEnd() {
    daemon.breakEvents();
    try (Node node = daemon.start(pool)) {
      Event.Error error = assertInstanceOf(Event.Error.class, node.next().orElseThrow());
      assertEquals(Optional.empty(), error.input());
      assertTrue(
          error.message().startsWith("fatal event stream error: daemon channel broken"),
          error::message);
      assertEquals(Optional.empty(), node.next());
    }
  }

  @Test
  void aRefusedPollIsRepeated() {
    daemon.refusePoll("not now");
    daemon.give(new NodeEvent.ParamDeleted("gain"));
    try (Node node = daemon.start(pool)) {
      assertEquals(Optional.of(new Event.ParamDeleted("gain")), node.next());
    }
  }

  @Test
  void aSlowReaderFindsTheNewestTenMessages() throws Exception {
    NodeEvent[] messages = new NodeEvent[101];
    for (int i = 0; i < 100; i++) {
      messages[i] = daemon.longs("a", i);
    }
    messages[100] = new NodeEvent.Stop();
    daemon.give(messages);
    List<Long> taken = new ArrayList<>();
    try (Node node = daemon.start(pool)) {
      daemon.awaitPoll(2);
      for (Event event : node) {
        if (event instanceof Event.Input in) {
          taken.add(in.longValue());
        }
      }
      assertEquals(Map.of("a", 90L), node.drainDropCounts());
    }

    assertEquals(List.of(90L, 91L, 92L, 93L, 94L, 95L, 96L, 97L, 98L, 99L), taken);
    assertEquals(0, pool.liveBytes());
  }

  @Test
  void aFullQueueWithBackpressureStopsThePolling() {
    daemon.input("held", 1, QueuePolicy.BACKPRESSURE);
    NodeEvent[] messages = new NodeEvent[100];
    for (int i = 0; i < 100; i++) {
      messages[i] = daemon.longs("held", i);
    }
    daemon.give(messages);
    try (Node node = daemon.start(pool)) {
      awaitParked("dora-events-tested");
      assertEquals(1, daemon.polls());

      daemon.give(daemon.longs("held", 100), new NodeEvent.AllInputsClosed());
      long expected = 0;
      for (Event event : node) {
        if (event instanceof Event.Input in) {
          assertEquals(expected++, in.longValue());
        }
      }
      assertEquals(101, expected);
    }
  }

  @Test
  void aNodeCanBeClosedWhileItsReaderIsHeldBack() {
    daemon.input("held", 1, QueuePolicy.BACKPRESSURE);
    NodeEvent[] messages = new NodeEvent[100];
    for (int i = 0; i < 100; i++) {
      messages[i] = daemon.longs("held", i);
    }
    daemon.give(messages);
    Node node = daemon.start(pool);
    awaitParked("dora-events-tested");
    node.close();

    assertEquals("3 OutputsDone", daemon.asked().getLast());
    assertEquals(0, pool.liveBytes());
  }

  /** Waits until the thread waits for a condition, as opposed to a socket. */
  private static void awaitParked(String name) {
    Thread reader =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().equals(name))
            .findAny()
            .orElseThrow();
    while (reader.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void anInputIsClosedWhenTheNextEventIsTaken() {
    daemon.give(daemon.longs("a", 1), daemon.longs("a", 2));
    try (Node node = daemon.start(pool)) {
      Event.Input first = (Event.Input) node.next().orElseThrow();
      assertEquals(1, first.longValue());
      assertTrue(node.next().isPresent());
      assertThrows(IllegalStateException.class, first::longValue);
    }
    assertEquals(0, pool.liveBytes());
  }

  @Test
  void aRetainedInputOutlivesTheNextEventAndTheNode() {
    daemon.give(daemon.longs("a", 1), daemon.longs("a", 2));
    Event.Input first;
    try (Node node = daemon.start(pool)) {
      first = ((Event.Input) node.next().orElseThrow()).retain();
      assertTrue(node.next().isPresent());
    }

    assertEquals(1, first.longValue());
    assertTrue(pool.liveBytes() > 0);
    first.close();
    first.close();
    assertEquals(0, pool.liveBytes());
  }

  @Test
  void aThousandMessagesLeaveNoMemoryTaken() {
    try (Node node = daemon.start(pool)) {
      for (int i = 0; i < 1000; i++) {
        daemon.give(daemon.longs("a", i, i + 1));
        Event.Input in = (Event.Input) node.next().orElseThrow();
        switch (i % 4) {
          case 0 -> assertEquals(2, in.vector().getValueCount());
          case 1 -> assertEquals(16, in.segment().byteSize());
          case 2 -> in.retain().close();
          default -> assertEquals(i, in.longs()[0]);
        }
      }
    }
    assertEquals(0, pool.liveBytes());
  }

  @Test
  void waitingForEventsCanBeInterrupted() {
    try (Node node = daemon.start(pool)) {
      Thread.currentThread().interrupt();
      assertThrows(NodeInterruptedException.class, node::next);
      assertTrue(Thread.interrupted());
      daemon.give(new NodeEvent.ParamDeleted("gain"));
      assertEquals(Optional.of(new Event.ParamDeleted("gain")), node.next());
    }
  }
}
