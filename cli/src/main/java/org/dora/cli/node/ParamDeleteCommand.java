package org.dora.cli.node;

import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dora param delete}: takes a parameter away from a node (cli.md section 12). */
@Command(description = {"Delete a parameter of a node; the node hears of it while it runs.", ""})
public final class ParamDeleteCommand implements Callable<Integer> {
  @Parameters(index = "1", paramLabel = "<KEY>", description = "The parameter")
  private String key = "";

  @Mixin private NodeTarget target = new NodeTarget();

  private final Console console;

  /** Makes the command. */
  public ParamDeleteCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return target.work(
        console,
        (client, dataflow, node) -> {
          ControlReply.ParamDeleted _ =
              client.ask(
                  new ControlRequest.DeleteParam(dataflow, node, key),
                  ControlReply.ParamDeleted.class);
          console.out().println("Deleted `" + key + "` from node `" + node + "`");
        });
  }
}
