package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.id.DataId;
import org.dora.common.memory.Payload;
import org.dora.common.message.Parameter;
import org.dora.common.queue.QueueRule;
import org.junit.jupiter.api.Test;

class EventSchedulerTest implements EventScheduler.Notices {
  private static final DataId A = new DataId("a");
  private static final DataId B = new DataId("b");
  private static final DataId C = new DataId("c");
  private static final Map<String, Parameter> NOTHING = Map.of();
  private static final Map<String, Parameter> REQUEST =
      Map.of("request_id", new Parameter.Text("r"));
  private static final Map<String, Parameter> FLUSH = Map.of("flush", new Parameter.Bool(true));

  private final HybridLogicalClock clock = new HybridLogicalClock();
  private final List<Integer> released = new ArrayList<>();
  private final List<String> notices = new ArrayList<>();
  private final Map<Event, String> names = new LinkedHashMap<>();

  @Test
  void controlEventsOvertakeWaitingInputs() {
    EventScheduler scheduler = scheduler(dropOldest(10));
    add(scheduler, A, 1, NOTHING);
    scheduler.add(new Event.InputClosed("a"));
    scheduler.add(new Event.ParamDeleted("gain"));

    assertEquals(new Event.InputClosed("a"), scheduler.poll());
    assertEquals(new Event.ParamDeleted("gain"), scheduler.poll());
    assertEquals(List.of("a1"), drain(scheduler));
  }

  @Test
  void inputsTakeTurns() {
    EventScheduler scheduler = scheduler(dropOldest(10));
    for (int i = 1; i <= 3; i++) {
      add(scheduler, A, i, NOTHING);
      add(scheduler, B, i, NOTHING);
    }

    assertEquals(List.of("a1", "b1", "a2", "b2", "a3", "b3"), drain(scheduler));
  }

  @Test
  void theInputServedLeastRecentlyComesFirst() {
    EventScheduler scheduler = scheduler(dropOldest(10));
    add(scheduler, A, 1, NOTHING);
    add(scheduler, C, 1, NOTHING);
    assertEquals(List.of("a1", "c1"), drain(scheduler));
    add(scheduler, C, 2, NOTHING);
    add(scheduler, A, 2, NOTHING);
    add(scheduler, B, 1, NOTHING);

    assertEquals(List.of("b1", "a2", "c2"), drain(scheduler));
  }

  @Test
  void aSlowReaderFindsTheNewestMessages() {
    EventScheduler scheduler = scheduler(dropOldest(3));
    IntStream.rangeClosed(1, 100).forEach(i -> add(scheduler, A, i, NOTHING));

    assertEquals(List.of("a98", "a99", "a100"), drain(scheduler));
  }

  @Test
  void evictedMessagesGiveTheirMemoryBackAndAreCounted() {
    EventScheduler scheduler = scheduler(dropOldest(2));
    IntStream.rangeClosed(1, 5).forEach(i -> add(scheduler, A, i, NOTHING));

    assertEquals(List.of(1, 2, 3), released);
    assertEquals(Map.of(A, 3L), scheduler.drainDropCounts());
    assertEquals(Map.of(), scheduler.drainDropCounts());
  }

  @Test
  void aQueueOfSizeZeroKeepsTheNewestMessage() {
    EventScheduler scheduler = scheduler(rule(0, QueuePolicy.DROP_OLDEST));
    add(scheduler, A, 1, NOTHING);
    add(scheduler, A, 2, NOTHING);

    assertEquals(List.of("a2"), drain(scheduler));
  }

  @Test
  void backpressureIsCongestedAtItsCapacityAndDropsNothing() {
    EventScheduler scheduler = scheduler(rule(5, QueuePolicy.BACKPRESSURE));
    IntStream.rangeClosed(1, 99).forEach(i -> add(scheduler, A, i, NOTHING));
    assertFalse(scheduler.isCongested(1));
    IntStream.rangeClosed(100, 150).forEach(i -> add(scheduler, A, i, NOTHING));
    assertTrue(scheduler.isCongested(1));

    assertEquals(150, drain(scheduler).size());
    assertEquals(Map.of(), scheduler.drainDropCounts());
  }

