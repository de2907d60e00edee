package org.dora.cli.dataflow;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.CoordinatorOptions;
import org.dora.cli.DescriptorOptions;
import org.dora.cli.OutputFormat;
import org.dora.cli.build.DataflowLocation;
import org.dora.cli.build.LocalBuilder;
import org.dora.cli.build.SharedFolder;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.RefusedException;
import org.dora.cli.log.LogFormat;
import org.dora.cli.log.LogPrinter;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowRef;
import org.dora.common.control.LogFilter;
import org.dora.common.descriptor.EnvOverride;
import org.dora.common.json.JsonWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dora start}: has a coordinator start a dataflow (cli.md section 5). */
@Command(
    description = {
      "Start a dataflow on the daemons of a coordinator.",
      "",
      "It is read and checked first. On a terminal its log is shown until it ends: Ctrl-C then stops",
      "it gracefully, a second one by force. Otherwise it runs in the background.",
      ""
    })
public final class StartCommand implements Callable<Integer> {
  /**
   * Texts of a coordinator that the dataflow has ended already (control-protocol.md section 25).
   */
  private static final String NOT_RUNNING = "no running dataflow with id";

  private static final String UNKNOWN = "unknown dataflow";

  private static final String FAILED = "dataflow failed to start";

  /** A coordinator gives up after a minute unless told otherwise. */
  private static final Duration SPAWNED = Duration.ofMinutes(10);

  @Parameters(
      index = "0",
      paramLabel = "<PATH>",
      description = "The dataflow's YAML file, or the address to download it from")
  private String dataflow = "";

  @Mixin private CoordinatorOptions coordinator = new CoordinatorOptions();

  @Mixin private DescriptorOptions descriptorOptions = new DescriptorOptions();

  @Option(
      names = {"-n", "--name"},
      paramLabel = "<NAME>",
      description = "Name for other commands (default: the coordinator makes one up)")
  private @Nullable String name;

  @Option(names = "--attach", description = "Show the log until the dataflow ends")
  private boolean attach;

  @Option(names = "--detach", description = "Return as soon as all nodes are started")
  private boolean detach;

  @Option(
      names = "--hot-reload",
      description = "While attached, load Python and Java operators anew when their files change")
  private boolean hotReload;

  @Option(names = "--uv", description = "Run Python nodes through uv")
  private boolean uv;

  @Option(
      names = "--format",
      paramLabel = "<FORMAT>",
      description =
          "table: text for humans (default); json: one object a line, with --attach its log")
  private @Nullable OutputFormat format;

  @Option(
      names = {"-q", "--quiet"},
      description = "With --detach, print nothing but the dataflow's id")
  private boolean quiet;

  private final Console console;
  private final Map<String, String> environment = System.getenv();

