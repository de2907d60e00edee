package org.dora.cli.dataflow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.CoordinatorOptions;
import org.dora.cli.DoneOptions;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.Dataflows;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowRef;
import org.dora.common.control.DataflowResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dora stop}: ends dataflows and waits until they have ended (cli.md section 7). */
@Command(
    description = {
      "Stop a dataflow and wait until it has ended.",
      "",
      "Exit code 1 if a node has failed, also if it had to be killed; with --force that is no",
      "failure. Of a dataflow that has ended before, its result is told again.",
      ""
    })
public final class StopCommand implements Callable<Integer> {
  @Mixin private CoordinatorOptions coordinator = new CoordinatorOptions();

  @Mixin private StopOptions options = new StopOptions();

  @Option(names = "--all", description = "Stop all dataflows that run")
  private boolean all;

  @Mixin private DoneOptions done = new DoneOptions();

  private final Console console;

  /** Makes the command. */
  public StopCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    options.check();
    done.check();
    if (all && options.dataflow() != null) {
      throw CliException.usage("the argument '[NAME_OR_UUID]' cannot be used with '--all'");
    }
    try (ControlClient client = ControlClient.connect(coordinator)) {
      Dataflows dataflows = Dataflows.of(client);
      if (all) {
        stopAll(client, dataflows.running());
      } else {
        stopOne(client, dataflows);
      }
    }
    return 0;
  }

  private void stopOne(ControlClient client, Dataflows dataflows) {
    if (options.dataflow() == null && dataflows.running().isEmpty()) {
      done.say(console, "No dataflows are running. Use `dora list` to check dataflow status.");
      return;
    }
    DataflowRef dataflow = dataflows.findOrOnly(options.dataflow(), Dataflows.Scope.ALL, console);
    stop(client, dataflow);
    if (dataflows.isRunning(dataflow.uuid()) && done.isForHumans()) {
      console.err().println("stopped " + dataflow);
    }
  }

  private void stopAll(ControlClient client, List<DataflowRef> running) {
    if (running.isEmpty()) {
      done.say(console, "No dataflows are running.");
      return;
    }
    List<String> failures = new ArrayList<>();
    for (DataflowRef dataflow : running) {
      try {
        stop(client, dataflow);
      } catch (CliException e) {
        failures.add("\n\n" + dataflow + ": " + e.getMessage());
      }
    }
    if (!failures.isEmpty()) {
      throw CliException.failure(
          failures.size()
              + " of "
              + running.size()
              + " dataflow(s) failed to stop:"
              + String.join("", failures));
    }
    done.say(console, "Stopped " + running.size() + " dataflow(s).");
  }

  private void stop(ControlClient client, DataflowRef dataflow) {
    DataflowResult result =
        client
            .ask(
                new ControlRequest.Stop(dataflow.uuid(), options.grace(), options.force()),
                ControlReply.DataflowStopped.class,
                options.limit())
            .result();
    if (options.force()) {
      DataflowEnd.checkForced(result);
    } else {
      DataflowEnd.check(result);
    }
    done.tellPrograms(
        console,
        json -> {
          json.key("done").text("stopped").key("uuid").uuid(dataflow.uuid());
          if (dataflow.name() != null) {
            json.key("name").text(dataflow.name());
          }
        });
  }
}