  @Test
  void backpressureHoldsTenTimesItsQueueSize() {
    assertEquals(100, rule(1, QueuePolicy.BACKPRESSURE).capacity());
    assertEquals(200, rule(20, QueuePolicy.BACKPRESSURE).capacity());
  }

  @Test
  void messagesOfServicesSurviveOrdinaryOnes() {
    EventScheduler scheduler = scheduler(dropOldest(3));
    add(scheduler, A, 1, REQUEST);
    IntStream.rangeClosed(2, 5).forEach(i -> add(scheduler, A, i, NOTHING));

    assertEquals(List.of("a1", "a4", "a5"), drain(scheduler));
    assertEquals(List.of(), notices);
  }

  @Test
  void anOrdinaryNewcomerIsDroppedWhereOnlyServiceMessagesWait() {
    EventScheduler scheduler = scheduler(dropOldest(2));
    add(scheduler, A, 1, REQUEST);
    add(scheduler, A, 2, REQUEST);
    add(scheduler, A, 3, NOTHING);

    assertEquals(List.of(3), released);
    assertEquals(Map.of(A, 1L), scheduler.drainDropCounts());
    assertEquals(List.of("a1", "a2"), drain(scheduler));
  }

  @Test
  void aServiceMessagePushesTheOldestOfItsKindOutLoudly() {
    EventScheduler scheduler = scheduler(dropOldest(2));
    IntStream.rangeClosed(1, 3).forEach(i -> add(scheduler, A, i, REQUEST));

    assertEquals(List.of("correlated a"), notices);
    assertEquals(List.of("a2", "a3"), drain(scheduler));
  }

  @Test
  void goalsAndTheirResultsCountAsServiceMessages() {
    EventScheduler scheduler = scheduler(dropOldest(2));
    add(scheduler, A, 1, Map.of("goal_id", new Parameter.Text("g")));
    add(scheduler, A, 2, Map.of("goal_status", new Parameter.Text("succeeded")));
    add(scheduler, A, 3, NOTHING);

    assertEquals(List.of("a1", "a2"), drain(scheduler));
  }

  @Test
  void flushEmptiesTheQueueOfItsInputButForServiceMessages() {
    EventScheduler scheduler = scheduler(dropOldest(10));
    add(scheduler, A, 1, NOTHING);
    add(scheduler, A, 2, REQUEST);
    add(scheduler, A, 3, NOTHING);
    add(scheduler, B, 1, NOTHING);
    add(scheduler, A, 4, FLUSH);

    assertEquals(List.of("a2", "b1", "a4"), drain(scheduler));
    assertEquals(List.of(1, 3), released);
  }

  @Test
  void flushReachesAQueueWithBackpressureToo() {
    EventScheduler scheduler = scheduler(rule(1, QueuePolicy.BACKPRESSURE));
    IntStream.rangeClosed(1, 100).forEach(i -> add(scheduler, A, i, NOTHING));
    add(scheduler, A, 101, FLUSH);

    assertFalse(scheduler.isCongested(1));
    assertEquals(List.of("a101"), drain(scheduler));
  }

  @Test
  void anUnlistedInputIsDeliveredWithTheDefaultSizeAndOneNotice() {
    EventScheduler scheduler = scheduler(dropOldest(1));
    DataId unlisted = new DataId("unlisted");
    IntStream.rangeClosed(1, 12).forEach(i -> add(scheduler, unlisted, i, NOTHING));

    assertEquals(List.of("unlisted unlisted"), notices);
    assertEquals(10, drain(scheduler).size());
  }

