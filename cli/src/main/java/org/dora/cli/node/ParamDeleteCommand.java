package org.dora.cli.node;

import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.cli.DoneOptions;
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

  @Mixin private DoneOptions done = new DoneOptions();

  private final Console console;

  /** Makes the command. */
  public ParamDeleteCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    done.check();
    return target.work(
        console,
        (client, dataflow, node) -> {
          ControlReply.ParamDeleted _ =
              client.ask(
                  new ControlRequest.DeleteParam(dataflow, node, key),
                  ControlReply.ParamDeleted.class);
          done.tell(
              console,
              "Deleted `" + key + "` from node `" + node + "`",
              json -> NodeChange.write(json, "deleted", dataflow, node).key("key").text(key));
        });
  }
}
