package org.dora.coordinator.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.dora.common.control.DataflowStatus;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.NodeStatus;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.daemonlink.Spawn;
import org.junit.jupiter.api.Test;

/** What a daemon starts again that has lost it, and what it does not. */
class RespawnsTest extends ComingAndGoing {
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
  void whatOnlyAnotherDaemonSaysToHaveStoppedIsStartedAgain() {
    PlayedDaemon arm = released("arm");
    PlayedDaemon base = released("base");
    UUID flow = coordinator.start(TWO_MACHINES);
    base.tell(new DaemonEvent.NodeStopped(flow, A, true));
    arm.vanish();
    Spawn spawn = released("arm").reportNothing().only(DaemonCommand.SpawnNodes.class).spawn();
    assertEquals(Set.of(A), spawn.spawnNodes());
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
}
