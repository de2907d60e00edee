package org.dora.coordinator.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.dora.common.daemonlink.CatchUpEntry;
import org.dora.common.daemonlink.CatchUpOperation;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;
import org.junit.jupiter.api.Test;

class ParameterCatchUpTest {
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final RawJson ONE = RawJson.of("1");
  private static final String FLOW = "nodes: [{id: a, path: a.py, deploy: {machine: arm}}]";

  private final KeptStore store = new KeptStore();
  private PlayedCoordinator coordinator = new PlayedCoordinator(store);

  private PlayedDaemon arm() {
    return new PlayedDaemon(coordinator, "arm", null);
  }

  private static CatchUpOperation set(NodeId node) {
    return new CatchUpOperation.SetParam(node, "speed", ONE);
  }

  @Test
  void aDaemonGetsWhatItHasMissedAndWhatItHasAcknowledgedOnlyOnce() {
    PlayedDaemon daemon = arm();
    UUID flow = coordinator.start(FLOW);
    daemon.vanish();
    ParameterLog changes = changes(flow);
    changes.add(set(A));
    changes.add(set(B)); // of another daemon

    PlayedDaemon back = arm().report(flow, A);
    assertEquals(
        new DaemonCommand.StateCatchUp(flow, List.of(new CatchUpEntry(1, set(A)))),
        back.only(DaemonCommand.StateCatchUp.class));
    back.tell(new DaemonEvent.StateCatchUpAck(flow, 2));
    back.vanish();
    changes.add(new CatchUpOperation.DeleteParam(A, "speed"));
    assertEquals(
        3,
        arm()
            .report(flow, A)
            .only(DaemonCommand.StateCatchUp.class)
            .entries()
            .getFirst()
            .sequence());
  }

  private ParameterLog changes(UUID flow) {
    return coordinator.dataflows.running(flow, "it runs").changes();
  }

  @Test
  void nodesThatStartAgainGetAllOnceTheyTakeIt() {
    PlayedDaemon daemon = arm();
    UUID flow = coordinator.start(FLOW);
    store.setParameter(flow, A, "speed", ONE);
    daemon.vanish();

    PlayedDaemon back = arm().reportNothing();
    back.only(DaemonCommand.SpawnNodes.class);
    back.outcome = Outcome.failed("node `a` not connected");
    back.tell(new DaemonEvent.SpawnResult(flow, Outcome.ok()));
    var given = new DaemonCommand.SetParam(flow, A, "speed", ONE);
    assertEquals(List.of(given), back.commands());
    back.outcome = Outcome.ok();
    coordinator.pass(Duration.ofSeconds(5));
    assertEquals(List.of(given), back.commands());
    coordinator.pass(Duration.ofSeconds(20));
    assertEquals(List.of(), back.commands());
  }

  @Test
  void afterARestartNobodyKnowsWhatNodesHaveAndTheyGetAll() {
    arm();
    UUID flow = coordinator.start(FLOW);
    store.setParameter(flow, A, "speed", ONE);
    coordinator = new PlayedCoordinator(store);
    assertEquals(ONE, arm().report(flow, A).only(DaemonCommand.SetParam.class).value());
  }

  @Test
  void whatIsDeletedMeanwhileIsNotGiven() {
    PlayedDaemon daemon = arm();
    UUID flow = coordinator.start(FLOW);
    store.setParameter(flow, A, "speed", ONE);
    daemon.vanish();
    PlayedDaemon back = arm().reportNothing();
    back.outcome = Outcome.failed("node `a` not connected");
    back.tell(new DaemonEvent.SpawnResult(flow, Outcome.ok()));
    back.commands();
    back.outcome = Outcome.ok();
    new Parameters(coordinator.dataflows).delete(flow, A, "speed").join();
    assertEquals(List.of(new DaemonCommand.DeleteParam(flow, A, "speed")), back.commands());
    coordinator.pass(Duration.ofSeconds(5));
    assertEquals(List.of(), back.commands());
  }

  @Test
  void aDeletionOfWhichANodeHasNotHeardIsToldUntilItHas() {
    PlayedDaemon daemon = arm();
    UUID flow = coordinator.start(FLOW);
    Parameters parameters = new Parameters(coordinator.dataflows);
    parameters.set(flow, A, "speed", ONE).join();
    daemon.holdsAnswers = true;
    assertFalse(parameters.delete(flow, A, "speed").isDone());

    coordinator = new PlayedCoordinator(store);
    var told = new DaemonCommand.DeleteParam(flow, A, "speed");
    PlayedDaemon back = arm();
    back.outcome = Outcome.failed("node `a` not connected");
    back.report(flow, A);
    assertEquals(List.of(told), back.commands());
    back.outcome = Outcome.ok();
    coordinator.pass(Duration.ofSeconds(1));
    assertEquals(List.of(told), back.commands());
    coordinator = new PlayedCoordinator(store);
    assertEquals(List.of(), arm().report(flow, A).commands());
  }

  @Test
  void ofALongAbsenceNotAllIsKept() {
    ParameterLog log = new ParameterLog();
    for (int i = 0; i < 10_001; i++) {
      log.add(set(A));
    }
    assertTrue(log.since(0, List.of(A)).isEmpty());
    assertEquals(10_000, log.since(1, List.of(A)).orElseThrow().size());
    log.forgetUpTo(10_000);
    assertTrue(log.since(9_999, List.of(A)).isEmpty());
    assertEquals(1, log.since(10_000, List.of(A)).orElseThrow().size());
  }
}
