package org.dora.daemon.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dora.common.clock.HlcId;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.id.DataId;
import org.dora.common.memory.Payload;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Metadata;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Timestamped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class NodeEventQueueTest {
  private static final HlcTimestamp TIME = new HlcTimestamp(1, new HlcId(1, 1));

  private final List<NodeEventQueue> roomy = new ArrayList<>();
  private final NodeEventQueue queue =
      new NodeEventQueue(
          new NodeRequests() {
            @Override
            public void request(NodeConnection from, Timestamped<DaemonRequest> request) {}

            @Override
            public void disconnected(NodeConnection connection) {}

            @Override
            public void hasRoom(NodeEventQueue queue) {
              roomy.add(queue);
            }
          });

  private static Timestamped<NodeEvent> input(Payload payload) {
    return new Timestamped<>(
        new NodeEvent.Input(new DataId("x"), Metadata.of(TIME, Map.of()), payload), TIME);
  }

  private static Timestamped<NodeEvent> tick() {
    return new Timestamped<>(
        new NodeEvent.Input(new DataId("x"), Metadata.of(TIME, Map.of()), null), TIME);
  }

  private static Timestamped<NodeEvent> stop() {
    return new Timestamped<>(new NodeEvent.Stop(), TIME);
  }

  @Test
  void eventsComeOutInOrderAndTogether() throws InterruptedException {
    queue.offerInput(tick());
    queue.putControl(stop());
    assertEquals(List.of(tick(), stop()), queue.take());
  }

  @Test
  void inputsLeaveRoomForControlEvents() throws InterruptedException {
    for (int i = 0; i < 1950; i++) {
      assertTrue(queue.offerInput(tick()));
    }
    assertFalse(queue.offerInput(tick()));
    queue.putControl(stop());
    assertEquals(1951, queue.take().size());
    assertEquals(List.of(queue), roomy);
  }

  @Test
  void aReplyHoldsNoMoreThanAFrameAllows() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      queue.offerInput(input(new Payload(MemorySegment.NULL.reinterpret(30L << 20), null)));
    }
    assertEquals(2, queue.take().size());
    assertEquals(1, queue.take().size());
  }

  @Test
  void anEndedStreamGivesWhatWasQueuedAndThenNothing() throws InterruptedException {
    queue.putControl(stop());
    queue.close();
    queue.putControl(stop());
    assertEquals(1, queue.take().size());
    assertEquals(List.of(), queue.take());
  }

  @Test
  void aDiscardedStreamReleasesItsPayloads() throws InterruptedException {
    Payload payload = Payload.ofBytes(new byte[10]);
    queue.offerInput(input(payload));
    queue.discard();
    assertThrows(IllegalStateException.class, payload::bytes);
    assertEquals(List.of(), queue.take());
    Payload late = Payload.ofBytes(new byte[10]);
    queue.offerInput(input(late));
    assertThrows(IllegalStateException.class, late::bytes);
  }

  @Test
  void aReaderThatWaitsIsWokenByTheNextEvent() throws InterruptedException {
    List<Timestamped<NodeEvent>> taken = new ArrayList<>();
    Thread reader =
        Thread.ofVirtual()
            .start(() -> {
              try {
                taken.addAll(queue.take());
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    queue.putControl(stop());
    reader.join();
    assertEquals(List.of(stop()), taken);
  }
}
