package org.dora.cli.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.dora.cli.InProcess;
import org.dora.cli.control.TestCoordinator;
import org.dora.common.clock.HlcId;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowEntry;
import org.dora.common.control.DataflowRef;
import org.dora.common.control.DataflowResult;
import org.dora.common.control.DataflowStatus;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.dora.common.message.Bytes;
import org.junit.jupiter.api.Test;

/** What {@code dora logs --follow} begins with: files, and what the coordinator has kept. */
class FollowedLogsTest {
  private static final DataflowRef FLOW = new DataflowRef(new UUID(1, 1), "flow");
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final NodeId NODE = new NodeId("a");

  @Test
  void theTailCountsWhatADaemonHasSaidBefore() throws IOException {
    assertEquals(List.of("line 5", "daemon 6", "daemon 7"), shown("--tail", "3"));
    assertEquals(List.of("daemon 7"), shown("--tail", "1", "--grep", "DAEMON"));
  }

  private static List<String> shown(String... options) throws IOException {
    List<LogMessage> kept = IntStream.of(2, 6, 7).mapToObj(FollowedLogsTest::notice).toList();
    TestCoordinator[] itself = new TestCoordinator[1];
    try (TestCoordinator coordinator =
        new TestCoordinator(request -> {
          itself[0].log(request instanceof ControlRequest.Info ? kept : List.of());
          return answer(request);
        })) {
      itself[0] = coordinator;
      Object[] words = coordinator.with("logs flow --follow --log-format json", options);
      return new InProcess()
          .run(words)
          .exits(0)
          .out()
          .lines()
          .map(line -> LogMessage.fromJson(line).message())
          .toList();
    }
  }

  private static LogMessage notice(int second) {
    return LogMessage.of(LogLevel.INFO, "daemon", "daemon " + second, BEGIN.plusSeconds(second))
        .from(FLOW.uuid(), null, new DaemonId(null, new UUID(2, 2)));
  }

  private static ControlReply answer(ControlRequest request) {
    return switch (request) {
      case ControlRequest.ListDataflows _ ->
          new ControlReply.DataflowList(List.of(new DataflowEntry(FLOW, DataflowStatus.RUNNING)));
      case ControlRequest.Check _ ->
          new ControlReply.DataflowStopped(
              FLOW.uuid(),
              new DataflowResult(
                  FLOW.uuid(),
                  new HlcTimestamp(0, new HlcId(0, 1)),
                  new TreeMap<>(Map.of(NODE, Outcome.ok()))));
      case ControlRequest.Logs _ -> new ControlReply.Logs(Bytes.utf8(line(1) + line(3) + line(5)));
      default -> new ControlReply.Failed("not known");
    };
  }

  private static String line(int second) {
    return "{\"ts\":\"%s\",\"level\":\"stdout\",\"node\":\"a\",\"msg\":\"line %d\"}\n"
        .formatted(BEGIN.plusSeconds(second), second);
  }
}
