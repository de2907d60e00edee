package org.dora.cli.node;

import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.cli.DoneOptions;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dora node disconnect}: undoes what {@code connect} did (cli.md section 10). */
@Command(description = {"Disconnect an input of a running dataflow from an output.", ""})
public final class NodeDisconnectCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "<NODE/OUTPUT>", description = "Where messages come from")
  private String source = "";

  @Parameters(index = "1", paramLabel = "<NODE/INPUT>", description = "Where they shall not go")
  private String sink = "";

  @Mixin private DataflowTarget target = new DataflowTarget();

  @Mixin private DoneOptions done = new DoneOptions();

  private final Console console;

  /** Makes the command. */
  public NodeDisconnectCommand(Console console) {
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
          ControlReply.MappingRemoved _ =
              client.ask(
                  new ControlRequest.RemoveMapping(
                      dataflow.uuid(), from.node(), from.port(), to.node(), to.port()),
                  ControlReply.MappingRemoved.class);
          done.tell(
              console,
              from + " -x- " + to,
              json ->
                  NodeChange.begin(json, "disconnected", dataflow)
                      .key("source")
                      .text(from.toString())
                      .key("target")
                      .text(to.toString()));
        });
  }
}
