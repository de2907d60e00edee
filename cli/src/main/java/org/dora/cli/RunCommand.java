package org.dora.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dora.cli.build.BuildOptions;
import org.dora.cli.build.BuildPrinter;
import org.dora.cli.build.BuildTypeCheck;
import org.dora.cli.build.DataflowLocation;
import org.dora.cli.build.HubPackages;
import org.dora.cli.build.LocalBuilder;
import org.dora.cli.log.FailureReport;
import org.dora.cli.log.LogFilter;
import org.dora.cli.log.LogFormat;
import org.dora.cli.log.LogPrinter;
import org.dora.common.DoraException;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.descriptor.Problem;
import org.dora.common.hub.HubResolution;
import org.dora.common.id.NodeId;
import org.dora.common.id.UuidV7;
import org.dora.common.jvm.JavaLauncher;
import org.dora.common.session.DataflowSession;
import org.dora.common.session.LocalBuild;
import org.dora.daemon.Daemon;
import org.dora.daemon.dataflow.DataflowResult;
import org.dora.daemon.dataflow.DataflowSpec;
import org.dora.daemon.spawn.DataflowContext;
import org.dora.daemon.spawn.PrepareException;
import org.dora.daemon.spawn.SpawnSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dora run}: runs one dataflow on this machine, daemon included, until it ends. */
@Command(
    description = {
      "Run a dataflow on this machine, without coordinator and daemon.",
      "",
      "Ctrl-C stops it gracefully, a second one kills it.",
      ""
    })
final class RunCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "<PATH>",
      description = "The dataflow's YAML file, or the address to download it from")
  private String dataflow = "";

  @Mixin private BuildOptions buildOptions = new BuildOptions();

  @Option(
      names = "--stop-after",
      paramLabel = "<DURATION>",
      converter = DurationArgument.class,
      description = "Stop after this time as Ctrl-C does: 10s, 500ms, 2m, 1h30m")
  private @Nullable Duration stopAfter;

  @Mixin private DescriptorOptions descriptorOptions = new DescriptorOptions();

  @Option(names = "--allow-shell-nodes", description = "Allow nodes with `path: shell`")
  private boolean allowShellNodes;

  @Mixin private LogOptions logOptions = new LogOptions();

  private final Console console;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    buildOptions.check();
    LogFormat format = logOptions.format();
    LogFilter filter = logOptions.filter();
    Path file = DataflowLocation.resolve(dataflow, console);
    ParsedDescriptor parsed =
        DataflowFile.readFlat(file, System.getenv(), DataflowFile.MODULES_FAILED);
    HubResolution hub =
        HubPackages.resolve(parsed, file, buildOptions.hub(file, false), console.err()::println);
    List<Problem> warnings =
        DataflowFile.check(hub.dataflow(), _ -> "Dataflow could not be validated.");
    warn(parsed, warnings);
    BuildTypeCheck.check(hub, file, false, console, console.err()::println);
    Descriptor descriptor = descriptorOptions.apply(hub.dataflow().descriptor(), console);
    LocalBuild build = build(file, parsed, hub, format);
    return run(LocalBuilder.folderOf(file), descriptor, build, format, filter);
  }

  /** Builds as {@code dora build --local} does; only the log of the dataflow is for programs. */
  private LocalBuild build(
      Path file, ParsedDescriptor parsed, HubResolution hub, LogFormat format) {
    try (BuildPrinter printer =
        format == LogFormat.JSON
            ? BuildPrinter.toStderr(console)
            : BuildPrinter.toStdout(console)) {
      DataflowSession session =
          new LocalBuilder(file, parsed, hub, buildOptions, console).build(false, printer);
      return Objects.requireNonNull(session.localBuild(), "it was built here");
    } catch (CliException e) {
      throw e;
    } catch (DoraException e) {
      throw new CliException(CliException.FAILURE, "failed to build dataflow before run", "", e);
    }
  }

  private int run(
      Path folder, Descriptor descriptor, LocalBuild build, LogFormat format, LogFilter filter)
      throws InterruptedException {
    UUID id = UuidV7.next(InstantSource.system());
    DataflowContext context =
        new DataflowContext(id, descriptor, folder, false, build, buildOptions.uv());
    String events = System.getenv("DORA_WRITE_EVENTS_TO");
    if (events != null) {
      context.recordEventsIn(Path.of(events));
    }
    DataflowSpec spec = new DataflowSpec(id, context);
    LogPrinter printer = new LogPrinter(console, format, filter, ZoneId.systemDefault());
    try (Daemon daemon = new Daemon(settings(), printer)) {
      checkPrograms(daemon, spec);
      if (descriptor.nodes().stream().anyMatch(node -> node.program().isDynamic())) {
        OptionalInt _ = daemon.listenForDynamicNodes(DynamicNodePort.of(System.getenv()));
      }
      return report(new LocalRun(daemon, spec, console).run(stopAfter));
    }
  }

  private SpawnSettings settings() {
    Map<String, String> environment = System.getenv();
    return new SpawnSettings(
        environment,
        Path.of(""),
        allowShellNodes || "true".equals(environment.get("DORA_ALLOW_SHELL_NODES")),
        ProcessHandle.current().pid(),
        null,
        JavaLauncher.ofThisProcess());
  }

  private static void checkPrograms(Daemon daemon, DataflowSpec spec) {
    try {
      daemon.checkPrograms(spec);
    } catch (PrepareException e) {
      throw new CliException(CliException.FAILURE, "Dataflow could not be validated.", "", e);
    }
  }

  private static int report(DataflowResult result) {
    if (result.isSuccess()) {
      return 0;
    }
    throw CliException.failure(
        FailureReport.text("Dataflow failed:", result.id(), result.failures()));
  }

  private void warn(ParsedDescriptor parsed, List<Problem> warnings) {
    List<NodeId> deployed =
        parsed.descriptor().nodes().stream()
            .filter(node -> node.deploy() != null)
            .map(NodeDescriptor::id)
            .toList();
    if (!deployed.isEmpty() || parsed.descriptor().deploy() != null) {
      console.warn(
          "`deploy` is ignored by `dora run`: all nodes run on this machine"
              + (deployed.isEmpty() ? "" : ", " + join(deployed) + " too"));
    }
    DataflowFile.warn(
        console,
        warnings.stream()
            .filter(warning -> !warning.message().contains("`_unstable_deploy`"))
            .toList());
  }

  private static String join(List<NodeId> nodes) {
    return nodes.stream().map(node -> "`" + node + "`").collect(Collectors.joining(", "));
  }
}
