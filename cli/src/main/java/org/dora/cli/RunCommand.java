package org.dora.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dora.cli.log.LogFormat;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.EnvOverride;
import org.dora.common.descriptor.Finding;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.ParsedDescriptor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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
  @Parameters(index = "0", paramLabel = "<PATH>", description = "The dataflow's YAML file")
  private Path file = Path.of("");

  @Option(
      names = "--stop-after",
      paramLabel = "<DURATION>",
      converter = DurationArgument.class,
      description = "Stop after this time as Ctrl-C does: 10s, 500ms, 2m, 1h30m")
  private @Nullable Duration stopAfter;

  @Option(
      names = "--env",
      paramLabel = "<KEY=VALUE>",
      description = "Variable for all nodes; a node's own `env` wins")
  private List<String> env = new ArrayList<>();

  @Option(names = "--debug", description = "Switch debug inspection on")
  private boolean debug;

  @Option(names = "--allow-shell-nodes", description = "Allow nodes with `path: shell`")
  private boolean allowShellNodes;

  @Option(
      names = "--exit-when-nodes-finish",
      arity = "0..1",
      fallbackValue = "true",
      paramLabel = "<BOOL>",
      description = "Let timers keep no node alive; overrides the file")
  private @Nullable Boolean exitWhenNodesFinish;

  @Option(
      names = "--log-level",
      paramLabel = "<LEVEL>",
      defaultValue = "${env:DORA_LOG_LEVEL:-stdout}",
      description = "Lowest level shown: error, warn, info, debug, trace, stdout (everything)")
  private String logLevel = "stdout";

  @Option(
      names = "--log-format",
      paramLabel = "<FORMAT>",
      defaultValue = "${env:DORA_LOG_FORMAT:-pretty}",
      description = "pretty, json or compact")
  private String logFormat = "pretty";

  @Option(
      names = "--log-filter",
      paramLabel = "<NODE=LEVEL,...>",
      defaultValue = "${env:DORA_LOG_FILTER:-}",
      description = "Levels of single nodes, which beat --log-level")
  private String logFilter = "";

  @Option(names = "--uv", description = "Not supported yet")
  private boolean uv;

  @Option(names = "--locked", description = "Not supported yet")
  private boolean locked;

  @Option(names = "--write-lockfile", description = "Not supported yet")
  private boolean writeLockfile;

  @Option(names = "--lockfile", paramLabel = "<PATH>", description = "Not supported yet")
  private @Nullable Path lockfile;

  @Option(names = "--hub-override", paramLabel = "<PKG=PATH>", description = "Not supported yet")
  private List<String> hubOverrides = new ArrayList<>();

  private final Console console;

  RunCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    refuseWhatIsNotThereYet();
    List<EnvOverride> overrides = env.stream().map(EnvOverride::parse).toList();
    ParsedDescriptor parsed = DataflowFile.read(file, System.getenv());
    List<Finding> findings =
        DataflowFile.check(parsed, _ -> "Dataflow could not be validated.");
    DataflowFile.warnings(parsed, findings).forEach(console::warn);
    warnOfDeploy(parsed.descriptor());
    return 0;
  }

  private void refuseWhatIsNotThereYet() {
    Map<String, Boolean> notYet =
        Map.of(
            "--uv", uv,
            "--locked", locked,
            "--write-lockfile", writeLockfile,
            "--lockfile", lockfile != null,
            "--hub-override", !hubOverrides.isEmpty());
    notYet.forEach(
        (option, given) -> {
          if (given) {
            throw CliException.usage("`" + option + "` is not supported yet");
          }
        });
  }
}
