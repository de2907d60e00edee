package org.dora.cli.node;

import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dora param get}: one parameter of a node (cli.md section 12). */
@Command(description = {"Print a parameter of a node, as JSON.", ""})
public final class ParamGetCommand implements Callable<Integer> {
  @Parameters(index = "1", paramLabel = "<KEY>", description = "The parameter")
  private String key = "";

  @Mixin private NodeTarget target = new NodeTarget();

  private final Console console;

  /** Makes the command. */
  public ParamGetCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return target.work(
        console,
        (client, dataflow, node) ->
            console
                .out()
                .println(
                    client
                        .ask(
                            new ControlRequest.GetParam(dataflow, node, key),
                            ControlReply.ParamValue.class)
                        .value()));
  }
}
