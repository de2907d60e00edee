package org.dora.cli;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dora.cli.build.BuildCheck;
import org.dora.cli.build.BuildOptions;
import org.dora.cli.build.BuildPrinter;
import org.dora.cli.build.DataflowLocation;
import org.dora.cli.build.HubOverride;
import org.dora.cli.build.HubPackages;
import org.dora.cli.build.LocalBuilder;
import org.dora.cli.build.SessionReport;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.NoCoordinatorException;
import org.dora.cli.log.LogFilter;
import org.dora.cli.log.LogFormat;
import org.dora.cli.log.LogPrinter;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.hub.HubResolution;
import org.dora.common.session.DataflowSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dora build}: fetches the sources of a dataflow's nodes and runs their build commands. */
@Command(
    description = {
      "Build the nodes of a dataflow: fetch their git repositories, run their `build` commands.",
      "",
      "Each line of `build` is a command of its own, run without a shell in the node's folder.",
      ""
    })
final class BuildCommand implements Callable<Integer> {
  private static final Map<String, String> ENVIRONMENT = System.getenv();

  @Parameters(
      index = "0",
      paramLabel = "<PATH>",
      description = "The dataflow's YAML file, or the address to download it from")
  private String dataflow = "";

  @Mixin private BuildOptions options = new BuildOptions();

  @Mixin private CoordinatorOptions coordinator = new CoordinatorOptions();

  @Mixin private FormatOption format = new FormatOption();

  @Option(
      names = "--local",
      description = "Build all nodes on this machine, whatever `deploy` says")
  private boolean local;

  @Option(names = "--parallel", description = "Build nodes side by side")
  private boolean parallel;

  @Option(names = "--strict-types", description = "Treat warnings about types as errors")
  private boolean strictTypes;

  @Option(names = "--offline", description = "Do not ask for news of the hub's index")
  private boolean offline;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print nothing but warnings and errors")
  private boolean quiet;

  private final Console console;

  BuildCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    options.check();
    List<HubOverride> overrides = options.hubOverrides();
    Path file = DataflowLocation.resolve(dataflow, console);
    ParsedDescriptor parsed = DataflowFile.readFlat(file, ENVIRONMENT, DataflowFile.MODULES_FAILED);
    checkOverrides(overrides, isDistributed(parsed));
    HubResolution hub = HubPackages.resolve(parsed, file, options.hub(file, offline), this::note);
    BuildCheck.check(hub, file, strictTypes, console, this::note);
    LocalBuilder builder = new LocalBuilder(file, parsed, hub, options, console);
    Optional<ControlClient> elsewhere = coordinatorFor(parsed);
    DataflowSession session =
        elsewhere.isPresent() ? buildThrough(elsewhere.get(), builder) : buildHere(builder);
    if (format.isJson()) {
      console.out().println(PrettyJson.of(SessionReport.of(session)));
    }
    return 0;
  }

  private DataflowSession buildHere(LocalBuilder builder) {
    try (BuildPrinter printer = printer()) {
      return builder.build(parallel, printer);
    }
  }

  private DataflowSession buildThrough(ControlClient client, LocalBuilder builder) {
    Console shown = format.isJson() ? console.withOutOnErr() : console;
    LogFilter filter = quiet ? new LogFilter(LogLevel.WARN, Map.of()) : LogFilter.NONE;
    try (client) {
      return builder.buildThrough(
          client,
          new LogPrinter(shown, LogFormat.PRETTY, filter, ZoneId.systemDefault(), true),
          this::note);
    }
  }

  private BuildPrinter printer() {
    if (quiet) {
      return BuildPrinter.quiet();
    }
    return format.isJson() ? BuildPrinter.toStderr(console) : BuildPrinter.toStdout(console);
  }

  private static boolean isDistributed(ParsedDescriptor parsed) {
    return parsed.descriptor().nodes().stream().anyMatch(node -> node.deploy() != null);
  }

  /** Returns who is to have the nodes built; nothing if that is done here. */
  private Optional<ControlClient> coordinatorFor(ParsedDescriptor parsed) {
    if (local || !isDistributed(parsed)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ControlClient.connect(coordinator.address(ENVIRONMENT), ENVIRONMENT));
    } catch (NoCoordinatorException e) {
      if (coordinator.areGiven(ENVIRONMENT)
          || e.reason() != NoCoordinatorException.Reason.UNREACHABLE) {
        throw e;
      }
      console.warn(
          "no coordinator is running: all nodes are built here, whatever their `deploy` says");
      return Optional.empty();
    }
  }

  private void checkOverrides(List<HubOverride> overrides, boolean distributed) {
    if (overrides.isEmpty()) {
      return;
    }
    if (coordinator.areGiven(ENVIRONMENT)) {
      throw CliException.failure(
          "`--hub-override` is a local build feature and cannot be combined with a remote"
              + " coordinator (`--coordinator-addr`/`--coordinator-port`)");
    }
    if (distributed && !local) {
      throw CliException.failure(
          "`--hub-override` is a local build feature and cannot be used with a distributed"
              + " (`deploy:`) dataflow; use `--local` to build all nodes on this machine");
    }
  }

  private void note(String note) {
    if (!quiet) {
      (format.isJson() ? console.err() : console.out()).println(note);
    }
  }
}
