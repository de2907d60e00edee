package org.dora.coordinator.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dora.common.control.ControlReply;
import org.dora.common.control.DataflowResult;
import org.dora.common.control.DataflowStatus;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.NodeError;
import org.dora.common.daemonlink.NodeErrorCause;
import org.dora.common.daemonlink.NodeStatus;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.id.NodeId;
import org.junit.jupiter.api.Test;

/** What becomes of dataflows when daemons and coordinators go and come back. */
class RecoveryTest extends ComingAndGoing {
  private static String failureOf(DataflowResult result, NodeId node) {
    NodeError error = Objects.requireNonNull(result.nodeResults().get(node)).error();
    return assertInstanceOf(NodeErrorCause.Other.class, Objects.requireNonNull(error).cause())
        .stderr();
  }

  @Test
  void aNewCoordinatorListsWhatRunsAndStopsItWhereItIsFound() {
    unnamed();
    UUID flow = coordinator.start(ONE_MACHINE);
    restart();
    assertListed(DataflowStatus.RUNNING);

    PlayedDaemon back = unnamed().report(flow, A, B);
    assertEquals(back.id(), placeOf(A));
    assertEquals(List.of(), back.commands());

    CompletableFuture<DataflowResult> stopped = coordinator.stops.stop("flow", null, false);
    assertEquals(new DaemonCommand.StopDataflow(flow, null, false), back.commands().getFirst());
    back.tell(finished(flow, A, B));
    assertTrue(stopped.join().isOk());
    assertListed(DataflowStatus.FINISHED);
    assertInstanceOf(
        ControlReply.DataflowInfo.class, coordinator.dataflows.info(flow), "for its logs");
  }

  @Test
  void aStopIsObeyedByTheNextCoordinator() {
    unnamed();
    UUID flow = coordinator.start(ONE_MACHINE);
    coordinator.stops.stop(flow, Duration.ofSeconds(90), false);
    restart();

    PlayedDaemon back = unnamed().report(flow, A, B);
    assertEquals(
        List.of(new DaemonCommand.StopDataflow(flow, Duration.ofSeconds(90), false)),
        back.commands());
    back.vanish();
    coordinator.stops.stop(flow, null, true);
    restart();
    assertEquals(
        List.of(new DaemonCommand.StopDataflow(flow, null, true)),
        unnamed().report(flow, A, B).commands());
  }

  @Test
  void resultsAndEndsOutliveTheCoordinator() {
    PlayedDaemon daemon = unnamed();
    UUID flow = coordinator.start(ONE_MACHINE);
    daemon.tell(finished(flow, A, B));
    restart();

    assertListed(DataflowStatus.FINISHED);
    ControlReply.DataflowStopped known =
        assertInstanceOf(ControlReply.DataflowStopped.class, coordinator.dataflows.check(flow));
    assertEquals(Set.of(A, B), known.result().nodeResults().keySet());
    assertEquals(known.result(), coordinator.stops.stop(flow, null, false).join());
  }

  @Test
  void whoeverDoesNotComeBackIsGivenUpAndStoppedWhenFound() {
    PlayedDaemon daemon = unnamed();
    UUID flow = coordinator.start(ONE_MACHINE);
    daemon.vanish();
    coordinator.pass(Recovery.LIMIT.minusSeconds(1));
    assertListed(DataflowStatus.RUNNING);
    coordinator.pass(Duration.ofSeconds(1));
    assertListed(DataflowStatus.FAILED);
    DataflowResult result = coordinator.stops.stop(flow, null, false).join();
    assertTrue(failureOf(result, A).contains("recovery timeout (60s)"), failureOf(result, A));

    restart();
    PlayedDaemon back = unnamed().report(flow, A, B);
    assertEquals(List.of(new DaemonCommand.StopDataflow(flow, null, false)), back.commands());
  }

  @Test
  void nobodyWaitsLongForTheStopOfWhatIsLost() {
    PlayedDaemon daemon = unnamed();
    UUID flow = coordinator.start(ONE_MACHINE);
    daemon.vanish();
    CompletableFuture<DataflowResult> stopped = coordinator.stops.stop(flow, null, false);
    coordinator.pass(Recovery.STOP_LIMIT);
    assertTrue(stopped.isDone());
    assertFalse(stopped.join().isOk());
  }

  @Test
  void nodesOfALostDaemonAreShownAsFailedUntilItIsBack() {
    PlayedDaemon daemon = released("arm");
    released("base");
    UUID flow = coordinator.start(TWO_MACHINES);
    daemon.vanish();
    assertEquals(Optional.of(NodeStatus.FAILED), statusOf(A));
    released("arm").report(flow, A);
    assertEquals(Optional.empty(), statusOf(A));
  }

