package org.dora.cli.dataflow;

import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.cli.CoordinatorOptions;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.Dataflows;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowRef;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dora restart}: stops a dataflow and starts it anew (cli.md section 7). */
@Command(
    description = {
      "Stop a dataflow and start it anew, as it was started: its file is not read again.",
      ""
    })
public final class RestartCommand implements Callable<Integer> {
  @Mixin private CoordinatorOptions coordinator = new CoordinatorOptions();

  @Mixin private StopOptions options = new StopOptions();

  private final Console console;

  /** Makes the command. */
  public RestartCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    options.check();
    try (ControlClient client = ControlClient.connect(coordinator)) {
      Dataflows dataflows = Dataflows.of(client);
      if (options.dataflow() == null && dataflows.running().isEmpty()) {
        console.out().println("No dataflows are running");
        return 0;
      }
      DataflowRef dataflow = dataflows.findOrOnly(options.dataflow(), Dataflows.Scope.ALL, console);
      ControlReply.DataflowRestarted restarted =
          client.ask(
              new ControlRequest.Restart(dataflow.uuid(), options.grace(), options.force()),
              ControlReply.DataflowRestarted.class,
              options.limit());
      console
          .out()
          .println("dataflow restarted: " + restarted.oldUuid() + " -> " + restarted.newUuid());
      return 0;
    }
  }
}
