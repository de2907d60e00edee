package org.dora.cli.node;

import java.util.UUID;
import org.dora.cli.Console;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.id.NodeId;
import picocli.CommandLine.Command;

/** {@code dora node restart}: stops a node and starts it anew (cli.md section 10). */
@Command(description = {"Stop a node of a running dataflow and start it anew.", ""})
public final class NodeRestartCommand extends NodeEndCommand {
  /** Makes the command. */
  public NodeRestartCommand(Console console) {
    super(console, "restart initiated");
  }

  @Override
  String end(ControlClient client, UUID dataflow, NodeId node, GraceOption grace) {
    ControlReply.NodeRestarted restarted =
        client.ask(
            new ControlRequest.RestartNode(dataflow, node, grace.duration()),
            ControlReply.NodeRestarted.class,
            grace.limit());
    return "Node `" + restarted.nodeId() + "` restart initiated";
  }
}
