package org.dora.daemon.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dora.common.clock.HlcId;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Metadata;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Parameter;
import org.dora.common.message.Timestamped;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class NodeEventQueueTest {
  private static final HlcTimestamp TIME = new HlcTimestamp(1, new HlcId(1, 1));
  private static final String FAST = "fast";
  private static final String SLOW = "slow";
  private static final String HELD = "held";
  private static final Map<String, Parameter> NOTHING = Map.of();
  private static final Map<String, Parameter> REQUEST =
      Map.of("request_id", new Parameter.Text("r"));
  private static final Map<String, Parameter> FLUSH = Map.of("flush", new Parameter.Bool(true));

  private static final WaitingInputs.Burst NO_BURST = new WaitingInputs.Burst(0, 0);

  private final List<NodeEventQueue> roomy = new ArrayList<>();
  private final Map<DataId, InputDescriptor> inputs =
      Map.of(
          new DataId(FAST), input(3L, QueuePolicy.DROP_OLDEST),
          new DataId(SLOW), input(null, QueuePolicy.DROP_OLDEST),
          new DataId(HELD), input(2L, QueuePolicy.BACKPRESSURE));
  private final NodeRequests conductor =
      new NodeRequests() {
        @Override
        public void request(NodeConnection from, Timestamped<DaemonRequest> request) {}

        @Override
        public void disconnected(NodeConnection connection) {}

        @Override
        public void hasRoom(NodeEventQueue queue) {
          roomy.add(queue);
        }
      };
  private NodeEventQueue queue = new NodeEventQueue(new NodeId("n"), inputs, conductor, NO_BURST);

  private static InputDescriptor input(@Nullable Long size, QueuePolicy policy) {
    return new InputDescriptor(InputMapping.parse("source/out"), size, null, policy);
  }

  private boolean offer(String input, int number, Map<String, Parameter> parameters) {
    return offer(input, parameters, Payload.ofBytes(new byte[] {(byte) number}));
  }

  private boolean offer(String input, Map<String, Parameter> parameters, Payload payload) {
    return queue.offerInput(
        new Timestamped<>(
            new NodeEvent.Input(new DataId(input), Metadata.of(TIME, parameters), payload), TIME));
  }

  private void offer(String input, int from, int to) {
    IntStream.rangeClosed(from, to).forEach(i -> assertTrue(offer(input, i, NOTHING)));
  }

  private static Payload large(long mebibytes) {
    return new Payload(MemorySegment.NULL.reinterpret(mebibytes << 20), null);
  }

  private void control(NodeEvent event) {
    queue.putControl(new Timestamped<>(event, TIME));
  }

  private List<String> take() throws InterruptedException {
    return queue.take().stream().map(event -> text(event.inner())).toList();
  }

  private static String text(NodeEvent event) {
    return switch (event) {
      case NodeEvent.Input(var id, var _, var data) when data == null -> id + "";
      case NodeEvent.Input(var id, var _, var data) ->
          data.size() == 1
              ? id + " " + data.bytes().get(ValueLayout.JAVA_BYTE, 0)
              : id + " of " + (data.size() >> 20);
      case NodeEvent.InputClosed(var id) -> "closed " + id;
      default -> event.getClass().getSimpleName();
    };
  }

  @Test
  void aSlowReaderFindsTheNewestMessages() throws InterruptedException {
    offer(FAST, 1, 100);
    assertEquals(List.of("fast 98", "fast 99", "fast 100"), take());
    assertEquals(new NodeEventQueue.InputLoad(0, 97), queue.load().get(new DataId(FAST)));
  }

  @Test
  void aShortBurstMayWaitBeyondTheSizeOfTheInput() throws InterruptedException {
    queue =
        new NodeEventQueue(
            new NodeId("n"), inputs, conductor, new WaitingInputs.Burst(2, 60 << 20));
    offer(FAST, 1, 7);
    assertEquals(List.of("fast 3", "fast 4", "fast 5", "fast 6", "fast 7"), take());
    IntStream.range(0, 5).forEach(_ -> offer(FAST, NOTHING, large(25)));
    assertEquals(List.of("fast of 25", "fast of 25"), take(), "a reply holds no more");
    assertEquals(List.of("fast of 25"), take());
    assertEquals(new NodeEventQueue.InputLoad(0, 4), queue.load().get(new DataId(FAST)));
  }

  @Test
  void aFastInputTakesNothingFromASlowOne() throws InterruptedException {
    offer(SLOW, 1, 2);
    offer(FAST, 1, 100);
    assertEquals(List.of("fast 98", "slow 1", "fast 99", "slow 2", "fast 100"), sorted(take()));
    assertEquals(new NodeEventQueue.InputLoad(0, 0), queue.load().get(new DataId(SLOW)));
  }

  /** Which of two inputs has the first turn is not told; here it is to be the fast one. */
  private static List<String> sorted(List<String> taken) {
    if (taken.getFirst().startsWith(FAST)) {
      return taken;
    }
    assertEquals(List.of("slow 1", "fast 98", "slow 2", "fast 99", "fast 100"), taken);
    return List.of("fast 98", "slow 1", "fast 99", "slow 2", "fast 100");
  }

  @Test
  void memoryTakesAreEvictedFromTheInputThatTakesMost() throws InterruptedException {
    IntStream.range(0, 3).forEach(i -> offer("a", NOTHING, large(60)));
    IntStream.range(0, 9).forEach(i -> offer("b", NOTHING, large(60)));
    offer(SLOW, NOTHING, large(2));
    offer("c", NOTHING, large(40));
    assertEquals(new NodeEventQueue.InputLoad(3, 0), queue.load().get(new DataId("a")));
    assertEquals(new NodeEventQueue.InputLoad(4, 5), queue.load().get(new DataId("b")));
    assertEquals(new NodeEventQueue.InputLoad(1, 0), queue.load().get(new DataId("c")));
    List<String> taken = new ArrayList<>();
    while (taken.size() < 9) {
      taken.addAll(take());
    }
    assertEquals(3, taken.stream().filter("a of 60"::equals).count());
    assertEquals(1, taken.stream().filter("slow of 2"::equals).count());
    assertTrue(taken.indexOf("c of 40") < 4, "inputs take turns: " + taken);
  }

  @Test
  void backpressureHoldsTheProducerAtItsCapacityAndDropsNothing() throws InterruptedException {
    offer(HELD, 1, 100);
    Payload kept = Payload.ofBytes(new byte[] {101});
    assertFalse(offer(HELD, NOTHING, kept));
    assertEquals(1, kept.bytes().byteSize(), "a refused message stays the caller's");
    assertEquals(List.of(), roomy);
    assertEquals(100, take().size());
    assertEquals(List.of(queue), roomy);
    assertTrue(offer(HELD, NOTHING, kept));
    assertEquals(new NodeEventQueue.InputLoad(1, 0), queue.load().get(new DataId(HELD)));
  }

  @Test
  void backpressureHoldsTheProducerWhenThereIsNoMemory() throws InterruptedException {
    IntStream.range(0, 8).forEach(i -> assertTrue(offer(HELD, NOTHING, large(63))));
    assertFalse(offer(HELD, NOTHING, large(63)));
    offer(FAST, 1, 1);
    assertEquals(new NodeEventQueue.InputLoad(8, 0), queue.load().get(new DataId(HELD)));
    assertEquals(2, take().size());
    assertEquals(List.of(queue), roomy);
  }

  @Test
  void messagesOfServicesSurviveOrdinaryOnes() throws InterruptedException {
    offer(FAST, 1, REQUEST);
    offer(FAST, 2, 5);
    assertEquals(List.of("fast 1", "fast 4", "fast 5"), take());
  }

  @Test
  void anOrdinaryNewcomerIsDroppedWhereOnlyServiceMessagesWait() throws InterruptedException {
    IntStream.rangeClosed(1, 3).forEach(i -> offer(FAST, i, REQUEST));
    Payload newcomer = Payload.ofBytes(new byte[1]);
    assertTrue(offer(FAST, NOTHING, newcomer));
    assertThrows(IllegalStateException.class, newcomer::bytes);
    assertEquals(List.of("fast 1", "fast 2", "fast 3"), take());
  }

  @Test
  void aServiceMessagePushesTheOldestOfItsKindOut() throws InterruptedException {
    IntStream.rangeClosed(1, 4).forEach(i -> offer(FAST, i, REQUEST));
    assertEquals(List.of("fast 2", "fast 3", "fast 4"), take());
  }

  @Test
  void flushEmptiesTheQueueOfItsInputButForServiceMessages() throws InterruptedException {
    offer(SLOW, 1, REQUEST);
    offer(SLOW, 2, 4);
    offer(SLOW, 5, FLUSH);
    assertEquals(List.of("slow 1", "slow 5"), take());
  }

  @Test
  void flushMakesRoomBehindBackpressure() throws InterruptedException {
    offer(HELD, 1, 100);
    assertTrue(offer(HELD, 101, FLUSH));
    assertEquals(List.of("held 101"), take());
  }

  @Test
  void anUnlistedInputHasTheDefaultSize() throws InterruptedException {
    offer("unlisted", 1, 15);
    assertEquals(10, take().size());
  }

  @Test
  void theEndOfAnInputComesBehindItsDataAndBeforeTheNext() throws InterruptedException {
    offer(SLOW, 1, 2);
    offer(FAST, 1, 1);
    control(new NodeEvent.InputClosed(new DataId(SLOW)));
    offer(FAST, 2, 2);
    control(new NodeEvent.AllInputsClosed());
    control(new NodeEvent.Stop());
    List<String> taken = take();
    assertEquals("closed slow", taken.get(3));
    assertEquals(List.of("fast 2", "AllInputsClosed", "Stop"), taken.subList(4, 7));
  }

  @Test
  void aReplyHoldsNoMoreThanAFrameAllows() throws InterruptedException {
    IntStream.range(0, 3).forEach(i -> offer(SLOW, NOTHING, large(30)));
    assertEquals(2, take().size());
    assertEquals(1, take().size());
  }

  @Test
  void anEndedStreamGivesWhatWasQueuedAndThenNothing() throws InterruptedException {
    control(new NodeEvent.Stop());
    queue.close();
    control(new NodeEvent.Stop());
    assertEquals(List.of("Stop"), take());
    assertEquals(List.of(), take());
  }

  @Test
  void aDiscardedStreamReleasesItsPayloads() throws InterruptedException {
    Payload payload = Payload.ofBytes(new byte[10]);
    offer(SLOW, NOTHING, payload);
    queue.discard();
    assertThrows(IllegalStateException.class, payload::bytes);
    assertEquals(List.of(), take());
    Payload late = Payload.ofBytes(new byte[10]);
    offer(SLOW, NOTHING, late);
    assertThrows(IllegalStateException.class, late::bytes);
  }

  @Test
  void aReaderThatWaitsIsWokenByTheNextEvent() throws InterruptedException {
    List<String> taken = new ArrayList<>();
    Thread reader =
        Thread.ofVirtual()
            .start(() -> {
              try {
                taken.addAll(take());
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    control(new NodeEvent.Stop());
    reader.join();
    assertEquals(List.of("Stop"), taken);
  }
}
