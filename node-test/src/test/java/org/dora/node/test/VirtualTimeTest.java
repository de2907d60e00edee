package org.dora.node.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.dora.node.Action;
import org.dora.node.Data;
import org.dora.node.Event;
import org.dora.node.Goal;
import org.dora.node.GoalStatus;
import org.dora.node.Metadata;
import org.dora.node.NoAnswerException;
import org.dora.node.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time passes for a node under test when it waits, and only then, and takes no time. */
@DoraNodeTest
@Timeout(30)
class VirtualTimeTest {

  @Test
  void timeJumpsToTheNextEventOrTheEndOfTheWait(TestNode test) {
    test.input("tick").after(Duration.ofHours(1)).input("tick");
    test.run(() -> {
      try (Node node = Node.init()) {
        assertTrue(node.next(Duration.ofMillis(20)).isPresent());
        assertSent(node, Duration.ZERO);
        assertEquals(Optional.empty(), node.next(Duration.ofMillis(20)));
        assertFalse(node.hasEnded());
        assertSent(node, Duration.ofMillis(20));
        Event.Input late = (Event.Input) node.next().orElseThrow();
        assertEquals(TestNode.START.plus(Duration.ofHours(1)), late.metadata().timestamp());
        assertFalse(node.timestamp().isBefore(late.metadata().timestamp()));
        assertSent(node, Duration.ofHours(1));
        assertEquals(Optional.empty(), node.next(Duration.ofMillis(20)));
        assertTrue(node.hasEnded());
      }
    });
    assertEquals(
        List.of(Duration.ZERO, Duration.ofMillis(20), Duration.ofHours(1)),
        test.output("time").all().stream().map(SentMessage::time).toList());
    assertEquals(Duration.ofHours(1), test.time());
  }

  private static void assertSent(Node node, Duration time) {
    node.send("time");
    Duration shown = Duration.between(TestNode.START.plus(time), node.timestamp());
    assertTrue(shown.abs().compareTo(Duration.ofNanos(100)) < 0, () -> shown + " off");
  }

  @Test
  void loopsThatPollGetOn(TestNode test) {
    test.input("a", 1).input("a", 2).after(Duration.ofMillis(3)).input("a", 3);
    test.run(() -> {
      try (Node node = Node.init()) {
        assertTrue(node.hasEvents());
        assertEquals(2, node.drain().size());
        assertFalse(node.hasEvents());
        int polls = 0;
        while (!node.hasEnded()) {
          if (node.tryNext().isPresent()) {
            node.send("seen");
          }
          polls++;
        }
        node.send("polls", polls);
      }
    });
    assertEquals(Duration.ofMillis(3), test.output("seen").only().time());
    assertTrue(test.output("polls").only().longValue() < 10);
  }

  @Test
  void anotherSourceIsReadInTheSameLoop(TestNode test) {
    test.after(Duration.ofSeconds(1)).input("a", 1).after(Duration.ofSeconds(9)).stop();
    test.run(() -> {
      try (Node node = Node.init();
          var events = node.merge(Collections.emptyIterator())) {
        assertEquals(Optional.empty(), events.next(Duration.ofMillis(400)));
        node.send("first");
        events.next();
        node.send("second");
        assertEquals(2, 1 + (int) events.next().stream().count());
      }
    });
    assertEquals(Duration.ofMillis(400), test.output("first").only().time());
    assertEquals(Duration.ofSeconds(1), test.output("second").only().time());
    assertEquals(Duration.ofSeconds(10), test.time());
  }

  @Test
  void aServiceIsPlayedByTheTest(TestNode test) {
    test.input("tick")
        .whenSent(
            "add/request",
            request ->
                test.after(Duration.ofMillis(100))
                    .input("other", 1)
                    .input("add/response", Data.of(request.longs()[0] + 1), request.metadata()));
    test.run(() -> {
      try (Node node = Node.init()) {
        node.next();
        Event.Input answer =
            node.service("add").call(Data.of(new long[] {41}), Duration.ofSeconds(2));
        node.send("answer", answer.longValue());
        assertEquals("other", ((Event.Input) node.next().orElseThrow()).id());
      }
    });
    SentMessage answer = test.output("answer").only();
    assertEquals(42, answer.longValue());
    assertEquals(Duration.ofMillis(100), answer.time());
  }

  @Test
  void anAnswerAtOnceComesBeforeTheStopOfThatTime(TestNode test) {
    test.input("tick").stop();
    test.whenSent(
        "add/request", request -> test.input("add/response", Data.of(1), request.metadata()));
    test.run(() -> {
      try (Node node = Node.init()) {
        node.next();
        Event.Input answer = node.service("add").call(Data.none(), Duration.ofSeconds(2));
        assertEquals(1, answer.longValue());
        assertTrue(node.next().orElseThrow() instanceof Event.Stop);
      }
    });
    assertEquals(Duration.ZERO, test.time());
  }

  @Test
  void anAnswerThatDoesNotComeInTimeIsMissedInVirtualTime(TestNode test) {
    test.after(Duration.ofMinutes(1)).stop();
    test.run(() -> {
      try (Node node = Node.init()) {
        NoAnswerException missed =
            assertThrows(
                NoAnswerException.class,
                () -> node.service("add").call(Data.of(1), Duration.ofSeconds(2)));
        assertEquals(NoAnswerException.Reason.TIMEOUT, missed.reason());
        node.send("missed");
        assertTrue(node.next().isPresent());
        assertEquals(
            NoAnswerException.Reason.STREAM_ENDED,
            assertThrows(
                    NoAnswerException.class,
                    () -> node.service("add").call(Data.of(1), Duration.ofSeconds(2)))
                .reason());
      }
    });
    assertEquals(Duration.ofSeconds(2), test.output("missed").only().time());
  }

  @Test
  void anAnswerThatIsDueIsFoundWithoutWaiting(TestNode test) {
    test.whenSent(
        "add/request",
        request -> test.input("noise").input("add/response", Data.of(2), request.metadata()));
    test.run(() -> {
      try (Node node = Node.init()) {
        assertEquals(2, node.service("add").call(Data.of(1), Duration.ZERO).longValue());
      }
    });
  }

  @Test
  void anActionIsPlayedByTheTest(TestNode test) {
    test.whenSent(
        "ride/goal",
        goal -> {
          Metadata said = goal.metadata();
          test.after(Duration.ofSeconds(3)).input("ride/feedback", Data.of(1), said);
          test.after(Duration.ofSeconds(3))
              .input("ride/result", Data.of(7), said.put("goal_status", "succeeded"));
        });
    test.run(() -> {
      try (Node node = Node.init()) {
        Action ride = node.action("ride");
        Goal goal = ride.start(Data.of(5));
        var end = goal.result(Duration.ofSeconds(10), step -> node.send("step", step.longValue()));
        assertEquals(GoalStatus.SUCCEEDED, end.status());
        node.send("end");
      }
    });
    assertEquals(Duration.ofSeconds(3), test.output("step").only().time());
    assertEquals(Duration.ofSeconds(6), test.output("end").only().time());
  }
}
