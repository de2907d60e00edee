package org.dora.cli.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.dora.cli.InProcess;
import org.dora.cli.control.TestCoordinator;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowEntry;
import org.dora.common.control.DataflowRef;
import org.dora.common.control.DataflowStatus;
import org.dora.common.control.NodeInfo;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListCommandTest {
  private static final DataflowRef ARM = new DataflowRef(new UUID(1, 1), "arm");
  private static final DataflowRef OLD = new DataflowRef(new UUID(1, 2), "old");

  @Test
  void machinesAreShownWhereTheyHaveNames() throws IOException {
    assertEquals(
        """
        UUID                                  Name  Status    Nodes  CPU   Memory  Daemons
        00000000-0000-0001-0000-000000000001  arm   Running   3      0.0%  0.0 MB  robot, (unnamed)
        00000000-0000-0001-0000-000000000002  old   Finished  0      0.0%  0.0 MB  -
        """,
        list(List.of(node("a", "robot"), node("b", null), node("c", "robot"))));
    assertEquals(
        """
        UUID                                  Name  Status    Nodes  CPU   Memory
        00000000-0000-0001-0000-000000000001  arm   Running   1      0.0%  0.0 MB
        00000000-0000-0001-0000-000000000002  old   Finished  0      0.0%  0.0 MB
        """,
        list(List.of(node("b", null))));
  }

  @Test
  void programsReadTheWholeIdsOfDaemons() throws IOException {
    assertEquals(
        """
        {"uuid":"00000000-0000-0001-0000-000000000001","name":"arm","status":"Running","nodes":1,\
        "cpu":0.0,"memory":0.0,"daemons":["robot-00000000-0000-0000-0000-000000000007"]}
        """,
        list(List.of(node("a", "robot")), "--format", "json", "--status", "running"));
  }

  private static NodeInfo node(String id, @Nullable String machine) {
    DaemonId daemon = new DaemonId(machine, new UUID(0, 7));
    return new NodeInfo(ARM.uuid(), ARM.name(), new NodeId(id), daemon, null, null);
  }

  private static String list(List<NodeInfo> nodes, String... options) throws IOException {
    List<DataflowEntry> dataflows =
        List.of(
            new DataflowEntry(ARM, DataflowStatus.RUNNING),
            new DataflowEntry(OLD, DataflowStatus.FINISHED));
    try (TestCoordinator coordinator =
        new TestCoordinator(request ->
            request instanceof ControlRequest.GetNodeInfo
                ? new ControlReply.NodeInfoList(nodes)
                : new ControlReply.DataflowList(dataflows))) {
      return new InProcess().run(coordinator.with("list", options)).exits(0).out();
    }
  }
}
