package org.dora.coordinator.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.dora.common.control.DataflowEntry;
import org.dora.common.control.DataflowResult;
import org.dora.common.control.DataflowStatus;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.id.NodeId;
import org.junit.jupiter.api.Test;

/** A start at whose every step somebody may be killed. */
class StartsTest {
  private static final NodeId A = new NodeId("a");
  private static final String FLOW = "nodes: [{id: a, path: a.py}]";

  private final KeptStore store = new KeptStore();
  private PlayedCoordinator coordinator = new PlayedCoordinator(store);

  private PlayedDaemon unnamed() {
    return new PlayedDaemon(coordinator, null, null);
  }

  private CompletableFuture<UUID> begin() {
    return coordinator.starts.start(PlayedCoordinator.launch(FLOW), "flow");
  }

  private List<DataflowStatus> listed() {
    return coordinator.dataflows.list().stream().map(DataflowEntry::status).toList();
  }

  @Test
  void nothingRunsThatTheNextCoordinatorWouldNotKnow() {
    PlayedDaemon daemon = unnamed();
    store.holdsCommits = true;
    CompletableFuture<UUID> started = begin();
    assertEquals(List.of(), daemon.commands());
    daemon.holdsAnswers = true;
    store.commit();
    UUID flow = daemon.only(DaemonCommand.SpawnNodes.class).spawn().dataflowId();
    assertFalse(started.isDone());

    coordinator = new PlayedCoordinator(store);
    assertEquals(List.of(), unnamed().report(flow, A).commands());
    assertEquals(List.of(DataflowStatus.RUNNING), listed());
  }

  @Test
  void whatWasNotBegunIsBegunByTheNextCoordinator() {
    unnamed().holdsAnswers = true;
    begin();
    coordinator = new PlayedCoordinator(store);
    unnamed().reportNothing().only(DaemonCommand.SpawnNodes.class);
  }

  @Test
  void whatADaemonRefusesIsForgotten() {
    unnamed().outcome = Outcome.failed("no such folder");
    assertRefused("no such folder", begin());
    assertEquals(List.of(), listed());
    assertTrue(store.load().isEmpty());
  }

  @Test
  void whatMayHaveBegunBehindALostConnectionIsStoppedWhenItIsFound() {
    PlayedDaemon daemon = unnamed();
    daemon.holdsAnswers = true;
    CompletableFuture<UUID> started = begin();
    UUID flow = daemon.only(DaemonCommand.SpawnNodes.class).spawn().dataflowId();
    daemon.vanish();
    assertRefused("daemon `" + daemon.id() + "` has disconnected", started);
    assertEquals(List.of(DataflowStatus.FAILED), listed());

    coordinator = new PlayedCoordinator(store);
    assertEquals(
        List.of(new DaemonCommand.StopDataflow(flow, null, false)),
        unnamed().report(flow, A).commands());
  }

  @Test
  void whatWasConfirmedIsStartedAgainIfItsDaemonDiesMeanwhile() {
    PlayedDaemon daemon = unnamed();
    UUID flow = begin().join();
    daemon.vanish();
    PlayedDaemon back = unnamed().reportNothing();
    back.only(DaemonCommand.SpawnNodes.class);
    back.tell(new DaemonEvent.SpawnResult(flow, Outcome.ok()));
    assertTrue(coordinator.dataflows.spawned(flow).isDone());
    assertEquals(List.of(DataflowStatus.RUNNING), listed());
  }

  @Test
  void whatWasToldToStopIsNotStartedAgain() {
    PlayedDaemon daemon = unnamed();
    UUID flow = begin().join();
    daemon.vanish();
    CompletableFuture<DataflowResult> stopped = coordinator.stops.stop(flow, null, false);
    assertEquals(List.of(), unnamed().reportNothing().commands());
    assertTrue(stopped.isDone());
  }

  @Test
  void aDaemonThatComesBackBeforeItIsToldIsToldOnce() {
    PlayedDaemon daemon = unnamed();
    store.holdsCommits = true;
    CompletableFuture<UUID> started = begin();
    daemon.vanish();
    PlayedDaemon back = unnamed().reportNothing();
    assertEquals(List.of(), back.commands());
    store.holdsCommits = false;
    store.commit();
    back.only(DaemonCommand.SpawnNodes.class);
    assertTrue(started.isDone());
  }

  @Test
  void aDaemonThatLeavesBeforeItIsToldIsTheReason() {
    PlayedDaemon daemon = unnamed();
    store.holdsCommits = true;
    CompletableFuture<UUID> started = begin();
    daemon.vanish();
    store.holdsCommits = false;
    store.commit();
    assertRefused("daemon `" + daemon.id() + "` is not connected", started);
  }

  private static void assertRefused(String reason, CompletableFuture<UUID> start) {
    assertEquals(reason, Failures.messageOf(assertThrows(CompletionException.class, start::join)));
  }
}
