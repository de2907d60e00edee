package org.dora.cli.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.cli.CliException;
import org.dora.common.clock.HlcId;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.control.DataflowResult;
import org.dora.common.daemonlink.NodeError;
import org.dora.common.daemonlink.NodeErrorCause;
import org.dora.common.daemonlink.NodeExitStatus;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.id.NodeId;
import org.junit.jupiter.api.Test;

class DataflowEndTest {
  private static final UUID ID = new UUID(0, 7);

  @Test
  void failuresAreToldInTheOrderOfTime() {
    CliException failure =
        failure(
            Map.of(
                "a", error(9, new NodeErrorCause.Other(""), new NodeExitStatus.ExitCode(2)),
                "b", error(5, new NodeErrorCause.Other(""), new NodeExitStatus.Signal(11)),
                "c", Outcome.ok()));
    assertEquals(
        "Dataflow "
            + ID
            + " failed:\n\nNode `b` failed: exited because of signal SIGSEGV\n"
            + "Node `a` failed: exited with code 2",
        failure.getMessage());
  }

  @Test
  void whoForcesAStopIsNotToldThatItWasForced() {
    Outcome<NodeError> killed =
        error(1, new NodeErrorCause.GraceDuration(), new NodeExitStatus.Signal(9));
    assertThrows(CliException.class, () -> DataflowEnd.check(result(Map.of("a", killed))));
    DataflowEnd.checkForced(result(Map.of("a", killed)));
    Outcome<NodeError> failed =
        error(1, new NodeErrorCause.Other(""), new NodeExitStatus.ExitCode(2));
    assertThrows(
        CliException.class,
        () -> DataflowEnd.checkForced(result(Map.of("a", killed, "b", failed))));
  }

  private static CliException failure(Map<String, Outcome<NodeError>> nodes) {
    return assertThrows(CliException.class, () -> DataflowEnd.check(result(nodes)));
  }

  private static DataflowResult result(Map<String, Outcome<NodeError>> nodes) {
    TreeMap<NodeId, Outcome<NodeError>> results = new TreeMap<>();
    nodes.forEach((node, outcome) -> results.put(new NodeId(node), outcome));
    return new DataflowResult(ID, time(10), results);
  }

  private static Outcome<NodeError> error(long time, NodeErrorCause cause, NodeExitStatus status) {
    return Outcome.failed(new NodeError(time(time), cause, status));
  }

  private static HlcTimestamp time(long time) {
    return new HlcTimestamp(time, new HlcId(0, 1));
  }
}
