package org.dora.cli.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.cli.InProcess;
import org.dora.cli.InProcess.Result;
import org.dora.cli.control.TestCoordinator;
import org.dora.common.clock.HlcId;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowEntry;
import org.dora.common.control.DataflowRef;
import org.dora.common.control.DataflowResult;
import org.dora.common.control.DataflowStatus;
import org.dora.common.daemonlink.NodeError;
import org.dora.common.daemonlink.NodeErrorCause;
import org.dora.common.daemonlink.NodeExitStatus;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.id.NodeId;
import org.dora.common.message.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands about a dataflow that has ended, of which coordinators keep little but the result. */
class EndedDataflowTest {
  private static final DataflowRef FLOW = new DataflowRef(new UUID(1, 1), "flow");
  private static final HlcTimestamp TIME = new HlcTimestamp(0, new HlcId(0, 1));
  private static final String GONE = "no running dataflow with id `" + FLOW.uuid() + "`";

  @TempDir private Path folder;
  private final SortedMap<NodeId, Outcome<NodeError>> nodes = new TreeMap<>();

  @Test
  void itsLogsAreThoseOfTheNodesInTheResult() throws IOException {
    nodes.put(new NodeId("sink"), Outcome.ok());
    nodes.put(new NodeId("source"), Outcome.ok());
    String log = dora("logs", "flow", "--follow").exits(0).out();
    assertTrue(log.contains("stdout sink: from sink\n"), log);
    assertTrue(log.contains("stdout source: from source\n"), log);
  }

  @Test
  void noneOfTheLinesAreNotAllOfThem() throws IOException {
    nodes.put(new NodeId("sink"), Outcome.ok());
    assertEquals("", dora("logs", "flow", "--tail", "0").exits(0).out());
    assertEquals("", dora("logs", "flow", "sink", "--tail", "0").exits(0).out());
    String error = dora("logs", "flow", "--tail=-1").exits(2).err();
    assertTrue(error.contains("'--tail <N>': expected a whole number from 0 on"), error);
  }

  @Test
  void aReleasedDaemonThatWasCutOffMayHaveSaidTooMuch() throws IOException {
    String error = dora("logs", "flow", "mute").exits(1).err();
    assertTrue(error.contains("error: timeout waiting for daemon WS reply\n"), error);
    assertTrue(error.contains("with `--tail`"), error);
  }

  @Test
  void startTellsTheResultOfOneThatWasQuickAndShowsItsLog() throws IOException {
    Path file = Files.writeString(folder.resolve("flow.yml"), "nodes: [{id: a, path: dynamic}]");
    nodes.put(new NodeId("a"), Outcome.ok());
    String started = dora("start", file.toString(), "--detach").exits(0).out();
    assertTrue(started.endsWith("dataflow started and finished: " + FLOW.uuid() + "\n"), started);
    String attached = dora("start", file.toString(), "--attach").exits(0).out();
    assertTrue(attached.contains("stdout a: from a\n"), attached);

    nodes.put(
        new NodeId("a"),
        Outcome.failed(
            new NodeError(TIME, new NodeErrorCause.Other(""), new NodeExitStatus.ExitCode(2))));
    String failed = dora("start", file.toString(), "--detach").exits(1).err();
    assertTrue(failed.contains("Node `a` failed: exited with code 2"), failed);
  }

  private Result dora(String command, String... words) throws IOException {
    try (TestCoordinator coordinator = new TestCoordinator(this::answer)) {
      coordinator.refuseSubscriptions(GONE);
      return new InProcess().run(coordinator.with(command, words));
    }
  }

  private ControlReply answer(ControlRequest request) {
    return switch (request) {
      case ControlRequest.ListDataflows _ ->
          new ControlReply.DataflowList(List.of(new DataflowEntry(FLOW, DataflowStatus.FINISHED)));
      case ControlRequest.CliAndDefaultDaemonOnSameMachine _ ->
          new ControlReply.CliAndDefaultDaemonIps(null, null);
      case ControlRequest.Start _ -> new ControlReply.DataflowStartTriggered(FLOW.uuid());
      case ControlRequest.Check _ ->
          new ControlReply.DataflowStopped(
              FLOW.uuid(), new DataflowResult(FLOW.uuid(), TIME, nodes));
      case ControlRequest.Logs logs when logs.node().equals("mute") ->
          new ControlReply.Failed("timeout waiting for daemon WS reply");
      case ControlRequest.Logs logs ->
          new ControlReply.Logs(
              Bytes.utf8(
                  "{\"ts\":\"2026-01-01T00:00:00.000Z\",\"level\":\"stdout\",\"node\":\"x\","
                      + "\"msg\":\"from "
                      + logs.node()
                      + "\",\"target\":null,\"fields\":null}\n"));
      default -> new ControlReply.Failed(GONE);
    };
  }
}
