package org.dora.cli.dataflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.cli.CoordinatorOptions;
import org.dora.cli.ListOptions;
import org.dora.cli.Quantity;
import org.dora.cli.Table;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.Dataflows;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowEntry;
import org.dora.common.control.NodeInfo;
import org.dora.common.id.DaemonId;
import org.dora.common.json.JsonWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dora list}: the dataflows that the coordinator knows (cli.md section 7). */
@Command(
    description = {
      "List the dataflows that the coordinator knows: those that run, then those that have ended.",
      ""
    })
public final class ListCommand implements Callable<Integer> {
  /** What rows can be sorted by, highest first. */
  enum SortKey {
    CPU,
    MEMORY;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The last one only where machines have names. */
  private static final String[] COLUMNS = {
    "UUID", "Name", "Status", "Nodes", "CPU", "Memory", "Daemons"
  };

  @Mixin private CoordinatorOptions coordinator = new CoordinatorOptions();

  @Option(
      names = "--status",
      paramLabel = "<STATUS>",
      description = "Only those in this state: running, finished, failed")
  private @Nullable DataflowState status;

  @Option(
      names = "--name",
      paramLabel = "<PATTERN>",
      description = "Only those with this text in their name, in any case")
  private @Nullable String name;

  @Option(
      names = "--sort-by",
      paramLabel = "<KEY>",
      description = "Highest first: cpu, memory (default: by state and name)")
  private @Nullable SortKey sortBy;

  @Mixin private ListOptions listing = new ListOptions();

  private final Console console;

  /** Makes the command. */
  public ListCommand(Console console) {
    this.console = console;
  }

  /**
   * @param daemons those that its nodes are on
   */
  private record Row(
      DataflowEntry dataflow, int nodes, double cpu, double memory, Set<DaemonId> daemons) {
    /** Whether a node is where it is because somebody has chosen the machine. */
    boolean isPlaced() {
      for (DaemonId daemon : daemons) {
        if (daemon.machineId() != null) {
          return true;
        }
      }
      return false;
    }

    String machines() {
      List<String> machines = new ArrayList<>();
      for (DaemonId daemon : daemons) {
        machines.add(daemon.machineId() == null ? "(unnamed)" : daemon.machineId());
      }
      return machines.isEmpty() ? "-" : String.join(", ", machines);
    }
  }

  @Override
  public Integer call() {
    listing.check();
    try (ControlClient client = ControlClient.connect(coordinator)) {
      List<DataflowEntry> dataflows = Dataflows.of(client).entries();
      List<NodeInfo> nodes =
          listing.isQuiet()
              ? List.of()
              : client
                  .ask(new ControlRequest.GetNodeInfo(), ControlReply.NodeInfoList.class)
                  .nodes();
      print(rows(dataflows, nodes));
    }
    return 0;
  }

  private List<Row> rows(List<DataflowEntry> dataflows, List<NodeInfo> nodes) {
    List<Row> rows = new ArrayList<>();
    for (DataflowEntry dataflow : dataflows) {
      if (isWanted(dataflow)) {
        rows.add(sum(dataflow, nodes));
      }
    }
    if (sortBy != null) {
      Comparator<Row> order =
          switch (sortBy) {
            case CPU -> Comparator.comparingDouble(Row::cpu);
            case MEMORY -> Comparator.comparingDouble(Row::memory);
          };
      rows.sort(order.reversed());
    }
    return rows;
  }

  private boolean isWanted(DataflowEntry dataflow) {
    return (status == null || DataflowState.of(dataflow.status()) == status)
        && (name == null
            || dataflow
                .id()
                .nameOr("")
                .toLowerCase(Locale.ROOT)
                .contains(name.toLowerCase(Locale.ROOT)));
  }

  private static Row sum(DataflowEntry dataflow, List<NodeInfo> nodes) {
    int count = 0;
    double cpu = 0;
    double memory = 0;
    Set<DaemonId> daemons = new LinkedHashSet<>();
    for (NodeInfo node : nodes) {
      if (node.dataflowId().equals(dataflow.id().uuid())) {
        count++;
        daemons.add(node.daemonId());
        if (node.metrics() != null) {
          cpu += node.metrics().cpuUsage();
          memory += node.metrics().memoryMb();
        }
      }
    }
    return new Row(dataflow, count, cpu, memory, daemons);
  }

  private void print(List<Row> rows) {
    if (listing.isQuiet()) {
      for (Row row : rows) {
        console.out().println(row.dataflow.id().uuid());
      }
    } else if (listing.isJson()) {
      for (Row row : rows) {
        console.out().println(json(row));
      }
    } else {
      table(rows).print(console.out());
    }
  }

  private static Table table(List<Row> rows) {
    boolean placed = false;
    for (Row row : rows) {
      placed |= row.isPlaced();
    }
    Table table = new Table(Arrays.copyOf(COLUMNS, COLUMNS.length - (placed ? 0 : 1)));
    for (Row row : rows) {
      table.row(
          row.dataflow.id().uuid().toString(),
          row.dataflow.id().nameOr(""),
          DataflowState.of(row.dataflow.status()).title(),
          Integer.toString(row.nodes),
          Quantity.percent(row.cpu),
          Quantity.memory(row.memory),
          row.machines());
    }
    return table;
  }

  private static String json(Row row) {
    JsonWriter json =
        new JsonWriter()
            .beginMap()
            .key("uuid")
            .uuid(row.dataflow.id().uuid())
            .key("name")
            .text(row.dataflow.id().nameOr(""))
            .key("status")
            .text(DataflowState.of(row.dataflow.status()).title())
            .key("nodes")
            .integer(row.nodes)
            .key("cpu")
            .real(row.cpu)
            .key("memory")
            .real(Quantity.gigabytes(row.memory))
            .key("daemons")
            .beginList();
    for (DaemonId daemon : row.daemons) {
      json.text(daemon.toString());
    }
    return json.endList().endMap().toString();
  }
}
