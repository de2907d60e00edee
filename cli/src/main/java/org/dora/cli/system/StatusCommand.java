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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code dora status}: whether coordinator and daemon run (cli.md section 8). It says of the
 * coordinator what its health answer shows; what only the control connection could tell is said to
 * be unknown.
 */
@Command(
    description = {
      "Say whether the coordinator and its daemons run.",
      "",
      "Exit code 0 only if both were seen to run.",
      ""
    })
public final class StatusCommand implements Callable<Integer> {
  private static final String NOT_ASKED = "this version does not ask the coordinator for it";

  @Option(
      names = "--dataflow",
      paramLabel = "<PATH>",
      description = "A dataflow's YAML file, checked first")
  private @Nullable Path dataflow;

  @Mixin private final FormatOption format = new FormatOption();
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
    CoordinatorAddress address = coordinator.address(environment);
    if (dataflow != null) {
      DataflowValidation.check(dataflow, environment);
    }
    CoordinatorState state = new CoordinatorProbe(address, CoordinatorProbe.LIMIT).ask();
    if (format.isJson()) {
      console.out().println(PrettyJson.of(json(state, address)));
    } else {
      print(state, address);
    }
    throw failure(state, address);
  }

  private void print(CoordinatorState state, CoordinatorAddress address) {
    switch (state) {
      case CoordinatorState.Healthy _ -> {
        line(Mark.GOOD, "Coordinator: Running");
        console.out().println("  Address: " + address);
        line(Mark.UNKNOWN, "Daemon: Unknown (" + NOT_ASKED + ")");
        console.out().println("Active dataflows: unknown");
      }
      case CoordinatorState.Silent _ -> {
        line(
            Mark.UNKNOWN,
            "Coordinator: Unknown (something listens at " + address + " and is silent)");
        line(Mark.BAD, "Daemon: Unknown (coordinator not available)");
      }
      case CoordinatorState.Foreign _, CoordinatorState.Unreachable _ -> {
        line(Mark.BAD, "Coordinator: Not running");
        line(Mark.BAD, "Daemon: Unknown (coordinator not available)");
      }
    }
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

  private static Map<String, @Nullable Object> json(
      CoordinatorState state, CoordinatorAddress address) {
    Map<String, Object> coordinator = new LinkedHashMap<>();
    switch (state) {
      case CoordinatorState.Healthy _ -> {
        coordinator.put("status", "running");
        coordinator.put("address", address.toString());
      }
      case CoordinatorState.Silent _ -> coordinator.put("status", "unknown");
      case CoordinatorState.Foreign _, CoordinatorState.Unreachable _ ->
          coordinator.put("status", "not running");
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("coordinator", coordinator);
    document.put("daemon", Map.of("status", "unknown"));
    document.put("active_dataflows", null);
    return document;
  }

  private static CliException failure(CoordinatorState state, CoordinatorAddress address) {
    return switch (state) {
      case CoordinatorState.Healthy _ ->
          new CliException(
              CliException.FAILURE,
              "System check incomplete: the coordinator is well, its daemons were not checked.",
              NOT_ASKED);
      case CoordinatorState.Silent _ ->
          failed("what listens at " + address + " has not answered a request for its health");
      case CoordinatorState.Foreign(String answer) ->
          failed("what listens at " + address + " is no coordinator: it says `" + answer + "`");
      case CoordinatorState.Unreachable(String reason) ->
          failed("no coordinator at " + address + ": " + reason);
    };
  }

  private static CliException failed(String hint) {
    return new CliException(CliException.FAILURE, "System check failed.", hint);
  }
}
