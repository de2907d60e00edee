package org.dora.coordinator.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.control.ControlReply;
import org.dora.common.control.DataflowResult;
import org.dora.common.control.DataflowStatus;
import org.dora.common.control.NodeInfo;
import org.dora.common.control.NodeMetricsInfo;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonDataflowResult;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.NodeError;
import org.dora.common.daemonlink.NodeErrorCause;
import org.dora.common.daemonlink.NodeStatus;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.daemonlink.Spawn;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.junit.jupiter.api.Test;

class RecoveryTest {
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final String ONE_MACHINE = "nodes: [{id: a, path: a.py}, {id: b, path: b.py}]";
  private static final String TWO_MACHINES =
      "nodes: [{id: a, path: a.py, deploy: {machine: arm}},"
          + " {id: b, path: b.py, deploy: {machine: base}}]";

  private final KeptStore store = new KeptStore();
  private PlayedCoordinator coordinator = new PlayedCoordinator(store);

  private PlayedDaemon released(String machine) {
    return new PlayedDaemon(coordinator, machine, null);
  }

  private PlayedDaemon unnamed() {
    return new PlayedDaemon(coordinator, null, null);
  }

  /** The coordinator is killed, and another one takes up its store. */
  private void restart() {
    coordinator = new PlayedCoordinator(store);
  }

  private void assertListed(DataflowStatus status) {
    assertEquals(
        List.of(status), coordinator.dataflows.list().stream().map(it -> it.status()).toList());
  }

  private static DaemonEvent finished(UUID dataflow, NodeId... nodes) {
    SortedMap<NodeId, Outcome<NodeError>> results = new TreeMap<>();
    for (NodeId node : nodes) {
      results.put(node, Outcome.ok());
    }
    return new DaemonEvent.AllNodesFinished(
        dataflow, new DaemonDataflowResult(new HybridLogicalClock().now(), results));
  }

  private static String failureOf(DataflowResult result, NodeId node) {
    NodeError error = Objects.requireNonNull(result.nodeResults().get(node)).error();
    return assertInstanceOf(NodeErrorCause.Other.class, Objects.requireNonNull(error).cause())
        .stderr();
  }

