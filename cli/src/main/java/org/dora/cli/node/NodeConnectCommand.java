package org.dora.cli.node;

import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.DoneOptions;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowRef;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.NodeDescriptor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dora node connect}: leads an output to an input of a running dataflow (cli.md 10). */
@Command(description = {"Connect an output to an input of a running dataflow.", ""})
public final class NodeConnectCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "<NODE/OUTPUT>", description = "Where messages come from")
  private String source = "";

  @Parameters(index = "1", paramLabel = "<NODE/INPUT>", description = "Where they are to go")
  private String sink = "";

  @Mixin private DataflowTarget target = new DataflowTarget();

  @Mixin private DoneOptions done = new DoneOptions();

  private final Console console;

  /** Makes the command. */
  public NodeConnectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    done.check();
    PortArgument from = PortArgument.of(source);
    PortArgument to = PortArgument.of(sink);
    return target.work(
        console,
        (client, dataflow) -> {
          requireOutput(client, dataflow, from);
          ControlReply.MappingAdded _ =
              client.ask(
                  new ControlRequest.AddMapping(
                      dataflow.uuid(), from.node(), from.port(), to.node(), to.port()),
                  ControlReply.MappingAdded.class);
          done.tell(
              console,
              from + " -> " + to,
              json ->
                  NodeChange.begin(json, "connected", dataflow)
                      .key("source")
                      .text(from.toString())
                      .key("target")
                      .text(to.toString()));
        });
  }

  /** Coordinators take any source, and then nothing ever arrives. */
  private static void requireOutput(ControlClient client, DataflowRef dataflow, PortArgument from) {
    Descriptor descriptor =
        client
            .ask(new ControlRequest.Info(dataflow.uuid()), ControlReply.DataflowInfo.class)
            .descriptor();
    NodeDescriptor node =
        descriptor
            .node(from.node())
            .orElseThrow(() ->
                CliException.failure(
                    "source node '" + from.node() + "' not found in dataflow " + dataflow.uuid()));
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
