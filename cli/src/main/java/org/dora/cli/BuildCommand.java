package org.dora.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dora.cli.build.BuildOptions;
import org.dora.cli.build.BuildPrinter;
import org.dora.cli.build.DataflowLocation;
import org.dora.cli.build.HubOverride;
import org.dora.cli.build.LocalBuilder;
import org.dora.cli.build.SessionReport;
import org.dora.cli.build.TypeReport;
import org.dora.common.descriptor.BuildLineCheck;
import org.dora.common.descriptor.DescriptorCheck;
import org.dora.common.descriptor.Finding;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.descriptor.Problem;
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
    ParsedDescriptor parsed = DataflowFile.read(file, ENVIRONMENT);
    choosePlace(parsed, overrides);
    check(parsed);
    try (BuildPrinter printer = printer()) {
      DataflowSession session =
          new LocalBuilder(file, parsed, options, console).build(parallel, printer);
      if (format.isJson()) {
        console.out().println(PrettyJson.of(SessionReport.of(session)));
      }
      return 0;
    }
  }

  private BuildPrinter printer() {
    if (quiet) {
      return BuildPrinter.quiet();
    }
    return format.isJson() ? BuildPrinter.toStderr(console) : BuildPrinter.toStdout(console);
  }

  /** All nodes are built here; says so where that is not what the dataflow asks for. */
  private void choosePlace(ParsedDescriptor parsed, List<HubOverride> overrides) {
    boolean distributed =
        parsed.descriptor().nodes().stream().anyMatch(node -> node.deploy() != null);
    if (!overrides.isEmpty()) {
      checkOverrides(parsed, overrides, distributed);
    }
    if (local || !distributed) {
      return;
    }
    if (coordinator.areGiven(ENVIRONMENT)) {
      throw new CliException(
          CliException.FAILURE,
          "cannot build through the coordinator at "
              + coordinator.address(ENVIRONMENT)
              + ": this version of dora builds on this machine only",
          "use `--local` to build all nodes here");
    }
    console.warn("no coordinator is asked: all nodes are built here, whatever their `deploy` says");
  }

  private void checkOverrides(
      ParsedDescriptor parsed, List<HubOverride> overrides, boolean distributed) {
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
    HubOverride.warnOfUnused(overrides, parsed.descriptor(), console);
  }

  /**
   * Refuses what cannot be built; warns of what will only keep the dataflow from running, since the
   * released program builds such dataflows.
   */
  private void check(ParsedDescriptor parsed) {
    refuseHub(parsed);
    List<Problem> errors = new ArrayList<>();
    List<Problem> warnings = new ArrayList<>(parsed.warnings());
    List<Finding> findings = new ArrayList<>(DescriptorCheck.findings(parsed.descriptor()));
    findings.addAll(BuildLineCheck.findings(parsed.descriptor()));
    for (Finding finding : findings) {
      (keepsFromBuilding(finding) ? errors : warnings).add(parsed.problem(finding));
    }
    if (!errors.isEmpty()) {
      throw CliException.ofProblems("failed to resolve nodes", errors);
    }
    DataflowFile.warn(console, warnings);
    TypeReport.check(parsed, strictTypes, console);
  }

  /** Whether it is not even clear what the nodes are, unlike where their inputs come from. */
  private static boolean keepsFromBuilding(Finding finding) {
    return finding.isError()
        && finding.kind() != Finding.Kind.SETTINGS
        && !finding.path().contains("].inputs.");
  }

  private static void refuseHub(ParsedDescriptor parsed) {
    for (NodeDescriptor node : parsed.descriptor().nodes()) {
      if (node.source().hub() != null) {
        throw CliException.failure(
            "node `"
                + node.id()
                + "`: the hub package `"
                + node.source().hub()
                + "` cannot be fetched by this version of dora yet; name the program with `path`"
                + " or with `git` and `path`");
      }
    }
  }
}
