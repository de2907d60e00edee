package org.dora.cli.node;

import java.util.UUID;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.FormatOption;
import org.dora.cli.PrettyJson;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.NodeInfo;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dora node info}: what a node is and how it does (cli.md section 10). */
@Command(description = {"Show a node's settings, inputs, outputs, and what it uses.", ""})
public final class NodeInfoCommand implements Callable<Integer> {
  @Mixin private NodeTarget target = new NodeTarget();

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

  private void show(ControlClient client, UUID dataflow, NodeId node) {
    ControlReply.DataflowInfo info =
        client.ask(new ControlRequest.Info(dataflow), ControlReply.DataflowInfo.class);
    NodeDescriptor found =
        info.descriptor()
            .node(node)
            .orElseThrow(() ->
                new CliException(
                    CliException.FAILURE,
                    "node `" + node + "` not found in dataflow `" + dataflow + "`",
                    KnownNodes.hint(info.descriptor())));
    NodeReport report =
        new NodeReport(
            info.name() == null ? info.uuid().toString() : info.name(),
            found,
            NodeEdges.of(info.descriptor(), found),
            running(client, dataflow, node));
    console.out().print(format.isJson() ? PrettyJson.of(report.json()) + "\n" : report.text());
  }

  private static @Nullable NodeInfo running(ControlClient client, UUID dataflow, NodeId id) {
    for (NodeInfo node :
        client.ask(new ControlRequest.GetNodeInfo(), ControlReply.NodeInfoList.class).nodes()) {
      if (node.dataflowId().equals(dataflow) && node.nodeId().equals(id)) {
        return node;
      }
    }
    return null;
  }
}
