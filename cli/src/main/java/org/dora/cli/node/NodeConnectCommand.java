package org.dora.cli.node;

import java.util.UUID;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.NodeDescriptor;
import picocli.CommandLine.Command;

/** {@code dora node connect}: leads an output to an input of a running dataflow (cli.md 10). */
@Command(description = {"Connect an output to an input of a running dataflow.", ""})
public final class NodeConnectCommand extends EdgeCommand {
  /** Makes the command. */
  public NodeConnectCommand(Console console) {
    super(console, " -> ", "connected");
  }

  @Override
  void change(ControlClient client, UUID dataflow, PortArgument from, PortArgument to) {
    requireOutput(client, dataflow, from);
    ControlReply.MappingAdded _ =
        client.ask(
            new ControlRequest.AddMapping(dataflow, from.node(), from.port(), to.node(), to.port()),
            ControlReply.MappingAdded.class);
  }

  /** Coordinators take any source, and then nothing ever arrives. */
  private static void requireOutput(ControlClient client, UUID dataflow, PortArgument from) {
    Descriptor descriptor = client.descriptor(dataflow);
    NodeDescriptor node =
        descriptor
            .node(from.node())
            .orElseThrow(() ->
                new CliException(
                    CliException.FAILURE,
                    "source node '" + from.node() + "' not found in dataflow " + dataflow,
                    KnownNodes.hint(descriptor)));
    NodeEdges edges = NodeEdges.of(descriptor, node);
    if (!edges.outputs().containsKey(from.port().toString())) {
      throw new CliException(
          CliException.FAILURE,
          "node `" + from.node() + "` does not have output `" + from.port() + "`",
          edges.outputs().isEmpty()
              ? "it has none"
              : "available outputs: " + String.join(", ", edges.outputs().keySet()));
    }
  }
}
