package org.dora.coordinator.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.dora.common.control.ControlRequest;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.daemonlink.OutputRef;
import org.dora.common.daemonlink.TopicViewer;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.message.Bytes;
import org.junit.jupiter.api.Test;

class TopicsTest {
  private static final OutputRef OUTPUT = new OutputRef(new NodeId("a"), new DataId("x"));
  private static final String FLOW = "nodes: [{id: a, path: a.py, outputs: [x, y]}]";
  private static final String DEBUGGED = FLOW + "\ndebug: {enable_debug_inspection: true}";

  private final PlayedCoordinator coordinator = new PlayedCoordinator(new KeptStore());
  private final Topics topics = coordinator.dataflows.topics();

  /** Keeps what it is sent. */
  private static final class Viewer implements TopicSubscriber {
    private final boolean ours;
    private final List<Bytes> frames = new ArrayList<>();
    private final List<Integer> leftOut = new ArrayList<>();
    private boolean hasRoom = true;

    private Viewer(boolean ours) {
      this.ours = ours;
    }

    @Override
    public boolean isOurs() {
      return ours;
    }

    @Override
    public boolean send(TopicViewer viewer, Payload data) {
      if (hasRoom) {
        leftOut.add(viewer.leftOut());
        frames.add(Bytes.wrap(data.bytes().toArray(ValueLayout.JAVA_BYTE)));
      }
      return hasRoom;
    }
  }

  private final Viewer viewer = new Viewer(true);

  private static ControlRequest.TopicSubscribe request(UUID flow, OutputRef... outputs) {
    return new ControlRequest.TopicSubscribe(flow, List.of(outputs), 2, false);
  }

  private String refusal(TopicSubscriber subscriber, ControlRequest.TopicSubscribe request) {
    return String.valueOf(
        assertThrows(RefusedException.class, () -> topics.subscribe(subscriber, request))
            .getMessage());
  }

  private PlayedDaemon daemon() {
    return new PlayedDaemon(coordinator, null, null);
  }

  @Test
  void framesGoToWhoLooksUntilHeLooksNoMore() {
    PlayedDaemon daemon = daemon();
    UUID flow = coordinator.start(FLOW);
    UUID id = topics.subscribe(viewer, request(flow, OUTPUT)).join();
    assertEquals(
        new DaemonCommand.StartTopicDebugStream(flow, List.of(OUTPUT), id, false),
        daemon.only(DaemonCommand.StartTopicDebugStream.class));
    assertEquals(id, topics.subscribe(viewer, request(flow, OUTPUT)).join(), "the same again");

    daemon.show(flow, id, new byte[] {1});
    daemon.show(flow, UUID.randomUUID(), new byte[] {2});
    daemon.show(new UUID(9, 9), id, new byte[] {3});
    assertEquals(1, viewer.frames.size());
    assertEquals(1, viewer.frames.getFirst().get(0));

    topics.unsubscribe(new Viewer(true), id);
    assertEquals(List.of(), daemon.commands(), "it is not his");
    topics.unsubscribe(viewer, id);
    assertEquals(
        new DaemonCommand.StopTopicDebugStream(flow, id),
        daemon.only(DaemonCommand.StopTopicDebugStream.class));
    daemon.show(flow, id, new byte[] {4});
    assertEquals(1, viewer.frames.size());
  }

  @Test
  void whatIsLeftOutOnTheWayIsCounted() {
    PlayedDaemon daemon = daemon();
    UUID flow = coordinator.start(FLOW);
    UUID id = topics.subscribe(viewer, request(flow, OUTPUT)).join();
    daemon.show(flow, new TopicViewer(id, 2), new byte[1]);
    viewer.hasRoom = false;
    daemon.show(flow, new TopicViewer(id, 3), new byte[1]);
    viewer.hasRoom = true;
    daemon.show(flow, new TopicViewer(id, 0), new byte[1]);
    daemon.show(flow, new TopicViewer(id, 0), new byte[1]);
    assertEquals(List.of(2, 4, 0), viewer.leftOut);
  }

  @Test
  void whoNeedsNoDataIsShownTheRestOnly() {
    PlayedDaemon daemon = daemon();
    UUID flow = coordinator.start(FLOW);
    UUID whole = topics.subscribe(viewer, request(flow, OUTPUT)).join();
    daemon.commands();
    UUID bare =
        topics
            .subscribe(viewer, new ControlRequest.TopicSubscribe(flow, List.of(OUTPUT), 2, true))
            .join();
    assertNotEquals(whole, bare, "it is another thing");
    assertEquals(
        new DaemonCommand.StartTopicDebugStream(flow, List.of(OUTPUT), bare, true),
        daemon.only(DaemonCommand.StartTopicDebugStream.class));
  }

  @Test
  void whoIsGoneLooksNoMore() {
    PlayedDaemon daemon = daemon();
    UUID flow = coordinator.start(FLOW);
    topics.subscribe(viewer, request(flow, OUTPUT)).join();
    daemon.commands();
    topics.gone(viewer);
    daemon.only(DaemonCommand.StopTopicDebugStream.class);
  }

