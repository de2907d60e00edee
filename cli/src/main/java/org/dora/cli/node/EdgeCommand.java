package org.dora.cli.node;

import java.util.UUID;
import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.cli.DoneOptions;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.RefusedException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What connecting and disconnecting an output and an input have in common. */
abstract class EdgeCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "<NODE/OUTPUT>", description = "Where messages come from")
  private String source = "";

  @Parameters(index = "1", paramLabel = "<NODE/INPUT>", description = "Where they go")
  private String sink = "";

  @Mixin private DataflowTarget target = new DataflowTarget();

  @Mixin private DoneOptions done = new DoneOptions();

  private final Console console;
  private final String arrow;
  private final String deed;

  /**
   * @param arrow what stands between output and input when it is done
   * @param deed what programs read then
   */
  EdgeCommand(Console console, String arrow, String deed) {
    this.console = console;
    this.arrow = arrow;
    this.deed = deed;
  }

  @Override
  public final Integer call() {
    done.check();
    PortArgument from = PortArgument.of(source);
    PortArgument to = PortArgument.of(sink);
    return target.work(
        console,
        (client, dataflow) -> {
          try {
            change(client, dataflow.uuid(), from, to);
          } catch (RefusedException e) {
            throw KnownNodes.explained(e, client, dataflow.uuid(), from.node(), to.node());
          }
          done.tell(
              console,
              from + arrow + to,
              json ->
                  NodeChange.begin(json, deed, dataflow.uuid())
                      .key("source")
                      .text(from.toString())
                      .key("target")
                      .text(to.toString()));
        });
  }

  /** Has the coordinator change the running dataflow. */
  abstract void change(ControlClient client, UUID dataflow, PortArgument from, PortArgument to);
}
