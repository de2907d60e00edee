package org.dora.cli.dataflow;

import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.cli.CoordinatorOptions;
import org.dora.cli.DoneOptions;
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

  @Mixin private DoneOptions done = new DoneOptions();

  private final Console console;

  /** Makes the command. */
  public RestartCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    options.check();
    done.check();
    try (ControlClient client = ControlClient.connect(coordinator)) {
      Dataflows dataflows = Dataflows.of(client);
      if (options.dataflow() == null && dataflows.running().isEmpty()) {
        done.say(console, "No dataflows are running");
        return 0;
      }
      DataflowRef dataflow = dataflows.findOrOnly(options.dataflow(), Dataflows.Scope.ALL, console);
      ControlReply.DataflowRestarted restarted =
          client.ask(
              new ControlRequest.Restart(dataflow.uuid(), options.grace(), options.force()),
              ControlReply.DataflowRestarted.class,
              options.limit());
      done.tell(
          console,
          "dataflow restarted: " + restarted.oldUuid() + " -> " + restarted.newUuid(),
          json ->
              json.key("done")
                  .text("restarted")
                  .key("old_uuid")
                  .uuid(restarted.oldUuid())
                  .key("uuid")
                  .uuid(restarted.newUuid()));
      return 0;
    }
  }
}
