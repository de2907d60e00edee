package org.dora.cli.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.dora.cli.terminal.Terminal;
import org.dora.common.control.NodeInfo;
import org.dora.common.control.NodeMetricsInfo;
import org.dora.common.daemonlink.NodeStatus;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.junit.jupiter.api.Test;

class NodePageTest {
  private final NodeView view = new NodeView();
  private final NodePage page = new NodePage("here", false);

  private static NodeInfo node(String id, double cpu, double megabytes, NodeStatus status) {
    return new NodeInfo(
        new UUID(0, 1),
        "flow",
        new NodeId(id),
        new DaemonId("arm", new UUID(0, 2)),
        new NodeMetricsInfo(7, (float) cpu, megabytes, 1.5, 0.0, 3, List.of("image"), status, 4),
        null);
  }

  private List<String> lines(int columns, int rows) {
    return page.lines(view, null, new Terminal.Size(columns, rows));
  }

  @Test
  void aPageTellsWhatNodesDo() {
    view.update(
        List.of(
            node("camera", 2.5, 96.3, NodeStatus.RUNNING),
            node("plot", 150, 1500, NodeStatus.DEGRADED)));
    assertEquals(
        List.of(
            " dora inspect top  here",
            " 1 dataflow(s)   2 node(s), 1 running   CPU 152.5%   memory 1.6 GB",
            "",
            "   NODE    STATUS    DATAFLOW  PID  CPU% ▼  LOAD          MEMORY  RESTARTS  QUEUE"
                + "  NET TX  NET RX  I/O READ  I/O WRITE",
            ">> plot    Degraded  flow        7  150.0%             █  1.5 GB         3      4"
                + "       -       -  1.5 MB/s      0 B/s",
            "   camera  Running   flow        7    2.5%             ▂   96 MB         3      4"
                + "       -       -  1.5 MB/s      0 B/s",
            "",
            " plot of flow (00000000-0000-0000-0000-000000000001) on daemon "
                + new DaemonId("arm", new UUID(0, 2))
                + "   silent inputs: image",
            " q quit   ↑↓ choose   n c m sort, again to reverse   r refresh"),
        lines(160, 9));
  }

  @Test
  void whatHasNoRoomGoesLeastImportantFirst() {
    view.update(List.of(node("camera", 2.5, 96.3, NodeStatus.RUNNING)));
    for (int columns = 1; columns < 160; columns++) {
      int width = columns;
      for (String line : lines(columns, 9)) {
        assertTrue(
            line.length() <= width || line.startsWith(">> ") && width < 9,
            () -> line + " is wider than " + width);
      }
    }
    assertEquals("   NODE    STATUS   CPU% ▼  MEMORY", lines(40, 9).get(3));
    assertTrue(lines(70, 9).get(3).contains("DATAFLOW"));
    assertEquals(3, lines(80, 3).size());
  }

  @Test
  void theOrderTurnsAndTheChosenNodeStaysInSight() {
    List<NodeInfo> nodes = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      nodes.add(node("node%02d".formatted(i), i, 100 - i, NodeStatus.RUNNING));
    }
    view.update(nodes);
    assertTrue(lines(100, 12).get(4).startsWith(">> node29"));
    view.move(20);
    assertTrue(lines(100, 12).get(9).startsWith(">> node09"), lines(100, 12)::toString);
    view.sortBy(NodeView.SortKey.CPU);
    assertTrue(lines(100, 12).get(9).startsWith(">> node09"), "it is the same node still");
    view.sortBy(NodeView.SortKey.NODE);
    view.move(-30);
    assertTrue(lines(100, 12).get(4).startsWith(">> node00"));
    view.update(nodes.subList(5, 10));
    assertTrue(lines(100, 12).get(4).startsWith(">> node05"), "node00 is gone");
    view.update(List.of());
    assertFalse(String.join("", lines(100, 12)).contains(">>"));
  }

  @Test
  void oldNumbersAreToldToBeOld() {
    List<String> lines = page.lines(view, "not up to date: gone", new Terminal.Size(80, 10));
    assertEquals(" not up to date: gone", lines.get(1));
  }
}
