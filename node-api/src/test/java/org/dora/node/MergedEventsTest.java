package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.Stream;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.memory.SegmentPool;
import org.dora.common.message.NodeEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MergedEventsTest {
  private final SegmentPool pool = new SegmentPool();
  private final StandInDaemon daemon;
  private final Node node;

  MergedEventsTest() throws IOException {
    daemon = new StandInDaemon().input("a", 100, QueuePolicy.DROP_OLDEST);
    node = daemon.start(pool);
  }

  @AfterEach
  void end() throws IOException {
    node.close();
    daemon.close();
    assertEquals(0, pool.liveBytes());
  }

  @Test
  void valuesAndEventsComeInOneLoopWhichEndsWithTheEvents() {
    LinkedBlockingQueue<String> keys = new LinkedBlockingQueue<>(List.of("x"));
    List<String> seen = new ArrayList<>();
    try (MergedEvents<String> events = node.merge(waiting(keys))) {
      for (MergedEvent<String> event : events) {
        switch (event) {
          case MergedEvent.External(String key) -> {
            seen.add(key);
            daemon.give(daemon.longs("a", 1), new NodeEvent.Stop());
          }
          case MergedEvent.Dora(Event.Input in) -> seen.add(in.id() + in.longValue());
          case MergedEvent.Dora(Event other) -> seen.add(other.getClass().getSimpleName());
        }
      }
    }
    assertEquals("x", seen.getFirst());
    assertEquals(Set.of("Stop", "a1"), Set.copyOf(seen.subList(1, 3)));
  }

  @Test
  void whereBothWaitTheyTakeTurns() throws Exception {
    NodeEvent[] messages = new NodeEvent[50];
    for (int i = 0; i < 50; i++) {
      messages[i] = daemon.longs("a", i);
    }
    daemon.give(messages);
    daemon.awaitPoll(2);
    CountDownLatch given = new CountDownLatch(1);
    Iterator<Integer> numbers =
        Stream.iterate(0, i -> i + 1)
            .peek(i -> {
              if (i == 60) {
                given.countDown();
              }
            })
            .iterator();
    int external = 0;
    try (MergedEvents<Integer> events = node.merge(numbers)) {
      given.await();
      for (int i = 0; i < 40; i++) {
        external += events.next().orElseThrow() instanceof MergedEvent.External ? 1 : 0;
      }
    }
    assertEquals(20, external);
  }

  @Test
  void theEndOfTheOtherSourceIsNotTheEnd() {
    try (MergedEvents<String> events = node.merge(List.of("only").iterator())) {
      assertEquals(Optional.of(new MergedEvent.External<>("only")), events.next());
      daemon.give(new NodeEvent.ParamDeleted("gain"));
      assertEquals(
          Optional.of(new MergedEvent.Dora<>(new Event.ParamDeleted("gain"))), events.next());
    }
  }

  @Test
  void aFailureOfTheOtherSourceIsReportedOnceAndTheLoopCanGoOn() {
    IllegalStateException cause = new IllegalStateException("unplugged");
    Iterator<String> broken =
        Stream.of("first", "second")
            .peek(value -> {
              if (value.equals("second")) {
                throw cause;
              }
            })
            .iterator();
    try (MergedEvents<String> events = node.merge(broken)) {
      assertEquals(Optional.of(new MergedEvent.External<>("first")), events.next());
      ExternalSourceException failure = assertThrows(ExternalSourceException.class, events::next);
      assertSame(cause, failure.getCause());
      assertTrue(failure.getMessage().contains("unplugged"), failure::getMessage);
      daemon.give(new NodeEvent.Stop());
      assertEquals(
          Optional.of(new MergedEvent.Dora<>(new Event.Stop(Event.Stop.Cause.MANUAL))),
          events.next());
    }
  }

  @Test
  void aPublisherIsHeldBackAndNothingIsLost() throws Exception {
    try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(Runnable::run, 256);
        MergedEvents<Integer> events = node.merge(publisher)) {
      for (int i = 0; i < 200; i++) {
        publisher.submit(i);
      }
      assertTrue(publisher.estimateMaximumLag() >= 136, publisher::toString);
      for (int i = 0; i < 200; i++) {
        assertEquals(Optional.of(new MergedEvent.External<>(i)), events.next());
      }
    }
  }

  @Test
  void closingEndsTheOtherSourceAndLeavesTheNode() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    Iterator<String> endless =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException _) {
              interrupted.countDown();
            }
            return false;
          }

          @Override
          public String next() {
            throw new AssertionError("has none");
          }
        };
    node.merge(endless).close();
    interrupted.await();

    daemon.give(daemon.longs("a", 3));
    assertEquals(3, ((Event.Input) node.next().orElseThrow()).longValue());
  }

  @Test
  void closingCancelsASubscription() {
    try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(Runnable::run, 16)) {
      node.<Integer>merge(publisher).close();
      assertFalse(publisher.hasSubscribers());
    }
  }

  @Test
  void aTimeOutIsNoEnd() {
    try (MergedEvents<String> events = node.merge(waiting(new LinkedBlockingQueue<>()))) {
      assertEquals(Optional.empty(), events.next(Duration.ofNanos(1)));
      assertFalse(node.hasEnded());
      daemon.endStream();
      assertEquals(Optional.empty(), events.next());
      assertTrue(node.hasEnded());
    }
  }

  @Test
  void anInputIsClosedWhenAValueIsTaken() {
    LinkedBlockingQueue<String> keys = new LinkedBlockingQueue<>();
    daemon.give(daemon.longs("a", 1));
    try (MergedEvents<String> events = node.merge(waiting(keys))) {
      Event.Input in =
          (Event.Input) ((MergedEvent.Dora<String>) events.next().orElseThrow()).event();
      assertEquals(1, in.longValue());
      keys.add("x");
      assertEquals(Optional.of(new MergedEvent.External<>("x")), events.next());
      assertThrows(IllegalStateException.class, in::longValue);
    }
  }

  private static <T> Iterator<T> waiting(LinkedBlockingQueue<T> queue) {
    return Stream.generate(
            () -> {
              try {
                return queue.take();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            })
        .iterator();
  }
}
