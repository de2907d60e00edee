package org.dora.cli.system;

import java.util.List;
import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.cli.CoordinatorOptions;
import org.dora.cli.ListOptions;
import org.dora.cli.Table;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.Dataflows;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DaemonInfo;
import org.dora.common.daemonlink.FaultStats;
import org.dora.common.json.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dora cluster status}: the daemons of a coordinator (cli.md 17.3). */
@Command(description = {"List the daemons that are connected to the coordinator.", ""})
public final class ClusterStatusCommand implements Callable<Integer> {
  @Mixin private CoordinatorOptions coordinator = new CoordinatorOptions();

  @Mixin private ListOptions listing = new ListOptions();

  private final Console console;

  /** Makes the command. */
  public ClusterStatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    listing.check();
    try (ControlClient client = ControlClient.connect(coordinator)) {
      List<DaemonInfo> daemons =
          client
              .ask(new ControlRequest.ConnectedMachines(), ControlReply.ConnectedDaemons.class)
              .daemons();
      if (listing.isForHumans()) {
        print(daemons, Dataflows.of(client).running().size());
      } else {
        for (DaemonInfo daemon : daemons) {
          console.out().println(listing.isJson() ? json(daemon) : daemon.daemonId());
        }
      }
      return 0;
    }
  }

  private void print(List<DaemonInfo> daemons, int active) {
    if (daemons.isEmpty()) {
      console.out().println("No daemons connected.");
    } else {
      Table table =
          new Table(
              "DAEMON ID",
              "LAST HEARTBEAT",
              "RESTARTS",
              "HEALTH KILLS",
              "INPUT TIMEOUTS",
              "CB RECOVERIES");
      for (DaemonInfo daemon : daemons) {
        FaultStats counted = daemon.ftStats();
        table.row(
            daemon.daemonId().toString(),
            daemon.lastHeartbeatAgoMs() + "ms ago",
            counted == null ? "-" : Long.toString(counted.restarts()),
            counted == null ? "-" : Long.toString(counted.healthCheckKills()),
            counted == null ? "-" : Long.toString(counted.inputTimeouts()),
            counted == null ? "-" : Long.toString(counted.circuitBreakerRecoveries()));
      }
      table.print(console.out());
    }
    console.out().println("\nActive dataflows: " + active);
  }

  private static String json(DaemonInfo daemon) {
    JsonWriter json =
        new JsonWriter()
            .beginMap()
            .key("daemon_id")
            .text(daemon.daemonId().toString())
            .key("last_heartbeat_ago_ms")
            .unsigned(daemon.lastHeartbeatAgoMs());
    FaultStats counted = daemon.ftStats();
    if (counted != null) {
      json.key("restarts")
          .unsigned(counted.restarts())
          .key("health_check_kills")
          .unsigned(counted.healthCheckKills())
          .key("input_timeouts")
          .unsigned(counted.inputTimeouts())
          .key("circuit_breaker_recoveries")
          .unsigned(counted.circuitBreakerRecoveries());
    }
    return json.endMap().toString();
  }
}
