package org.dora.cli.inspect;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.CoordinatorOptions;
import org.dora.cli.OutputFormat;
import org.dora.cli.PrettyJson;
import org.dora.cli.Table;
import org.dora.cli.control.ControlClient;
import org.dora.common.codec.NodeInfoJson;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.NodeInfo;
import org.dora.common.json.JsonWriter;
import org.dora.common.json.RawJson;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dora top}: what nodes use, on a page or for programs (cli.md section 8). */
@Command(
    description = {
      "Watch the nodes of all running dataflows.",
      "",
      "q, Esc and Ctrl-C end it; n, c and m sort by node, processor and memory.",
      ""
    })
public final class TopCommand implements Callable<Integer> {
  @Mixin private CoordinatorOptions coordinator = new CoordinatorOptions();

  @Option(
      names = "--refresh-interval",
      paramLabel = "<SECONDS>",
      description = "How often to look again, in seconds [default: 2]")
  private int interval = 2;

  @Option(names = "--once", description = "Print what there is now, and end")
  private boolean once;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "<FORMAT>",
      description =
          "json: a document with --once (its default), else a line each time; table: for humans")
  private @Nullable OutputFormat format;

  private final Console console;
  private final Map<String, String> environment = System.getenv();

  /** Makes the command. */
  public TopCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (interval < 1) {
      throw CliException.usage(
          "invalid value '" + interval + "' for '--refresh-interval <SECONDS>': not at least 1");
    }
    CoordinatorAddress address = coordinator.address(environment);
    boolean page = !once && format != OutputFormat.JSON;
    if (page && !(console.outIsTerminal() && Console.inIsTerminal())) {
      throw new CliException(
          CliException.FAILURE,
          "`dora top` requires an interactive terminal",
          "`--once` prints what there is now, `--format json` a line every " + interval + " s");
    }
    try (ControlClient client = ControlClient.connect(address, environment)) {
      List<NodeInfo> nodes = nodes(client);
      if (page) {
        new TopPage(console, address, environment, interval).watch(nodes);
      } else if (once) {
        printOnce(nodes);
      } else {
        printLines(client, nodes);
      }
    }
    return 0;
  }

  static List<NodeInfo> nodes(ControlClient client) {
    return client.ask(new ControlRequest.GetNodeInfo(), ControlReply.NodeInfoList.class).nodes();
  }

  private void printOnce(List<NodeInfo> nodes) {
    if (format == OutputFormat.TABLE) {
      table(nodes).print(console.out());
    } else {
      console.out().println(PrettyJson.of(RawJson.of(json(nodes))));
    }
  }

  private void printLines(ControlClient client, List<NodeInfo> first) throws InterruptedException {
    List<NodeInfo> nodes = first;
    // Whoever reads no more ends this, as Ctrl-C does.
    while (!console.out().checkError()) {
      console.out().println(json(nodes));
      Thread.sleep(1000L * interval);
      nodes = nodes(client);
    }
  }

  private static String json(List<NodeInfo> nodes) {
    return new JsonWriter().list(nodes, NodeInfoJson::write).toString();
  }

  private static Table table(List<NodeInfo> nodes) {
    List<NodeColumn> columns = NodeColumn.ALL;
    Table table = new Table(columns.stream().map(NodeColumn::title).toArray(String[]::new));
    for (NodeInfo node : nodes) {
      table.row(columns.stream().map(it -> it.cell().apply(node)).toArray(String[]::new));
    }
    return table;
  }
}
