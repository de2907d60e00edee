package org.dora.cli.system;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.CoordinatorOptions;
import org.dora.cli.DoneOptions;
import org.dora.cli.control.ConnectionLostException;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.Dataflows;
import org.dora.cli.dataflow.DataflowEnd;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowRef;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dora down}: ends the coordinator and its daemons (cli.md section 4.2). */
@Command(
    description = {
      "End the coordinator and its daemons.",
      "",
      "Refused while dataflows run; with --force they are stopped first.",
      ""
    })
public final class DownCommand implements Callable<Integer> {
  /**
   * For the nodes of a dataflow that is stopped by force: as good as at once, but in good order.
   */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private static final Duration STOPPED = Duration.ofSeconds(65);

  /** Daemons are given 18 s, and a released coordinator asks them while it waits for others. */
  private static final Duration DESTROYED = Duration.ofSeconds(90);

  private static final Duration ENDED = Duration.ofSeconds(5);

  @Mixin private CoordinatorOptions coordinator = new CoordinatorOptions();

  @Option(names = "--force", description = "Stop the dataflows that run")
  private boolean force;

  @Option(names = "--config", hidden = true, description = "Without effect")
  private String config = "";

  @Mixin private DoneOptions done = new DoneOptions();

  private final Console console;

  /** Makes the command. */
  public DownCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    done.check();
    try (ControlClient client = ControlClient.connect(coordinator)) {
      List<DataflowRef> running = Dataflows.of(client).running();
      if (!running.isEmpty()) {
        if (!force) {
          throw refusal(client, running);
        }
        stop(client, running);
      }
      done.say(console, "Destroying coordinator at " + client.address());
      destroy(client);
      done.tell(
          console,
          "Coordinator and daemons destroyed successfully",
          json ->
              json.key("done")
                  .text("destroyed")
                  .key("coordinator")
                  .text(client.address().toString())
                  .key("stopped_dataflows")
                  .list(running, (out, it) -> out.uuid(it.uuid())));
      return 0;
    }
  }

  private static CliException refusal(ControlClient client, List<DataflowRef> running) {
    StringBuilder message =
        new StringBuilder("refusing to destroy the coordinator at ")
            .append(client.address())
            .append(": ")
            .append(running.size())
            .append(" dataflow(s) still running");
    for (DataflowRef dataflow : running) {
      message.append("\n  - ").append(dataflow);
    }
    message
        .append("\n\n  All of them would end with it. They may be another project's: everything on")
        .append(" this machine\n  shares ")
        .append(client.address())
        .append(" unless told otherwise.");
    return new CliException(
        CliException.FAILURE,
        message.toString(),
        "stop the dataflows first (`dora stop --all`), or use `--force` if you mean to end them\n"
            + "  hint: projects with a `DORA_COORDINATOR_PORT` (or `--coordinator-port`) each have"
            + " coordinators of their own");
  }

  private void stop(ControlClient client, List<DataflowRef> running) {
    done.say(console, "Stopping " + running.size() + " running dataflow(s) before teardown...");
    for (DataflowRef dataflow : running) {
      try {
        DataflowEnd.checkForced(
            client
                .ask(
                    new ControlRequest.Stop(dataflow.uuid(), GRACE, false),
                    ControlReply.DataflowStopped.class,
                    STOPPED)
                .result());
      } catch (ConnectionLostException e) {
        throw e;
      } catch (CliException e) {
        console.warn("failed to stop " + dataflow + ": " + e.getMessage());
      }
    }
  }

  /** A coordinator may have ended before its answer is sent. */
  private static void destroy(ControlClient client) {
    try {
      ControlReply.DestroyOk _ =
          client.ask(new ControlRequest.Destroy(), ControlReply.DestroyOk.class, DESTROYED);
      // So that `dora up` right behind this finds the port free.
      if (!client.awaitEnd(ENDED)) {
        throw CliException.failure(
            "the coordinator at " + client.address() + " has not ended, although it said it would");
      }
    } catch (ConnectionLostException _) {
      // It is gone, which is what was asked for.
    }
  }
}
