package org.dora.cli.system;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.CoordinatorOptions;
import org.dora.cli.DataflowValidation;
import org.dora.cli.FormatOption;
import org.dora.cli.PrettyJson;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.Dataflows;
import org.dora.cli.control.NoCoordinatorException;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dora status}: whether coordinator and daemons run (cli.md section 8). */
@Command(
    description = {
      "Say whether the coordinator and its daemons run.",
      "",
      "Exit code 0 only if both do.",
      ""
    })
public final class StatusCommand implements Callable<Integer> {
  @Option(
      names = "--dataflow",
      paramLabel = "<PATH>",
      description = "A dataflow's YAML file, checked first")
  private @Nullable Path dataflow;

  @Mixin private final FormatOption format = new FormatOption();

  @Option(
      names = {"-q", "--quiet"},
      description = "Print nothing: the exit code says it")
  private boolean quiet;

  @Mixin private final CoordinatorOptions coordinator = new CoordinatorOptions();

  private final Console console;
  private final Map<String, String> environment;

  /** Makes the command for this process's environment. */
  public StatusCommand(Console console) {
    this(console, System.getenv());
  }

  StatusCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() {
    format.checkNot(quiet);
    CoordinatorAddress address = coordinator.address(environment);
    if (dataflow != null) {
      DataflowValidation.check(dataflow, environment);
    }
    boolean daemon;
    int active;
    try (ControlClient client = ControlClient.connect(address, environment)) {
      daemon =
          client
              .ask(new ControlRequest.DaemonConnected(), ControlReply.DaemonConnected.class)
              .connected();
      active = Dataflows.of(client).running().size();
    } catch (NoCoordinatorException e) {
      if (!quiet) {
        unavailable(address, e);
      }
      throw failed(String.valueOf(e.getMessage()));
    }
    if (!quiet) {
      available(address, daemon, active);
    }
    if (!daemon) {
      throw failed("the coordinator waits for a daemon: `dora up` or `dora daemon` starts one");
    }
    return 0;
  }

  private void available(CoordinatorAddress address, boolean daemon, int active) {
    if (format.isJson()) {
      json("running", address, daemon ? "running" : "not running", active);
      return;
    }
    line(Mark.GOOD, "Coordinator: Running");
    console.out().println("  Address: " + address);
    line(daemon ? Mark.GOOD : Mark.BAD, "Daemon: " + (daemon ? "Running" : "Not running"));
    console.out().println("Active dataflows: " + active);
  }

  private void unavailable(CoordinatorAddress address, NoCoordinatorException e) {
    String status =
        switch (e.reason()) {
          case UNREACHABLE, FOREIGN -> "not running";
          case SILENT -> "unknown";
          case REJECTED, INCOMPATIBLE -> "running";
        };
    if (format.isJson()) {
      json(status, status.equals("running") ? address : null, "unknown", null);
      return;
    }
    switch (e.reason()) {
      case UNREACHABLE, FOREIGN -> line(Mark.BAD, "Coordinator: Not running");
      case SILENT, REJECTED, INCOMPATIBLE ->
          line(Mark.UNKNOWN, "Coordinator: Unknown (" + e.found() + ")");
    }
    line(Mark.BAD, "Daemon: Unknown (coordinator not available)");
  }

  private enum Mark {
    GOOD("✓", "\u001b[32m"),
    BAD("✗", "\u001b[31m"),
    UNKNOWN("?", "\u001b[33m");

    private final String sign;
    private final String colour;

    Mark(String sign, String colour) {
      this.sign = sign;
      this.colour = colour;
    }
  }

  private void line(Mark mark, String text) {
    String sign = console.outColours() ? mark.colour + mark.sign + "\u001b[0m" : mark.sign;
    console.out().println(sign + " " + text);
  }

  private void json(
      String coordinatorStatus,
      @Nullable CoordinatorAddress address,
      String daemonStatus,
      @Nullable Integer active) {
    Map<String, Object> coordinatorPart = new LinkedHashMap<>();
    coordinatorPart.put("status", coordinatorStatus);
    if (address != null) {
      coordinatorPart.put("address", address.toString());
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("coordinator", coordinatorPart);
    document.put("daemon", Map.of("status", daemonStatus));
    document.put("active_dataflows", active);
    console.out().println(PrettyJson.of(document));
  }

  private static CliException failed(String hint) {
    return new CliException(CliException.FAILURE, "System check failed.", hint);
  }
}
