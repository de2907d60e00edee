package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.dora.common.arrow.IpcEncoder;
import org.dora.common.arrow.IpcView;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.memory.SegmentPool;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Parameter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServiceTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final SegmentPool pool = new SegmentPool();
  private final StandInDaemon daemon;
  private final Node node;
  private final Service service;

  ServiceTest() throws IOException {
    daemon =
        new StandInDaemon()
            .input("answer", 10, QueuePolicy.DROP_OLDEST)
            .input("other", 10, QueuePolicy.DROP_OLDEST)
            .input("held", 1, QueuePolicy.BACKPRESSURE)
            .silentInput("patient");
    node = daemon.start(pool);
    service = node.service("out", "answer");
  }

  @AfterEach
  void end() throws IOException {
    node.close();
    daemon.close();
    assertEquals(0, pool.liveBytes());
  }

  @Test
  void aCallGetsTheResponseThatCarriesItsId() throws Exception {
    answerNextWith(5);
    assertEquals(5, service.call(Data.of(new long[] {2, 3}), LONG).longValue());
  }

  @Test
  void requestIdsAreUuidsOfVersion7() throws Exception {
    ServiceCall call = service.request(Data.of("x"), Metadata.of("lang", "en"));

    DaemonRequest.SendMessage request = daemon.sent.take();
    assertEquals(new Parameter.Text(call.id()), request.metadata().parameter("request_id"));
    assertEquals(new Parameter.Text("en"), request.metadata().parameter("lang"));
    assertEquals(7, UUID.fromString(call.id()).version());
  }

  @Test
  void responsesMayComeInAnyOrder() throws Exception {
    ServiceCall first = service.request(Data.of(1));
    ServiceCall second = service.request(Data.of(2));
    daemon.give(response(second.id(), 20), response(first.id(), 10));

    assertEquals(10, first.await(LONG).longValue());
    assertEquals(20, second.await(LONG).longValue());
  }

  @Test
  void otherEventsStayForTheLoopInTheirOrder() throws Exception {
    ServiceCall call = service.request(Data.none());
    daemon.give(
        daemon.longs("other", 1),
        new NodeEvent.ParamDeleted("gain"),
        response("somebody-else", 7),
        response(call.id(), 2),
        daemon.longs("other", 3));

    assertEquals(2, call.await(LONG).longValue());
    daemon.endStream();
    List<String> left = new ArrayList<>();
    for (Event event : node) {
      left.add(event instanceof Event.Input in ? in.id() + in.longValue() : event.toString());
    }
    assertEquals(List.of("ParamDeleted[key=gain]", "answer7", "other1", "other3"), left);
  }

  @Test
  void theInputThatIsBeingHandledStaysValidDuringACall() throws Exception {
    daemon.give(daemon.longs("other", 1), daemon.longs("other", 2));
    Event.Input handled = (Event.Input) node.next().orElseThrow();
    answerNextWith(5);
    Event.Input answer = service.call(Data.of(1), LONG);

    assertEquals(1, handled.longValue());
    assertEquals(5, answer.longValue());
    assertTrue(node.next().isPresent());
    assertThrows(IllegalStateException.class, handled::longValue);
    assertThrows(IllegalStateException.class, answer::longValue);
  }

  @Test
  void withoutAResponseACallTimesOutAndMayBeWaitedForAgain() throws Exception {
    ServiceCall call = service.request(Data.of(1));
    NoAnswerException late =
        assertThrows(NoAnswerException.class, () -> call.await(Duration.ofMillis(1)));
    assertEquals(NoAnswerException.Reason.TIMEOUT, late.reason());
    assertTrue(late.getMessage().contains(call.id()), late::getMessage);
    assertTrue(late.getMessage().contains("`out`"), late::getMessage);

    daemon.give(response(call.id(), 4));
    assertEquals(4, call.await(LONG).longValue());
  }

  @Test
  void aRestartOfTheServerEndsAllWaitsForEarlierRequestsButNotLaterOnes() throws Exception {
    ServiceCall first = service.request(Data.of(1));
    ServiceCall second = service.request(Data.of(2));
    daemon.give(new NodeEvent.NodeRestarted(new NodeId("source")));

    assertEquals(NoAnswerException.Reason.SERVER_RESTARTED, reason(first));
    assertEquals(NoAnswerException.Reason.SERVER_RESTARTED, reason(second));
    ServiceCall third = service.request(Data.of(3));
    daemon.give(response(third.id(), 30));
    assertEquals(30, third.await(LONG).longValue());
    assertEquals(Optional.of(new Event.NodeRestarted("source")), node.next());
  }

  @Test
  void aRestartCountsAlsoIfTheLoopHasTakenItsEvent() throws Exception {
    ServiceCall call = service.request(Data.of(1));
    daemon.give(new NodeEvent.NodeRestarted(new NodeId("source")));
    assertEquals(Optional.of(new Event.NodeRestarted("source")), node.next());

    assertEquals(NoAnswerException.Reason.SERVER_RESTARTED, reason(call));
  }

  @Test
  void theRestartOfAnotherNodeDoesNotMatter() throws Exception {
    ServiceCall call = service.request(Data.of(1));
    daemon.give(new NodeEvent.NodeRestarted(new NodeId("elsewhere")), response(call.id(), 4));

    assertEquals(4, call.await(LONG).longValue());
  }

  @Test
  void aServerThatHasFailedForGoodIsNotWaitedFor() throws Exception {
    ServiceCall call = service.request(Data.of(1));
    daemon.give(
        new NodeEvent.NodeFailed(List.of(new DataId("answer")), "boom", new NodeId("source")));

    NoAnswerException gone = assertThrows(NoAnswerException.class, () -> call.await(LONG));
    assertEquals(NoAnswerException.Reason.SERVER_GONE, gone.reason());
    assertTrue(gone.getMessage().contains("boom"), gone::getMessage);
  }

  @Test
  void aServerThatHasEndedIsNotWaitedForButOneThatIsSilentIs() throws Exception {
    daemon.give(
        new NodeEvent.InputClosed(new DataId("answer")),
        new NodeEvent.InputClosed(new DataId("patient")));
    daemon.awaitPoll(2);

    assertEquals(NoAnswerException.Reason.SERVER_GONE, reason(service.request(Data.of(1))));
    ServiceCall patient = node.service("more", "patient").request(Data.of(1));
    assertEquals(
        NoAnswerException.Reason.TIMEOUT,
        assertThrows(NoAnswerException.class, () -> patient.await(Duration.ofMillis(1))).reason());
  }

  @Test
  void stopEndsTheWaitAndIsLeftForTheLoop() throws Exception {
    ServiceCall call = service.request(Data.of(1));
    daemon.give(new NodeEvent.Stop());

    assertEquals(NoAnswerException.Reason.STREAM_ENDED, reason(call));
    assertEquals(Optional.of(new Event.Stop(Event.Stop.Cause.MANUAL)), node.next());
  }

  @Test
  void aResponseThatHasComeBeforeStopIsStillTaken() throws Exception {
    ServiceCall call = service.request(Data.of(1));
    daemon.give(response(call.id(), 4), new NodeEvent.Stop());
    daemon.awaitPoll(2);

    assertEquals(4, call.await(LONG).longValue());
  }

  @Test
  void aLostDaemonEndsTheWait() throws Exception {
    ServiceCall call = service.request(Data.of(1));
    daemon.breakEvents();

    assertEquals(NoAnswerException.Reason.STREAM_ERROR, reason(call));
    assertInstanceOf(Event.Error.class, node.next().orElseThrow());
  }

  @Test
  void aResponseThatCannotBeDecodedEndsTheWait() throws Exception {
    ServiceCall call = service.request(Data.of(1));
    daemon.give(
        daemon.input(
            "answer",
            Payload.ofBytes(new byte[] {1, 2, 3}),
            Map.of("request_id", new Parameter.Text(call.id()))));

    assertEquals(NoAnswerException.Reason.STREAM_ERROR, reason(call));
  }

  @Test
  void aFullQueueWithBackpressureDoesNotKeepAResponseAway() throws Exception {
    ServiceCall call = service.request(Data.of(1));
    NodeEvent[] messages = new NodeEvent[100];
    for (int i = 0; i < 100; i++) {
      messages[i] = daemon.longs("held", i);
    }
    daemon.give(messages);
    daemon.give(response(call.id(), 4));

    assertEquals(4, call.await(LONG).longValue());
    assertEquals(100, node.drain().size());
  }

  @Test
  void aRequestOnAnUnlistedOutputIsRefused() {
    Service typo = node.service("typo", "answer");

    assertThrows(UnknownOutputException.class, () -> typo.request(Data.of(1)));
  }

  @Test
  void aServerSendsTheMetadataOfTheRequestBack() throws Exception {
    daemon.give(
        daemon.input(
            "other",
            null,
            Map.of("request_id", new Parameter.Text("r"), "lang", new Parameter.Text("en"))));
    Event.Input request = (Event.Input) node.next().orElseThrow();
    assertEquals(Optional.of("r"), request.metadata().requestId());
    node.respond("out", request, Data.of(42));

    DaemonRequest.SendMessage response = daemon.sent.take();
    assertEquals(42, IpcView.of(response.data()).longValue());
    assertEquals(new Parameter.Text("r"), response.metadata().parameter("request_id"));
    assertEquals(new Parameter.Text("en"), response.metadata().parameter("lang"));
  }

  @Test
  void whatIsNoRequestCannotBeAnswered() {
    daemon.give(daemon.longs("other", 1));
    Event.Input message = (Event.Input) node.next().orElseThrow();

    MetadataException refusal =
        assertThrows(MetadataException.class, () -> node.respond("out", message, Data.none()));
    assertTrue(refusal.getMessage().contains("request_id"), refusal::getMessage);
  }

  @Test
  void aLoopCanTellResponsesItself() throws Exception {
    ServiceCall call = service.request(Data.of(1));
    daemon.give(response("another", 1), response(call.id(), 2));

    assertFalse(call.isAnsweredBy((Event.Input) node.next().orElseThrow()));
    assertTrue(call.isAnsweredBy((Event.Input) node.next().orElseThrow()));
  }

  private static NoAnswerException.Reason reason(ServiceCall call) {
    return assertThrows(NoAnswerException.class, () -> call.await(LONG)).reason();
  }

  /** Plays the server for one request. */
  private void answerNextWith(long value) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            DaemonRequest.SendMessage request = daemon.sent.take();
            daemon.give(daemon.input("answer", encoded(value), request.metadata().parameters()));
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }

  private NodeEvent response(String requestId, long value) {
    return daemon.input(
        "answer", encoded(value), Map.of("request_id", new Parameter.Text(requestId)));
  }

  private static Payload encoded(long value) {
    return new IpcEncoder(size -> Payload.ofBytes(new byte[(int) size])).encode(value);
  }
}
