package org.dora.cli.node;

import java.util.UUID;
import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.cli.control.ControlClient;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What connecting and disconnecting an output and an input have in common. */
abstract class EdgeCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "<NODE/OUTPUT>", description = "Where messages come from")
  private String source = "";

  @Parameters(index = "1", paramLabel = "<NODE/INPUT>", description = "Where they go")
  private String sink = "";

  @Mixin private DataflowTarget target = new DataflowTarget();

  private final Console console;
  private final String arrow;

  /**
   * @param arrow what stands between output and input when it is done
   */
  EdgeCommand(Console console, String arrow) {
    this.console = console;
    this.arrow = arrow;
  }

  @Override
  public final Integer call() {
    PortArgument from = PortArgument.of(source);
    PortArgument to = PortArgument.of(sink);
    return target.work(
        console,
        (client, dataflow) -> {
          change(client, dataflow.uuid(), from, to);
          console.out().println(from + arrow + to);
        });
  }

  /** Has the coordinator change the running dataflow. */
  abstract void change(ControlClient client, UUID dataflow, PortArgument from, PortArgument to);
}