  @Test
  void whatComesBeforeAllDaemonsHaveAnsweredIsKept() {
    PlayedDaemon daemon = daemon();
    UUID flow = coordinator.start(FLOW);
    daemon.silent = true;
    CompletableFuture<UUID> begun = topics.subscribe(viewer, request(flow, OUTPUT));
    UUID id = daemon.only(DaemonCommand.StartTopicDebugStream.class).subscriptionId();
    daemon.show(flow, id, new byte[] {1});
    assertEquals(List.of(), viewer.frames);
    begun.thenAccept(_ -> assertEquals(List.of(), viewer.frames, "he hears of it first"));
    daemon.answerLate();
    assertEquals(id, begun.join());
    assertEquals(1, viewer.frames.size());
  }

  @Test
  void oneDaemonThatRefusesEndsAll() {
    PlayedDaemon arm = new PlayedDaemon(coordinator, "arm", null);
    PlayedDaemon leg = new PlayedDaemon(coordinator, "leg", null);
    UUID flow =
        coordinator.start(
            "nodes: [{id: a, path: a.py, outputs: [x], deploy: {machine: arm}},"
                + " {id: b, path: b.py, outputs: [x], deploy: {machine: leg}}]");
    leg.outcome = Outcome.failed("it goes past the daemon");
    arm.commands();
    CompletableFuture<UUID> begun =
        topics.subscribe(
            viewer, request(flow, OUTPUT, new OutputRef(new NodeId("b"), new DataId("x"))));
    CompletionException failure = assertThrows(CompletionException.class, begun::join);
    assertEquals("it goes past the daemon", Failures.messageOf(failure));
    List<DaemonCommand> told = arm.commands();
    assertInstanceOf(DaemonCommand.StartTopicDebugStream.class, told.getFirst());
    assertInstanceOf(DaemonCommand.StopTopicDebugStream.class, told.getLast());
  }

  @Test
  void aDaemonThatComesBackShowsAgainWhatIsLookedAt() {
    PlayedDaemon daemon = new PlayedDaemon(coordinator, "arm", null);
    UUID flow =
        coordinator.start("nodes: [{id: a, path: a.py, outputs: [x], deploy: {machine: arm}}]");
    UUID id = topics.subscribe(viewer, request(flow, OUTPUT)).join();
    daemon.vanish();
    PlayedDaemon back = new PlayedDaemon(coordinator, "arm", null).report(flow, OUTPUT.node());
    assertEquals(
        new DaemonCommand.StartTopicDebugStream(flow, List.of(OUTPUT), id, false),
        back.only(DaemonCommand.StartTopicDebugStream.class));
  }

  @Test
  void releasedPeersNeedTheKeyInTheDescriptor() {
    daemon();
    UUID flow = coordinator.start(FLOW);
    assertTrue(
        refusal(new Viewer(false), request(flow, OUTPUT))
            .contains("requires `debug.enable_debug_inspection: true`"));

    PlayedCoordinator other = new PlayedCoordinator(new KeptStore());
    PlayedDaemon released = PlayedDaemon.released(other);
    UUID plain = other.start(FLOW);
    assertThrows(
        RefusedException.class,
        () -> other.dataflows.topics().subscribe(viewer, request(plain, OUTPUT)));
    UUID debugged = other.starts.start(PlayedCoordinator.launch(DEBUGGED), "debugged").join();
    other.dataflows.topics().subscribe(new Viewer(false), request(debugged, OUTPUT)).join();
    released.only(DaemonCommand.StartTopicDebugStream.class);
  }

  @Test
  void limitsAndNamesAreChecked() {
    daemon();
    UUID flow = coordinator.start(FLOW);
    assertTrue(
        refusal(viewer, new ControlRequest.TopicSubscribe(flow, List.of(OUTPUT), 1, false))
            .startsWith(
                "topic data protocol mismatch: client speaks version 1, this side speaks 2"));
    assertTrue(
        refusal(viewer, new ControlRequest.TopicSubscribe(flow, List.of(OUTPUT), null, false))
            .contains("client predates the topic data protocol handshake"));
    OutputRef[] many =
        IntStream.range(0, 65)
            .mapToObj(i -> new OutputRef(OUTPUT.node(), new DataId("o" + i)))
            .toArray(OutputRef[]::new);
    assertEquals("too many topics (65, max 64)", refusal(viewer, request(flow, many)));
    assertEquals(
        "no running dataflow with ID `" + new UUID(0, 0) + "`",
        refusal(viewer, request(new UUID(0, 0), OUTPUT)));
    assertTrue(refusal(viewer, request(flow, many[0])).startsWith("no output `a/o0` in dataflow"));
  }

  @Test
  void aMessageOfAUserGoesThroughADaemonOfOurs() {
    daemon();
    Publications publications = new Publications(coordinator.dataflows);
    UUID flow = coordinator.start(FLOW);
    var request = new ControlRequest.TopicPublish(flow, OUTPUT.node(), OUTPUT.output(), "1");
    assertEquals(2, publications.publish(request, true).join());
    assertThrows(RefusedException.class, () -> publications.publish(request, false));

    PlayedCoordinator other = new PlayedCoordinator(new KeptStore());
    PlayedDaemon.released(other);
    UUID elsewhere = other.start(DEBUGGED);
    RefusedException refused =
        assertThrows(
            RefusedException.class,
            () ->
                new Publications(other.dataflows)
                    .publish(
                        new ControlRequest.TopicPublish(
                            elsewhere, OUTPUT.node(), OUTPUT.output(), "1"),
                        true));
    assertTrue(String.valueOf(refused.getMessage()).contains("of dora 1.1.0"));
  }
}
