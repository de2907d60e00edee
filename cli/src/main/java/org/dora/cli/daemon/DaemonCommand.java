package org.dora.cli.daemon;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.CoordinatorOptions;
import org.dora.cli.log.ServiceLog;
import org.dora.cli.log.ServiceLogOptions;
import org.dora.common.files.UserFolders;
import org.dora.common.jvm.JavaLauncher;
import org.dora.common.token.AuthToken;
import org.dora.common.token.TokenFiles;
import org.dora.daemon.Daemon;
import org.dora.daemon.connection.DynamicNodeListener;
import org.dora.daemon.link.CoordinatorLink;
import org.dora.daemon.link.LinkSettings;
import org.dora.daemon.log.LogSink;
import org.dora.daemon.process.SignalHandling;
import org.dora.daemon.prometheus.CountedLog;
import org.dora.daemon.prometheus.MetricsPort;
import org.dora.daemon.spawn.SpawnSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code dora daemon}: runs nodes on this machine for a coordinator, until that ends it or a signal
 * does. A signal stops its nodes gracefully, a second one kills them.
 */
@Command(
    description = {
      "Run nodes on this machine for a coordinator.",
      "",
      "Nodes run on while the coordinator is away. Ctrl-C stops them gracefully, a second one kills",
      "them.",
      ""
    })
public final class DaemonCommand implements Callable<Integer> {
  private static final String PORT_VARIABLE = "DORA_DAEMON_LOCAL_LISTEN_PORT";
  private static final String HOST_VARIABLE = "DORA_COORDINATOR_ADDR";
  private static final String SHELL_VARIABLE = "DORA_ALLOW_SHELL_NODES";
  private static final int LAST_PORT = 65535;
  private static final int LONGEST_MACHINE_ID = 256;

  private static final Logger LOG = LoggerFactory.getLogger(DaemonCommand.class);

  @Option(
      names = "--machine-id",
      paramLabel = "<MACHINE_ID>",
      description = "Name of this machine, by which nodes are placed on it")
  private @Nullable String machineId;

  @Option(
      names = "--labels",
      paramLabel = "<LABELS>",
      converter = Labels.Argument.class,
      description = "What nodes may ask of a machine: gpu=true,arch=arm64")
  private Labels labels = Labels.NONE;

  @Option(
      names = "--local-listen-port",
      paramLabel = "<LOCAL_LISTEN_PORT>",
      description = "Port of this machine for nodes that are started by hand [default: 53291]")
  private int localListenPort = DynamicNodeListener.DEFAULT_PORT;

  @Mixin private CoordinatorOptions coordinator = new CoordinatorOptions();

  @Option(
      names = "-c",
      paramLabel = "<HOST>",
      description = "The same as --coordinator-addr",
      hidden = true)
  private @Nullable String host;

  @Option(
      names = "--on-coordinator-loss",
      paramLabel = "<POLICY>",
      converter = LossPolicy.Argument.class,
      description =
          "What becomes of nodes while the coordinator is away: keep, or stop-after:DURATION"
              + " [default: keep]")
  private LossPolicy loss = LossPolicy.KEEP;

  @Mixin private ServiceLogOptions log = new ServiceLogOptions();

  @Mixin private MetricsOptions metrics = new MetricsOptions();

  @Option(names = "--allow-shell-nodes", description = "Allow nodes with `path: shell`")
  private boolean allowShellNodes;

  @Option(names = "--rt", description = "Lock the memory and run under SCHED_FIFO")
  private boolean realTime;

  @Option(
      names = "--worker-threads",
      paramLabel = "<WORKER_THREADS>",
      description = "Accepted for the sake of scripts")
  private @Nullable Integer workerThreads;

  @Mixin private ZenohOptions zenoh = new ZenohOptions();

  @Option(names = "--run-dataflow", hidden = true)
  private @Nullable String runDataflow;

  private final Console console;

  public DaemonCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    check();
    ServiceLog.begin(logFile(), log);
    Map<String, String> environment = environment();
    CoordinatorAddress address = coordinator.address(environment);
    Path directory = Path.of("").toAbsolutePath();
    TokenFiles tokens = new TokenFiles(directory, environment);
    CoordinatorLink link =
        new CoordinatorLink(
            new LinkSettings(
                address.host(),
                address.port(),
                machineId,
                labels.values(),
                () -> tokens.find(environment).map(AuthToken::secret).orElse(null),
                loss.stopAfter(),
                keys(environment),
                directory,
                environment));
    SpawnSettings settings =
        new SpawnSettings(
            environment,
            directory,
            "true".equals(environment.get(SHELL_VARIABLE)),
            null,
            machineId,
            JavaLauncher.ofThisProcess());
    CountedLog counted = new CountedLog(link.logSink());
    LogSink sink = metrics.areWanted() ? counted : link.logSink();
    try (Daemon daemon = daemon(settings, sink);
        MetricsPort _ = metrics.open(daemon, machineId, counted)) {
      OptionalInt _ = daemon.listenForDynamicNodes(localListenPort);
      try (SignalHandling _ =
          SignalHandling.install((name, count) -> signalled(link, daemon, name, count))) {
        link.serve(daemon);
      }
    }
    return 0;
  }

  private void check() {
    log.check();
    if (runDataflow != null) {
      throw CliException.usage(
          "`--run-dataflow` is not supported: run `dora run " + runDataflow + "` instead");
    }
    if (machineId != null && machineId.length() > LONGEST_MACHINE_ID) {
      throw CliException.usage(
          "the machine id has " + machineId.length() + " characters, at most 256 are allowed");
    }
    if (localListenPort < 0 || localListenPort > LAST_PORT) {
      throw CliException.usage(
          "invalid value '%d' for '--local-listen-port <LOCAL_LISTEN_PORT>': %d is not in 0..=65535"
              .formatted(localListenPort, localListenPort));
    }
    if (workerThreads != null) {
      if (workerThreads < 1) {
        throw CliException.usage(
            "invalid value '%d' for '--worker-threads <WORKER_THREADS>': worker threads must be at"
                    .formatted(workerThreads)
                + " least 1");
      }
      console.noEffect("--worker-threads", "the JVM has as many as it needs");
    }
    zenoh.check(console);
  }

  /** Returns the folder of the keys by which daemons of this user are known again. */
  public static Path keys(Map<String, String> environment) {
    return UserFolders.state(environment).resolve("dora").resolve("daemons");
  }

  private Path logFile() {
    String name = machineId == null ? "" : "-" + machineId.replaceAll("[^A-Za-z0-9_.-]", "_");
    return Path.of("out", "dora-daemon" + name + ".txt");
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (localListenPort != 0) {
      environment.put(PORT_VARIABLE, Integer.toString(localListenPort));
    }
    if (host != null) {
      environment.put(HOST_VARIABLE, host);
    }
    if (allowShellNodes) {
      environment.put(SHELL_VARIABLE, "true");
    }
    return environment;
  }

  private Daemon daemon(SpawnSettings settings, LogSink sink) {
    return realTime
        ? Daemon.inRealTime(settings, sink, console.err()::println)
        : new Daemon(settings, sink);
  }

  private static void signalled(CoordinatorLink link, Daemon daemon, String name, int count) {
    if (count == 1) {
      LOG.info("received {} -> stopping daemon", name.equals("SIGINT") ? "ctrl-c signal" : name);
      try {
        link.leave();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      return;
    }
    if (count == 2) {
      LOG.warn("received {} again -> killing all nodes", name);
      daemon.kill();
    }
    // No shutdown hooks: whoever asks twice does not want to wait.
    Runtime.getRuntime().halt(CliException.FAILURE);
  }
}
