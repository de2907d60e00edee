package org.dora.cli.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.dora.cli.InProcess;
import org.dora.cli.InProcess.Result;
import org.dora.cli.control.TestCoordinator;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowEntry;
import org.dora.common.control.DataflowRef;
import org.dora.common.control.DataflowStatus;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.junit.jupiter.api.Test;

/** What the commands about single nodes ask for, and say then. */
class NodeCommandsTest {
  private static final DataflowRef ARM = new DataflowRef(new UUID(1, 1), "arm");
  private static final NodeId CAMERA = new NodeId("camera");
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final List<ControlRequest> asked = new CopyOnWriteArrayList<>();

  /** Why the coordinator does nothing; empty while it does what is asked. */
  private volatile String refusal = "";

  @Test
  void aNodeIsEndedForThePurposeThatTheUserNames() throws IOException {
    assertEquals(
        "Node `camera` restart initiated\n",
        dora("restart", "camera", "--grace", "2s").exits(0).out());
    assertEquals("Node `camera` stopped\n", dora("stop", "camera").exits(0).out());
    assertEquals(
        "Node `camera` removed from dataflow " + ARM.uuid() + "\n",
        dora("remove", "camera", "--grace-duration", "2").exits(0).out());
    assertEquals(
        List.of(
            new ControlRequest.RestartNode(ARM.uuid(), CAMERA, GRACE),
            new ControlRequest.StopNode(ARM.uuid(), CAMERA, null),
            new ControlRequest.RemoveNode(ARM.uuid(), CAMERA, GRACE)),
        asked);
  }

  @Test
  void anEdgeIsTakenAwayAndOnlyWhatIsOneIsAskedFor() throws IOException {
    assertEquals(
        "camera/image -x- plot/image\n",
        dora("disconnect", "camera/image", "plot/image").exits(0).out());
    assertTrue(dora("disconnect", "camera", "plot/image").exits(1).err().contains("'camera'"));
    assertEquals(
        List.of(
            new ControlRequest.RemoveMapping(
                ARM.uuid(), CAMERA, new DataId("image"), new NodeId("plot"), new DataId("image"))),
        asked);
  }

  @Test
  void whatIsNoIdIsRefusedBeforeAnybodyIsAsked() throws IOException {
    assertTrue(dora("stop", "a b").exits(1).err().startsWith("error: invalid node ID: "));
    assertEquals(List.of(), asked);
  }

  @Test
  void whoeverNamesANodeThatThereIsNotReadsWhichThereAre() throws IOException {
    refusal = "node 'lidar' not found in dataflow arm";
    String error = "error: " + refusal + "\n";
    String hint = "\n  hint: available nodes: camera, plot\n";
    for (String command : List.of("restart", "stop", "remove", "info")) {
      String err = dora(command, "lidar").exits(1).err();
      assertTrue(err.contains("lidar") && err.endsWith(hint), err);
    }
    assertEquals(error + hint, dora("stop", "lidar").exits(1).err());
    assertEquals(error + hint, dora("disconnect", "lidar/x", "plot/x").exits(1).err());
    assertEquals(error + hint, dora("disconnect", "camera/x", "lidar/x").exits(1).err());
    String connect = dora("connect", "lidar/x", "plot/x").exits(1).err();
    assertTrue(connect.startsWith("error: source node 'lidar' not found"), connect);
    assertTrue(connect.endsWith(hint), connect);
  }

  @Test
  void otherRefusalsStandAsTheyAre() throws IOException {
    refusal = "daemon `left` is not connected";
    assertEquals("error: " + refusal + "\n", dora("stop", "camera").exits(1).err());
  }

  @Test
  void ofManyNodesOnlyTheFirstAreShown() {
    assertEquals("the dataflow has no nodes", KnownNodes.hint(flow(0)));
    assertTrue(KnownNodes.hint(flow(30)).endsWith(", n28, n29"));
    assertTrue(
        KnownNodes.hint(flow(31)).endsWith(", n29 and 1 more, which `dora node list` shows"));
  }

  private static Descriptor flow(int nodes) {
    return descriptor(IntStream.range(0, nodes).mapToObj(i -> "n" + i).toList());
  }

  private static Descriptor descriptor(List<String> nodes) {
    String yaml =
        "nodes: ["
            + String.join(", ", nodes.stream().map(id -> "{id: " + id + ", path: p}").toList())
            + "]";
    return DescriptorParser.parse(yaml, "dataflow.yml", Map.of()).descriptor();
  }

  private Result dora(String command, String... words) throws IOException {
    try (TestCoordinator coordinator = new TestCoordinator(this::answer)) {
      return new InProcess().run(coordinator.with("node " + command, words));
    }
  }

  private ControlReply answer(ControlRequest request) {
    if (request instanceof ControlRequest.ListDataflows) {
      return new ControlReply.DataflowList(List.of(new DataflowEntry(ARM, DataflowStatus.RUNNING)));
    }
    if (request instanceof ControlRequest.Info) {
      return new ControlReply.DataflowInfo(
          ARM.uuid(), ARM.name(), descriptor(List.of("camera", "plot")));
    }
    asked.add(request);
    if (!refusal.isEmpty()) {
      return new ControlReply.Failed(refusal);
    }
    return switch (request) {
      case ControlRequest.RestartNode _ -> new ControlReply.NodeRestarted(ARM.uuid(), CAMERA);
      case ControlRequest.StopNode _ -> new ControlReply.NodeStopped(ARM.uuid(), CAMERA);
      case ControlRequest.RemoveNode _ -> new ControlReply.NodeRemoved(ARM.uuid(), CAMERA);
      case ControlRequest.RemoveMapping(
              UUID dataflow,
              NodeId source,
              DataId output,
              NodeId target,
              DataId input) ->
          new ControlReply.MappingRemoved(dataflow, source, output, target, input);
      default -> new ControlReply.Failed("not expected");
    };
  }
}
