package org.dora.cli.node;

import java.util.UUID;
import org.dora.cli.Console;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.id.NodeId;
import picocli.CommandLine.Command;

/** {@code dora node stop}: stops a node of a running dataflow (cli.md section 10). */
@Command(description = {"Stop a node of a running dataflow.", ""})
public final class NodeStopCommand extends NodeEndCommand {
  /** Makes the command. */
  public NodeStopCommand(Console console) {
    super(console, "stopped");
  }

  @Override
  String end(ControlClient client, UUID dataflow, NodeId node, GraceOption grace) {
    ControlReply.NodeStopped stopped =
        client.ask(
            new ControlRequest.StopNode(dataflow, node, grace.duration()),
            ControlReply.NodeStopped.class,
            grace.limit());
    return "Node `" + stopped.nodeId() + "` stopped";
  }
}
