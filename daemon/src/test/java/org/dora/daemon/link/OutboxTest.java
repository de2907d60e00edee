package org.dora.daemon.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.dora.common.clock.HlcId;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.daemonlink.DaemonDataflowResult;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.RunningDataflow;
import org.dora.common.daemonlink.TopicViewer;
import org.dora.common.daemonlink.ZenohEndpoints;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.dora.common.memory.Payload;
import org.dora.common.message.InterDaemonEvent;
import org.dora.common.message.Metadata;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final UUID DATAFLOW = new UUID(1, 1);
  private static final UUID OTHER = new UUID(2, 2);
  private static final NodeId NODE = new NodeId("a");
  private static final DaemonEvent.AllNodesFinished FINISHED =
      new DaemonEvent.AllNodesFinished(
          DATAFLOW,
          new DaemonDataflowResult(
              new HlcTimestamp(1, HlcId.random()), Collections.emptySortedMap()));
  private static final DaemonEvent ENDPOINT =
      new DaemonEvent.ZenohListenEndpoint(ZenohEndpoints.NONE);

  private final AtomicLong time = new AtomicLong(1);
  private final Outbox outbox = new Outbox(time::get, 1000);

  private static LogMessage line(String text) {
    return LogMessage.of(LogLevel.INFO, null, text, Instant.EPOCH);
  }

  /** Sends all that waits. */
  private List<DaemonEvent> drain() throws InterruptedException {
    List<DaemonEvent> sent = new ArrayList<>();
    for (Outgoing next = outbox.next(Duration.ZERO);
        next != null;
        next = outbox.next(Duration.ZERO)) {
      outbox.sent(next);
      if (next instanceof Outgoing.Event(DaemonEvent event, _)) {
        sent.add(event);
      }
    }
    return sent;
  }

  private static Outgoing.Topic topic(Payload data) {
    return new Outgoing.Topic(
        DATAFLOW,
        List.of(new TopicViewer(OTHER, 0)),
        new InterDaemonEvent.Output(
            DATAFLOW,
            NODE,
            new DataId("x"),
            Metadata.of(new HlcTimestamp(1, HlcId.random()), Map.of()),
            data),
        new HlcTimestamp(1, HlcId.random()));
  }

  /** A message over memory that need not be there, since nobody reads it. */
  private static Payload payload(long size) {
    return new Payload(MemorySegment.ofAddress(64).reinterpret(size), null);
  }

  @Test
  void inspectedMessagesWaitInBoundedRoomAndHoldTheirMemoryNoLonger() throws Exception {
    Payload large = payload(40L << 20);
    Payload late = payload(1 << 20);
    Payload small = payload(1);
    assertTrue(outbox.topic(topic(large)), "any message goes alone");
    assertFalse(outbox.topic(topic(late)));
    assertTrue(outbox.topic(topic(small)), "small ones have room of their own");
    large.release();
    late.release();
    small.release();
    assertTrue(late.isReleased(), "nobody holds it");
    assertFalse(large.isReleased());
    assertFalse(small.isReleased());
    assertEquals(List.of(), drain());
    assertTrue(large.isReleased());
    assertTrue(small.isReleased());
    assertTrue(outbox.topic(topic(payload(16 << 20))));
    drain();

    Payload lost = payload(1);
    outbox.topic(topic(lost));
    lost.release();
    outbox.connected(List.of());
    assertTrue(lost.isReleased(), "a new connection knows of no subscription");
  }

  @Test
  void linesThatFindNoRoomAreCountedAndResultsAlwaysFindSome() throws Exception {
    outbox.log(line("x".repeat(1000)));
    outbox.log(line("lost"));
    outbox.log(line("lost, too"));
    DaemonEvent stopped = new DaemonEvent.NodeStopped(DATAFLOW, NODE, true);
    outbox.event(stopped);
    List<DaemonEvent> sent = drain();
    assertEquals(2, sent.size());
    assertEquals(stopped, sent.getLast());
    outbox.log(line("after"));
    List<String> later =
        drain().stream().map(event -> ((DaemonEvent.Log) event).message().message()).toList();
    assertEquals(
        List.of(
            "2 log messages were not sent, since the coordinator was slow or away; lines of nodes"
                + " are in files",
            "after"),
        later);
  }

  @Test
  void aNewConnectionHearsOfEndsFirstAndOfNothingThatIsPast() throws Exception {
    outbox.event(new DaemonEvent.NodeStopped(DATAFLOW, NODE, true));
    DaemonEvent other = new DaemonEvent.NodeStopped(OTHER, NODE, true);
    outbox.event(other);
    outbox.finished(FINISHED);
    outbox.now(new Outgoing.Answer(new byte[1]));
    outbox.answerBehind(new Outgoing.Answer(new byte[1]));
    RunningDataflow running = new RunningDataflow(OTHER, List.of(NODE));
    outbox.connected(List.of(new RunningDataflow(DATAFLOW, List.of(NODE)), running));
    assertEquals(
        List.of(FINISHED, new DaemonEvent.StatusReport(List.of(running)), ENDPOINT, other),
        drain());
    assertNull(outbox.next(Duration.ZERO));
  }

  @Test
  void theEndOfANodeIsToldOnEachConnectionUnlessItRunsAgain() throws Exception {
    DaemonEvent.NodeStopped end = new DaemonEvent.NodeStopped(DATAFLOW, NODE, true);
    DaemonEvent idle =
        new DaemonEvent.StatusReport(List.of(new RunningDataflow(DATAFLOW, List.of())));
    DaemonEvent busy =
        new DaemonEvent.StatusReport(List.of(new RunningDataflow(DATAFLOW, List.of(NODE))));
    outbox.ended(end);
    for (int connection = 0; connection < 2; connection++) {
      outbox.connected(List.of(new RunningDataflow(DATAFLOW, List.of())));
      assertEquals(List.of(idle, ENDPOINT, end), drain());
    }
    outbox.connected(List.of(new RunningDataflow(DATAFLOW, List.of(NODE))));
    assertEquals(List.of(busy, ENDPOINT), drain());
    outbox.finished(FINISHED);
    outbox.connected(List.of());
    assertEquals(List.of(FINISHED, new DaemonEvent.StatusReport(List.of()), ENDPOINT), drain());
  }

  @Test
  void anEndIsReportedAgainUntilItsConnectionHasLivedOn() throws Exception {
    outbox.connected(List.of());
    outbox.finished(FINISHED);
    assertEquals(FINISHED, drain().getLast());
    time.addAndGet(Outbox.UNCONFIRMED.toNanos() - 1);
    outbox.confirm();
    outbox.connected(List.of());
    assertEquals(FINISHED, drain().getFirst());
    time.addAndGet(Outbox.UNCONFIRMED.toNanos());
    outbox.confirm();
    outbox.connected(List.of());
    assertEquals(List.of(new DaemonEvent.StatusReport(List.of()), ENDPOINT), drain());
  }
}
