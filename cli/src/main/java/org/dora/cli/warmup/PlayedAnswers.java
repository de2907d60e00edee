package org.dora.cli.warmup;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.common.clock.HlcId;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.control.ControlLink;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowEntry;
import org.dora.common.control.DataflowRef;
import org.dora.common.control.DataflowResult;
import org.dora.common.control.DataflowStatus;
import org.dora.common.control.NodeInfo;
import org.dora.common.control.NodeMetricsInfo;
import org.dora.common.daemonlink.NodeStatus;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.frame.Frame;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.message.Bytes;
import org.dora.common.version.DoraVersion;

/** What a coordinator with one dataflow of one node says. */
final class PlayedAnswers {
  private static final DataflowRef DATAFLOW = new DataflowRef(new UUID(1, 1), "flow");
  private static final NodeId NODE = new NodeId("camera");

  private PlayedAnswers() {}

  static List<byte[]> to(Frame.Request request) {
    return List.of(ControlLink.reply(request.id(), reply(ControlLink.request(request))));
  }

  private static ControlReply reply(ControlRequest request) {
    return switch (request) {
      case ControlRequest.Hello _ -> new ControlReply.HelloOk(DoraVersion.announced());
      case ControlRequest.DaemonConnected _ -> new ControlReply.DaemonConnected(true);
      case ControlRequest.ListDataflows _ ->
          new ControlReply.DataflowList(
              List.of(new DataflowEntry(DATAFLOW, DataflowStatus.RUNNING)));
      case ControlRequest.GetNodeInfo _ -> new ControlReply.NodeInfoList(List.of(node()));
      case ControlRequest.Stop _ ->
          new ControlReply.DataflowStopped(
              DATAFLOW.uuid(),
              new DataflowResult(
                  DATAFLOW.uuid(),
                  new HlcTimestamp(0, new HlcId(0, 1)),
                  new TreeMap<>(Map.of(NODE, Outcome.ok()))));
      case ControlRequest.Logs _ ->
          new ControlReply.Logs(
              Bytes.utf8(
                  "{\"ts\":\"2026-01-01T00:00:00.000Z\",\"level\":\"stdout\",\"node\":\"camera\","
                      + "\"msg\":\"hello\",\"target\":null,\"fields\":null}\n"));
      default -> new ControlReply.Failed("not played");
    };
  }

  private static NodeInfo node() {
    NodeMetricsInfo metrics =
        new NodeMetricsInfo(1, 0.5f, 20, 0.0, 0.0, 0, List.of(), NodeStatus.RUNNING, 0);
    return new NodeInfo(
        DATAFLOW.uuid(), DATAFLOW.name(), NODE, new DaemonId(null, new UUID(1, 2)), metrics, null);
  }
}
