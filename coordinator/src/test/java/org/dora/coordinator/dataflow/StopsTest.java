package org.dora.coordinator.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.dora.common.control.DataflowResult;
import org.dora.common.control.DataflowStatus;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.Outcome;
import org.junit.jupiter.api.Test;

class StopsTest extends ComingAndGoing {
  @Test
  void whatIsRestartedRunsAgainWhenItHasEnded() {
    PlayedDaemon daemon = unnamed();
    UUID flow = coordinator.start(ONE_MACHINE);
    CompletableFuture<UUID> restarted = coordinator.stops.restart(flow, null, false);
    daemon.commands();
    daemon.tell(finished(flow, A, B));
    UUID again = daemon.only(DaemonCommand.SpawnNodes.class).spawn().dataflowId();
    assertEquals(again, restarted.join());
  }

  @Test
  void nothingIsRestartedWhenEverythingEnds() {
    PlayedDaemon daemon = unnamed();
    UUID flow = coordinator.start(ONE_MACHINE);
    CompletableFuture<UUID> restarted = coordinator.stops.restart(flow, null, false);
    coordinator.dataflows.stopAll();
    daemon.commands();
    daemon.tell(finished(flow, A, B));
    assertEquals(List.of(), daemon.commands());
    assertEquals(
        "everything ended before dataflow `" + flow + "` could be restarted",
        Failures.messageOf(assertThrows(CompletionException.class, restarted::join)));
    assertListed(DataflowStatus.FINISHED);
  }

  @Test
  void whatIsRefusedWhileSomebodyStopsItHasEndedForHim() {
    PlayedDaemon daemon = unnamed();
    daemon.outcome = Outcome.failed("no such folder");
    daemon.holdsAnswers = true;
    CompletableFuture<UUID> started =
        coordinator.starts.start(PlayedCoordinator.launch(ONE_MACHINE), "flow");
    CompletableFuture<DataflowResult> stopped = coordinator.stops.stop("flow", null, false);
    daemon.answerLate();
    assertTrue(started.isCompletedExceptionally());
    assertTrue(stopped.join().nodeResults().isEmpty());
    assertEquals(List.of(), coordinator.dataflows.list());
  }
}
