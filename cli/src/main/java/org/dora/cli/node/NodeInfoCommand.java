package org.dora.cli.node;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.FormatOption;
import org.dora.cli.PrettyJson;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowRef;
import org.dora.common.control.NodeInfo;
import org.dora.common.control.NodeMetricsInfo;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dora node info}: what a node is and how it does (cli.md section 10). */
@Command(description = {"Show a node's settings, inputs, outputs, and what it uses.", ""})
public final class NodeInfoCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "<NODE>", description = "The node")
  private String node = "";

  @Mixin private DataflowTarget target = new DataflowTarget();

  @Mixin private FormatOption format = new FormatOption();

  private final Console console;

  /** Makes the command. */
  public NodeInfoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return target.work(console, this::show);
  }

  private void show(ControlClient client, DataflowRef dataflow) {
    ControlReply.DataflowInfo info =
        client.ask(new ControlRequest.Info(dataflow.uuid()), ControlReply.DataflowInfo.class);
    NodeDescriptor found = find(info.descriptor());
    NodeReport report =
        new NodeReport(
            info.name() == null ? info.uuid().toString() : info.name(),
            found,
            NodeEdges.of(info.descriptor(), found),
            metrics(client, dataflow, found.id()));
    console.out().print(format.isJson() ? PrettyJson.of(report.json()) + "\n" : report.text());
  }

  private NodeDescriptor find(Descriptor descriptor) {
    Optional<NodeDescriptor> found = descriptor.node(NodeArgument.of(node));
    if (found.isPresent()) {
      return found.get();
    }
    StringBuilder available = new StringBuilder("available nodes: ");
    for (NodeDescriptor each : descriptor.nodes()) {
      available.append(available.charAt(available.length() - 2) == ':' ? "" : ", ");
      available.append(each.id());
    }
    throw new CliException(
        CliException.FAILURE, "node `" + node + "` not found in dataflow", available.toString());
  }

  private static @Nullable NodeMetricsInfo metrics(
      ControlClient client, DataflowRef dataflow, NodeId id) {
    for (NodeInfo node :
        client.ask(new ControlRequest.GetNodeInfo(), ControlReply.NodeInfoList.class).nodes()) {
      if (node.dataflowId().equals(dataflow.uuid()) && node.nodeId().equals(id)) {
        return node.metrics();
      }
    }
    return null;
  }
}
