package org.dora.cli.node;

import java.util.UUID;
import org.dora.cli.Console;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.id.NodeId;
import picocli.CommandLine.Command;

/** {@code dora node remove}: takes a node out of a running dataflow (cli.md section 10). */
@Command(description = {"Remove a node from a running dataflow.", ""})
public final class NodeRemoveCommand extends NodeEndCommand {
  /** Makes the command. */
  public NodeRemoveCommand(Console console) {
    super(console, "removed");
  }

  @Override
  String end(ControlClient client, UUID dataflow, NodeId node, GraceOption grace) {
    ControlReply.NodeRemoved removed =
        client.ask(
            new ControlRequest.RemoveNode(dataflow, node, grace.duration()),
            ControlReply.NodeRemoved.class,
            grace.limit());
    return "Node `" + removed.nodeId() + "` removed from dataflow " + removed.dataflowId();
  }
}
