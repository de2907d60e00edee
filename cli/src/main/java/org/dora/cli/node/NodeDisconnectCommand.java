package org.dora.cli.node;

import java.util.UUID;
import org.dora.cli.Console;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import picocli.CommandLine.Command;

/** {@code dora node disconnect}: undoes what {@code connect} did (cli.md section 10). */
@Command(description = {"Disconnect an input of a running dataflow from an output.", ""})
public final class NodeDisconnectCommand extends EdgeCommand {
  /** Makes the command. */
  public NodeDisconnectCommand(Console console) {
    super(console, " -x- ", "disconnected");
  }

  @Override
  void change(ControlClient client, UUID dataflow, PortArgument from, PortArgument to) {
    ControlReply.MappingRemoved _ =
        client.ask(
            new ControlRequest.RemoveMapping(
                dataflow, from.node(), from.port(), to.node(), to.port()),
            ControlReply.MappingRemoved.class);
  }
}
