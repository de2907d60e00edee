package org.dora.coordinator.dataflow;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.NodeMetrics;
import org.dora.common.daemonlink.NodeStatus;
import org.dora.common.daemonlink.NodeTraffic;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.dora.common.metrics.MetricsText;
import org.junit.jupiter.api.Test;

class MeasurementsTest {
  private static final NodeId NODE = new NodeId("a");

  private final PlayedCoordinator coordinator = new PlayedCoordinator(new KeptStore());
  private final PlayedDaemon daemon = new PlayedDaemon(coordinator, null, null);

  private String text() {
    MetricsText text = new MetricsText();
    Measurements.of(coordinator.dataflows).write(text);
    return text.toString();
  }

  @Test
  void whatDaemonsTellIsMeasured() {
    UUID id = coordinator.start("nodes: [{id: a, path: a.py}]");
    assertTrue(text().contains("dora_dataflows{state=\"running\"} 1\n"), text());
    assertFalse(text().contains("dora_node_memory_bytes{"), "nothing was measured yet");
    NodeTraffic traffic =
        new NodeTraffic(
            List.of(new NodeTraffic.OutputTraffic(new DataId("out"), 3, 40, 5)),
            List.of(new NodeTraffic.InputDrops(new DataId("in"), 6)));
    NodeMetrics metrics =
        new NodeMetrics(7, 50, 800, 9L, null, 1, List.of(), NodeStatus.RUNNING, 2, traffic);
    daemon.tell(new DaemonEvent.Metrics(id, new TreeMap<>(Map.of(NODE, metrics)), null));
    LogMessage line = LogMessage.of(LogLevel.WARN, null, "hot", Instant.EPOCH);
    daemon.tell(new DaemonEvent.Log(line.from(id, NODE, daemon.id())));

    String own = "dataflow=\"%s\",dataflow_name=\"flow\",node=\"a\"".formatted(id);
    String labels = own + ",daemon=\"" + daemon.id() + "\"";
    for (String expected :
        List.of(
            "dora_node_status{" + labels + ",status=\"running\"} 1",
            "dora_node_cpu_cores{" + labels + "} 0.5",
            "dora_node_memory_bytes{" + labels + "} 800",
            "dora_node_disk_read_bytes_per_second{" + labels + "} 9",
            "dora_node_pending_messages{" + labels + "} 2",
            "dora_node_restarts_total{" + labels + "} 1",
            "dora_node_dropped_messages_total{" + labels + ",input=\"in\"} 6",
            "dora_output_messages_total{" + labels + ",output=\"out\",path=\"daemon\"} 3",
            "dora_output_messages_total{" + labels + ",output=\"out\",path=\"direct\"} 5",
            "dora_output_bytes_total{" + labels + ",output=\"out\"} 40",
            "dora_log_lines_total{" + own + ",level=\"warn\"} 1")) {
      assertTrue(text().contains(expected + "\n"), () -> expected + " is not in\n" + text());
    }
    assertFalse(text().contains("dora_node_disk_written_bytes_per_second{"), "it is unknown");
  }
}