  @Test
  void lostNodesHaveFailedWhenAllOthersHaveEnded() {
    PlayedDaemon lost = released("arm");
    PlayedDaemon other = released("base");
    UUID flow = coordinator.start(TWO_MACHINES);
    lost.vanish();
    coordinator.pass(Recovery.LIMIT.multipliedBy(2));
    assertListed(DataflowStatus.RUNNING);
    other.tell(finished(flow, B));
    coordinator.pass(Recovery.LIMIT);
    DataflowResult result = coordinator.stops.stop(flow, null, false).join();
    assertEquals(Outcome.ok(), result.nodeResults().get(B));
    assertTrue(failureOf(result, A).contains("daemon `" + lost.id() + "` was lost"));
  }

  @Test
  void aStoppedNodeThatItsDaemonHasForgottenIsRemovedAlsoByTheNextCoordinator() {
    unnamed();
    UUID flow = coordinator.start(ONE_MACHINE);
    coordinator.nodes.stop(flow, A, null).join();
    restart();
    PlayedDaemon back = unnamed().report(flow, B);
    back.outcome = Outcome.failed("node `a` not found in running dataflow");
    new Topology(coordinator.dataflows).remove(flow, A, null).join();
    assertEquals(1, coordinator.dataflows.nodes().size());
  }

  @Test
  void anEndThatIsToldAgainCountsUnderTheNewId() {
    PlayedDaemon daemon = unnamed();
    UUID flow = coordinator.start(ONE_MACHINE);
    daemon.vanish();
    PlayedDaemon back = unnamed();
    back.tell(finished(flow, A, B));
    back.reportNothing();
    assertListed(DataflowStatus.FINISHED);
    assertEquals(List.of(), back.commands());
  }

  @Test
  void nodesAreLetGoAgainOnADaemonThatWasAway() {
    PlayedDaemon arm = released("arm");
    PlayedDaemon base = released("base");
    UUID flow = coordinator.start(TWO_MACHINES);
    arm.tell(new DaemonEvent.AllNodesReady(flow, List.of()));
    assertEquals(1, arm.commands().size()); // nothing but the start
    base.tell(new DaemonEvent.AllNodesReady(flow, List.of(B)));
    var ready = new DaemonCommand.AllNodesReady(flow, List.of(B));
    assertEquals(List.of(ready), arm.commands());
    restart();
    assertEquals(List.of(ready), released("arm").report(flow, A).commands());
  }

  @Test
  void whoeverWaitsForALostDaemonMayBegin() {
    PlayedDaemon arm = released("arm");
    PlayedDaemon base = released("base");
    UUID flow = coordinator.start(TWO_MACHINES);
    arm.tell(new DaemonEvent.AllNodesReady(flow, List.of()));
    arm.commands();
    base.vanish();
    arm.only(DaemonCommand.AllNodesReady.class);

    PlayedDaemon back = released("base").reportNothing();
    back.only(DaemonCommand.SpawnNodes.class);
    back.tell(new DaemonEvent.AllNodesReady(flow, List.of()));
    back.only(DaemonCommand.AllNodesReady.class);
    assertEquals(List.of(), arm.commands());
  }

  @Test
  void aDaemonWhoseOldConnectionLingersKeepsItsNodes() {
    PlayedDaemon half = released("arm");
    released("base");
    UUID flow = coordinator.start(TWO_MACHINES);
    half.silent = true;
    PlayedDaemon back = released("arm").report(flow, A);
    assertEquals(back.id(), placeOf(A));
    coordinator.pass(Duration.ofSeconds(40));
    assertEquals(List.of(new DaemonCommand.PeerDaemonDisconnected(half.id())), back.commands());
    assertListed(DataflowStatus.RUNNING);
  }

  @Test
  void nodesThatWereStartedElsewhereRunOnlyOnce() {
    PlayedDaemon away = unnamed();
    UUID flow = coordinator.start(ONE_MACHINE);
    away.vanish();
    PlayedDaemon successor = unnamed().reportNothing();
    successor.tell(new DaemonEvent.SpawnResult(flow, Outcome.ok()));
    PlayedDaemon back = unnamed().report(flow, A, B);
    assertEquals(List.of(new DaemonCommand.StopDataflow(flow, null, false)), back.commands());
    assertEquals(successor.id(), placeOf(A));
  }
}