  /** Makes the command. */
  public StartCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (attach && detach) {
      throw CliException.usage("the argument '--attach' cannot be used with '--detach'");
    }
    OutputFormat.check(quiet, format);
    List<EnvOverride> variables = descriptorOptions.variables();
    Path file = DataflowLocation.resolve(dataflow, console);
    StartPlan plan = StartPlan.of(file, descriptorOptions, environment, console);
    try (ControlClient client = ControlClient.connect(coordinator)) {
      refuseChangedVariables(client, variables);
      UUID id = start(client, file, plan);
      boolean attached = isAttached();
      if (hotReload && !attached) {
        console.noEffect("--hot-reload", "nobody watches the files unless `--attach` is given");
      }
      try {
        if (attached) {
          follow(client, id, file, plan);
        } else {
          awaitSpawn(client, id, plan);
        }
      } catch (RefusedException e) {
        if (!hasEnded(e)) {
          throw e;
        }
        if (attached) {
          showStored(client, id, plan);
        }
        new RunningDataflow(client, id).requireSuccess();
        tell("dataflow started and finished: " + id, "finished", id);
      }
      return 0;
    }
  }

  private static boolean hasEnded(RefusedException e) {
    return e.says(NOT_RUNNING) || e.says(UNKNOWN);
  }

  private boolean isAttached() {
    if (attach || detach) {
      return attach;
    }
    boolean interactive = Console.inIsTerminal();
    console
        .err()
        .println(
            interactive
                ? "attaching to dataflow (use `--detach` to run in background)"
                : "non-interactive mode: running in background");
    return interactive;
  }

  /** Released coordinators take texts that look like numbers for numbers. */
  private static void refuseChangedVariables(ControlClient client, List<EnvOverride> variables) {
    if (client.isOurs()) {
      return;
    }
    for (EnvOverride variable : variables) {
      variable
          .wireRefusal()
          .ifPresent(refusal -> {
            throw new CliException(
                CliException.FAILURE,
                refusal,
                "a coordinator and daemons of this version of dora carry all values exactly");
          });
    }
  }

  private UUID start(ControlClient client, Path file, StartPlan plan) {
    UUID id =
        client
            .ask(
                new ControlRequest.Start(
                    plan.session().buildId(),
                    plan.session().sessionId(),
                    client.isOurs() ? plan.descriptor() : plan.descriptor().forRelay(),
                    name,
                    SharedFolder.of(client, plan.descriptor(), file),
                    uv,
                    environment.get("DORA_WRITE_EVENTS_TO")),
                ControlReply.DataflowStartTriggered.class)
            .uuid();
    if (quiet && detach) {
      console.out().println(id);
    } else {
      tell("dataflow start triggered: " + id, "triggered", id);
    }
    return id;
  }

  private void awaitSpawn(ControlClient client, UUID id, StartPlan plan) {
    boolean silent = quiet && detach || isJson();
    LogPrinter printer = printer(plan);
    if (!silent) {
      client.subscribe(new ControlRequest.LogSubscribe(id, LogFilter.INFO));
    }
    try {
      ControlReply.DataflowSpawned _ =
          client.ask(
              new ControlRequest.WaitForSpawn(id),
              ControlReply.DataflowSpawned.class,
              SPAWNED,
              message -> {
                printer.accept(message);
                printer.flush();
              });
    } catch (RefusedException e) {
      if (hasEnded(e)) {
        throw e;
      }
      String reason = String.valueOf(e.getMessage());
      throw new CliException(
          CliException.FAILURE,
          reason.startsWith(FAILED) ? reason : FAILED + ": " + reason,
          "`dora logs " + id + "` has more");
    }
    // A released coordinator holds back what it has to say while it owes an answer.
    new RunningDataflow(client, id).printArrived(printer);
    tell("dataflow started: " + id, "started", id);
  }

  private void follow(ControlClient client, UUID id, Path file, StartPlan plan) {
    LogFilter level = LogLevelVariable.of(environment);
    client.subscribe(new ControlRequest.LogSubscribe(id, level));
    RunningDataflow running = new RunningDataflow(client, id);
    OperatorFiles operators =
        hotReload
            ? OperatorFiles.of(plan.descriptor(), LocalBuilder.folderOf(file))
            : OperatorFiles.none();
    new AttachedDataflow(running, operators, printer(plan), console, environment).follow();
  }

  /** Shows the log of a dataflow that has ended before anybody could follow it. */
  private void showStored(ControlClient client, UUID id, StartPlan plan) {
    RemoteLogs logs = new RemoteLogs(client, new DataflowRef(id, name), console);
    LogPrinter printer = printer(plan);
    new MergedLogs(logs.stored(logs.nodes(), false, null)).forEachRemaining(printer::accept);
    printer.flush();
  }

  private LogPrinter printer(StartPlan plan) {
    return new LogPrinter(
        console,
        isJson() ? LogFormat.JSON : LogFormat.PRETTY,
        org.dora.cli.log.LogFilter.NONE,
        ZoneId.systemDefault(),
        plan.isDistributed());
  }

  private boolean isJson() {
    return format == OutputFormat.JSON;
  }

  private void tell(String text, String done, UUID id) {
    if (isJson()) {
      console
          .out()
          .println(
              new JsonWriter().beginMap().key("done").text(done).key("uuid").uuid(id).endMap());
    } else if (!(quiet && detach)) {
      console.out().println(text);
    }
  }
}