  private DaemonId placeOf(NodeId node) {
    return coordinator.dataflows.nodes().stream()
        .filter(it -> it.nodeId().equals(node))
        .map(NodeInfo::daemonId)
        .findFirst()
        .orElseThrow();
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
  void whatADaemonLosesWithItsProcessIsStartedAgain() {
    PlayedDaemon daemon = released("arm");
    released("base");
    UUID flow = coordinator.start(TWO_MACHINES);
    Spawn first = daemon.only(DaemonCommand.SpawnNodes.class).spawn();
    daemon.vanish();

    PlayedDaemon back = released("arm").reportNothing();
    assertNotEquals(daemon.id(), back.id());
    assertEquals(first, back.only(DaemonCommand.SpawnNodes.class).spawn());
    back.tell(new DaemonEvent.SpawnResult(flow, Outcome.ok()));
    assertEquals(back.id(), placeOf(A));
    assertListed(DataflowStatus.RUNNING);
  }

  @Test
  void aFreshDaemonWithoutANameTakesOverWhatThatOfItsMachineHasLost() {
    PlayedDaemon daemon = unnamed();
    coordinator.start(ONE_MACHINE);
    daemon.vanish();
    Spawn spawn = unnamed().reportNothing().only(DaemonCommand.SpawnNodes.class).spawn();
    assertEquals(Set.of(A, B), spawn.spawnNodes());
  }

  @Test
  void anotherDaemonThatRunsSomethingTakesNothingOver() {
    PlayedDaemon daemon = unnamed();
    coordinator.start(ONE_MACHINE);
    daemon.vanish();
    assertEquals(List.of(), unnamed().report(UUID.randomUUID(), A).commands());
    assertEquals(List.of(), released("arm").reportNothing().commands());
  }

  @Test
  void whatDiesAtOnceIsStartedOnceInThirtySeconds() {
    released("arm").vanish();
    PlayedDaemon daemon = released("arm").reportNothing();
    released("base");
    UUID flow = coordinator.start(TWO_MACHINES);
    daemon.vanish();
    PlayedDaemon second = released("arm").reportNothing();
    second.only(DaemonCommand.SpawnNodes.class);
    second.tell(new DaemonEvent.SpawnResult(flow, Outcome.ok()));
    second.vanish();

    PlayedDaemon third = released("arm").reportNothing();
    coordinator.pass(PlayedCoordinator.BACKOFF.minusSeconds(1));
    assertEquals(List.of(), third.commands());
    coordinator.pass(Duration.ofSeconds(1));
    third.only(DaemonCommand.SpawnNodes.class);

    third.report(flow, A); // it runs: the next loss is another story
    third.vanish();
    released("arm").reportNothing().only(DaemonCommand.SpawnNodes.class);
  }

  @Test
  void whatWaitsToBeStartedAgainIsStoppedAtOnce() {
    unnamed().vanish();
    PlayedDaemon daemon = unnamed();
    UUID flow = coordinator.start(ONE_MACHINE);
    daemon.vanish();
    PlayedDaemon second = unnamed().reportNothing();
    second.tell(new DaemonEvent.SpawnResult(flow, Outcome.ok()));
    second.vanish();
    PlayedDaemon third = unnamed().reportNothing();
    assertFalse(coordinator.stops.stop(flow, null, false).join().isOk());
    assertListed(DataflowStatus.FAILED);
    coordinator.pass(PlayedCoordinator.BACKOFF);
    assertEquals(List.of(), third.commands());
  }

  @Test
  void whatCannotBeStartedIsTriedAgain() {
    PlayedDaemon daemon = released("arm");
    released("base");
    UUID flow = coordinator.start(TWO_MACHINES);
    daemon.vanish();
    PlayedDaemon back = released("arm").reportNothing();
    back.only(DaemonCommand.SpawnNodes.class);
    back.tell(new DaemonEvent.SpawnResult(flow, Outcome.failed("no such file")));
    assertListed(DataflowStatus.RUNNING);
    assertEquals(List.of(), back.commands());
    coordinator.pass(PlayedCoordinator.BACKOFF);
    back.only(DaemonCommand.SpawnNodes.class);
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

  private Optional<NodeStatus> statusOf(NodeId node) {
    return coordinator.dataflows.nodes().stream()
        .filter(it -> it.nodeId().equals(node))
        .flatMap(it -> Optional.ofNullable(it.metrics()).stream())
        .map(NodeMetricsInfo::status)
        .findFirst();
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
  void whatHasEndedOnOneDaemonIsNotStartedThereAgain() {
    PlayedDaemon done = released("arm");
    PlayedDaemon other = released("base");
    UUID flow = coordinator.start(TWO_MACHINES);
    done.tell(finished(flow, A));
    restart();
    assertEquals(List.of(), released("arm").reportNothing().commands());
    released("base").report(flow, B).tell(finished(flow, B));
    assertListed(DataflowStatus.FINISHED);
    assertFalse(other.isClosed());
  }

  @Test
  void whatAUserHasStoppedStaysStopped() {
    unnamed();
    UUID flow = coordinator.start(ONE_MACHINE);
    coordinator.nodes.stop(flow, A, null).join();
    restart();
    Spawn spawn = unnamed().reportNothing().only(DaemonCommand.SpawnNodes.class).spawn();
    assertEquals(Set.of(B), spawn.spawnNodes());
    assertEquals(Set.of(B), spawn.nodes().keySet());
    assertEquals(
        List.of(B), spawn.dataflowDescriptor().nodes().stream().map(it -> it.id()).toList());
    assertEquals(Optional.of(NodeStatus.STOPPED), statusOf(A));
  }

  @Test
  void whatAUserHasStartedAnewIsNotStoppedAnyMore() {
    PlayedDaemon daemon = unnamed();
    UUID flow = coordinator.start(ONE_MACHINE);
    daemon.tell(new DaemonEvent.NodeStopped(flow, A, true));
    coordinator.nodes.restart(flow, A, null).join();
    restart();
    Spawn spawn = unnamed().reportNothing().only(DaemonCommand.SpawnNodes.class).spawn();
    assertEquals(Set.of(A, B), spawn.spawnNodes());
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
