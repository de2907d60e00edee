package org.dora.cli.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.cli.ListOptions;
import org.dora.cli.Table;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.NodeInfo;
import org.dora.common.json.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dora node list}: the nodes of running dataflows (cli.md section 10). */
@Command(description = {"List the nodes of all running dataflows, or of one.", ""})
public final class NodeListCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("node", "status", "pid", "cpu", "memory", "restarts", "dataflow");

  @Mixin private DataflowTarget target = new DataflowTarget();

  @Mixin private ListOptions listing = new ListOptions();

  private final Console console;

  /** Makes the command. */
  public NodeListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    listing.check();
    try (ControlClient client = target.connect()) {
      UUID only = target.isGiven() ? target.find(client, console).uuid() : null;
      List<NodeInfo> nodes = new ArrayList<>();
      for (NodeInfo node :
          client.ask(new ControlRequest.GetNodeInfo(), ControlReply.NodeInfoList.class).nodes()) {
        if (only == null || only.equals(node.dataflowId())) {
          nodes.add(node);
        }
      }
      print(nodes);
      return 0;
    }
  }

  private void print(List<NodeInfo> nodes) {
    List<String> columns = target.isGiven() ? COLUMNS.subList(0, COLUMNS.size() - 1) : COLUMNS;
    Table table = new Table(upperCase(columns));
    for (NodeInfo node : nodes) {
      String[] cells = cells(node);
      table.row(cells);
      if (listing.isQuiet()) {
        console.out().println(node.nodeId());
      } else if (listing.isJson()) {
        console.out().println(json(columns, cells));
      }
    }
    if (listing.isForHumans()) {
      table.print(console.out());
    }
  }

  private static String[] upperCase(List<String> columns) {
    String[] header = new String[columns.size()];
    for (int i = 0; i < header.length; i++) {
      header[i] = columns.get(i).toUpperCase(Locale.ROOT);
    }
    return header;
  }

  private static String[] cells(NodeInfo node) {
    ShownMetrics metrics = ShownMetrics.of(node.metrics());
    String dataflow =
        node.dataflowName() == null ? node.dataflowId().toString() : node.dataflowName();
    return new String[] {
      node.nodeId().value(),
      metrics.status(),
      metrics.pid(),
      metrics.cpu(),
      metrics.memory(),
      metrics.restarts(),
      dataflow
    };
  }

  private static String json(List<String> columns, String[] cells) {
    JsonWriter json = new JsonWriter().beginMap();
    for (int i = 0; i < columns.size(); i++) {
      json.key(columns.get(i)).text(cells[i]);
    }
    return json.endMap().toString();
  }
}
