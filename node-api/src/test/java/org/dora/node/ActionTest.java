package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.dora.common.arrow.IpcEncoder;
import org.dora.common.arrow.IpcView;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.memory.SegmentPool;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Parameter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ActionTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final SegmentPool pool = new SegmentPool();
  private final StandInDaemon daemon;
  private final Node node;
  private final Action action;
  private final ActionServer server;

  ActionTest() throws IOException {
    daemon =
        new StandInDaemon()
            .input("feedback", 10, QueuePolicy.DROP_OLDEST)
            .input("result", 10, QueuePolicy.DROP_OLDEST)
            .input("goal", 10, QueuePolicy.DROP_OLDEST);
    node = daemon.start(pool);
    action = node.action("out", "more", "result");
    server = node.actionServer("out", "more");
  }

  @AfterEach
  void end() throws IOException {
    node.close();
    daemon.close();
    assertEquals(0, pool.liveBytes());
  }

  @Test
  void aGoalIsSentUnderAUuidOfVersion7() throws Exception {
    Goal goal = action.start(Data.of(5), Metadata.of("speed", 2));

    DaemonRequest.SendMessage sent = daemon.sent.take();
    assertEquals(5, IpcView.of(sent.data()).longValue());
    assertEquals(
        Map.of(
            "_framing", new Parameter.Text("arrow-ipc"),
            "goal_id", new Parameter.Text(goal.id()),
            "speed", new Parameter.Int(2)),
        sent.metadata().parameters());
    assertEquals(7, UUID.fromString(goal.id()).version());
  }

  @Test
  void theResultIsTheMessageWithAFinalStatus() throws Exception {
    Goal goal = action.start(Data.of(5));
    daemon.give(
        about("result", goal.id(), null, 1),
        about("result", goal.id(), "thinking", 2),
        about("result", "another", "succeeded", 3),
        about("result", goal.id(), "aborted", 4));

    GoalResult result = goal.result(LONG);
    assertEquals(GoalStatus.ABORTED, result.status());
    assertEquals(4, result.input().longValue());
    assertEquals(3, node.drain().size());
  }

  @Test
  void feedbackIsHandedOnBeforeTheResult() throws Exception {
    Goal goal = action.start(Data.of(5));
    daemon.give(
        about("feedback", goal.id(), null, 1),
        about("feedback", "another", null, 7),
        about("feedback", goal.id(), null, 2),
        about("result", goal.id(), "succeeded", 3));
    daemon.awaitPoll(2);
    List<Long> told = new ArrayList<>();

    GoalResult result = goal.result(LONG, feedback -> told.add(feedback.longValue()));
    assertEquals(List.of(1L, 2L), told);
    assertEquals(GoalStatus.SUCCEEDED, result.status());
    assertEquals(3, result.input().longValue());
    assertEquals(7, ((Event.Input) node.next().orElseThrow()).longValue());
  }

  @Test
  void aLoopCanTellFeedbackAndResultItself() throws Exception {
    Goal goal = action.start(Data.of(5));
    daemon.give(about("feedback", goal.id(), null, 1), about("result", goal.id(), "canceled", 3));
    daemon.awaitPoll(2);
    List<Event> events = node.drain();
    Event.Input feedback = (Event.Input) events.getFirst();
    Event.Input result = (Event.Input) events.getLast();

    assertTrue(goal.isFeedback(feedback) && !goal.isResult(feedback));
    assertTrue(goal.isResult(result) && !goal.isFeedback(result));
    assertEquals(Optional.of(GoalStatus.CANCELED), result.metadata().goalStatus());
  }

  @Test
  void aCancellationCarriesTheGoalAndNoData() throws Exception {
    Goal goal = action.start(Data.of(5));
    daemon.sent.take();
    goal.cancel();

    DaemonRequest.SendMessage cancel = daemon.sent.take();
    assertEquals("more", cancel.outputId().value());
    assertEquals(Map.of("goal_id", new Parameter.Text(goal.id())), cancel.metadata().parameters());
  }

  @Test
  void aRestartOfTheServerEndsTheWait() throws Exception {
    Goal goal = action.start(Data.of(5));
    daemon.give(
        about("feedback", goal.id(), null, 1), new NodeEvent.NodeRestarted(new NodeId("source")));

    NoAnswerException lost =
        assertThrows(NoAnswerException.class, () -> goal.result(LONG, _ -> {}));
    assertEquals(NoAnswerException.Reason.SERVER_RESTARTED, lost.reason());
  }

  @Test
  void feedbackDoesNotProlongTheWait() throws Exception {
    Goal goal = action.start(Data.of(5));
    daemon.give(about("feedback", goal.id(), null, 1));
    daemon.awaitPoll(2);

    NoAnswerException late =
        assertThrows(NoAnswerException.class, () -> goal.result(Duration.ofNanos(1), _ -> {}));
    assertEquals(NoAnswerException.Reason.TIMEOUT, late.reason());
  }

  @Test
  void aServerTellsHowAGoalGoesAndEnds() throws Exception {
    AcceptedGoal goal = server.accept(taken(about("goal", "g", null, 5)));
    assertEquals(List.of(goal), List.copyOf(server.goals()));
    goal.feedback(Data.of(1));
    goal.succeed(Data.of(2));

    DaemonRequest.SendMessage feedback = daemon.sent.take();
    DaemonRequest.SendMessage result = daemon.sent.take();
    assertEquals("out", feedback.outputId().value());
    assertEquals(new Parameter.Text("g"), feedback.metadata().parameter("goal_id"));
    assertEquals("more", result.outputId().value());
    assertEquals(new Parameter.Text("succeeded"), result.metadata().parameter("goal_status"));
    assertEquals(List.of(), List.copyOf(server.goals()));
    assertThrows(IllegalStateException.class, () -> goal.abort(Data.none()));
  }

  @Test
  void aServerHearsOfCancellations() {
    AcceptedGoal goal = server.accept(taken(about("goal", "g", null, 5)));
    assertFalse(goal.isCancelRequested());
    assertEquals(Optional.of(goal), server.cancel(taken(about("goal", "g", null, 0))));
    assertTrue(goal.isCancelRequested());
  }

  @Test
  void aCancellationThatOvertakesItsGoalCounts() {
    assertEquals(Optional.empty(), server.cancel(taken(about("goal", "early", null, 0))));
    assertTrue(server.accept(taken(about("goal", "early", null, 5))).isCancelRequested());
    assertFalse(server.accept(taken(about("goal", "early", null, 5))).isCancelRequested());
  }

  @Test
  void ofManyEarlyCancellationsTheOldestAreForgotten() {
    IntStream.range(0, 129).forEach(i -> server.cancel(taken(about("goal", "early" + i, null, 0))));

    assertFalse(server.accept(taken(about("goal", "early0", null, 5))).isCancelRequested());
    assertTrue(server.accept(taken(about("goal", "early1", null, 5))).isCancelRequested());
  }

  @Test
  void aMessageWithoutAGoalIsRefused() {
    Event.Input message = taken(daemon.longs("goal", 1));

    assertThrows(MetadataException.class, () -> server.accept(message));
    assertThrows(MetadataException.class, () -> server.cancel(message));
  }

  /** Gives the node an input and takes it. */
  private Event.Input taken(NodeEvent event) {
    daemon.give(event);
    return (Event.Input) node.next().orElseThrow();
  }

  private NodeEvent about(String input, String goal, @Nullable String status, long value) {
    Map<String, Parameter> parameters =
        status == null
            ? Map.of("goal_id", new Parameter.Text(goal))
            : Map.of(
                "goal_id", new Parameter.Text(goal), "goal_status", new Parameter.Text(status));
    return daemon.input(
        input,
        new IpcEncoder(size -> Payload.ofBytes(new byte[(int) size])).encode(value),
        parameters);
  }
}