  @Test
  void afterStopOnlyWaitingInputsFollow() {
    EventScheduler scheduler = scheduler(dropOldest(10));
    add(scheduler, A, 1, NOTHING);
    scheduler.add(new Event.Stop(Event.Stop.Cause.MANUAL));
    add(scheduler, A, 2, NOTHING);
    scheduler.add(new Event.InputClosed("a"));

    assertEquals(new Event.Stop(Event.Stop.Cause.MANUAL), scheduler.poll());
    assertFalse(scheduler.isFinished());
    assertEquals(List.of("a1"), drain(scheduler));
    assertTrue(scheduler.isFinished());
    assertEquals(List.of(2), released);
  }

  @Test
  void aClosedSchedulerIsFinishedOnceItIsEmpty() {
    EventScheduler scheduler = scheduler(dropOldest(10));
    add(scheduler, A, 1, NOTHING);
    scheduler.close();

    assertFalse(scheduler.isFinished());
    assertEquals(List.of("a1"), drain(scheduler));
    assertTrue(scheduler.isFinished());
  }

  @Test
  void anOpenSchedulerWithoutEventsIsNotFinished() {
    EventScheduler scheduler = scheduler(dropOldest(10));

    assertNull(scheduler.poll());
    assertFalse(scheduler.isFinished());
  }

  @Test
  void ofMoreThanAThousandControlEventsTheOldestIsLostButNotStop() {
    EventScheduler scheduler = scheduler(dropOldest(10));
    IntStream.range(0, 1000).forEach(i -> scheduler.add(new Event.ParamDeleted("key" + i)));
    scheduler.add(new Event.Stop(Event.Stop.Cause.MANUAL));

    assertEquals(List.of("event ParamDeleted[key=key0]"), notices);
    assertEquals(new Event.ParamDeleted("key1"), scheduler.poll());
    Event last = null;
    for (Event event = scheduler.poll(); event != null; event = scheduler.poll()) {
      last = event;
    }
    assertEquals(new Event.Stop(Event.Stop.Cause.MANUAL), last);
  }

  @Test
  void discardingGivesAllMemoryBackAndAcceptsNothingMore() {
    EventScheduler scheduler = scheduler(dropOldest(10));
    add(scheduler, A, 1, NOTHING);
    add(scheduler, B, 2, REQUEST);
    scheduler.discardAll();
    add(scheduler, A, 3, NOTHING);

    assertEquals(List.of(1, 2, 3), released);
    assertTrue(scheduler.isFinished());
  }

  private EventScheduler scheduler(QueueRule rule) {
    Map<DataId, QueueRule> rules = new LinkedHashMap<>();
    List.of(A, B, C).forEach(id -> rules.put(id, rule));
    return new EventScheduler(rules, QueueRule.DEFAULT, this);
  }

  private static QueueRule dropOldest(long queueSize) {
    return rule(queueSize, QueuePolicy.DROP_OLDEST);
  }

  private static QueueRule rule(long queueSize, QueuePolicy policy) {
    return QueueRule.of(
        new InputDescriptor(InputMapping.parse("source/out"), queueSize, null, policy));
  }

  private void add(
      EventScheduler scheduler, DataId id, int number, Map<String, Parameter> parameters) {
    Payload payload = new Payload(MemorySegment.NULL, () -> released.add(number));
    ReceivedInput input =
        new ReceivedInput(
            id, org.dora.common.message.Metadata.of(clock.now(), parameters), payload);
    names.put(input, id.value() + number);
    scheduler.add(id, input);
  }

  private List<String> drain(EventScheduler scheduler) {
    List<String> taken = new ArrayList<>();
    for (Event event = scheduler.poll(); event != null; event = scheduler.poll()) {
      taken.add(names.getOrDefault(event, event.toString()));
    }
    return taken;
  }

  @Override
  public void unlistedInput(DataId input) {
    notices.add("unlisted " + input);
  }

  @Override
  public void correlatedDropped(DataId input) {
    notices.add("correlated " + input);
  }

  @Override
  public void eventDropped(Event event) {
    notices.add("event " + event);
  }
}
