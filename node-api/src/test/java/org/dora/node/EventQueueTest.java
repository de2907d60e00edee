package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.queue.QueueRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventQueueTest {
  private static final DataId HELD = new DataId("held");

  private final HybridLogicalClock clock = new HybridLogicalClock();
  private final EventQueue queue =
      new EventQueue(
          new EventScheduler(
              Map.of(HELD, new QueueRule(2, true)),
              QueueRule.DEFAULT,
              new LoggedNotices(new NodeId("tested"))));

  @Test
  void aWaitingTakerGetsWhatIsAdded() throws Exception {
    CompletableFuture<Event> taken = new CompletableFuture<>();
    Thread taker = Thread.ofPlatform().start(() -> take(taken));
    awaitParked(taker);
    queue.add(new Event.ParamDeleted("gain"));

    assertEquals(new Event.ParamDeleted("gain"), taken.get());
  }

  private void take(CompletableFuture<Event> taken) {
    try {
      taken.complete(queue.take(Long.MAX_VALUE));
    } catch (InterruptedException e) {
      taken.completeExceptionally(e);
    }
  }

  @Test
  void takingGivesUpWhenTimeRunsOut() throws Exception {
    assertNull(queue.take(1));
    assertFalse(queue.isFinished());
  }

  @Test
  void aWaitingTakerIsToldOfTheEnd() throws Exception {
    CompletableFuture<Event> taken = new CompletableFuture<>();
    Thread taker = Thread.ofPlatform().start(() -> take(taken));
    awaitParked(taker);
    queue.close();

    assertNull(taken.get());
    assertTrue(queue.isFinished());
  }

  @Test
  void thereIsNoRoomUntilAMessageIsTakenFromAFullQueueWithBackpressure() throws Exception {
    fill();
    FutureTask<Boolean> room = awaitRoomElsewhere();
    queue.take(0);

    assertTrue(room.get());
  }

  @Test
  void whoeverWaitsForRoomIsToldThatNobodyTakesEventsAnyMore() throws Exception {
    fill();
    FutureTask<Boolean> room = awaitRoomElsewhere();
    queue.discard();

    assertFalse(room.get());
  }

  private void fill() {
    for (int i = 0; i < 2; i++) {
      queue.add(
          HELD,
          new ReceivedInput(
              HELD, org.dora.common.message.Metadata.of(clock.now(), Map.of()), null));
    }
  }

  private FutureTask<Boolean> awaitRoomElsewhere() {
    FutureTask<Boolean> room = new FutureTask<>(queue::awaitRoom);
    awaitParked(Thread.ofPlatform().start(room));
    assertFalse(room.isDone());
    return room;
  }

  private static void awaitParked(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      assertTrue(thread.isAlive());
      Thread.onSpinWait();
    }
  }
}
