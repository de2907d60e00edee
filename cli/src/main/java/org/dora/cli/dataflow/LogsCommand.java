package org.dora.cli.dataflow;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.CoordinatorOptions;
import org.dora.cli.DurationArgument;
import org.dora.cli.LogOptions;
import org.dora.cli.NodeArgument;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.Dataflows;
import org.dora.cli.control.NoCoordinatorException;
import org.dora.cli.control.UnknownDataflowException;
import org.dora.cli.log.LogFilter;
import org.dora.cli.log.LogFormat;
import org.dora.cli.log.LogPrinter;
import org.dora.common.control.DataflowRef;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dora logs}: what the nodes of a dataflow have said, and say (cli.md section 9). */
@Command(
    description = {
      "Show the log of a dataflow: dora logs my-app, dora logs my-app camera --follow.",
      ""
    })
public final class LogsCommand implements Callable<Integer> {
  private static final Path OUT = Path.of("out");

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<UUID_OR_NAME>",
      description = "The dataflow: its name, its id, or the start of its id")
  private @Nullable String dataflow;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "<NODE>",
      description = "The only node to show")
  private @Nullable String nodeArgument;

  @Mixin private CoordinatorOptions coordinator = new CoordinatorOptions();

  @Option(
      names = {"-n", "--node"},
      paramLabel = "<NODE>",
      description = "The only node to show")
  private @Nullable String nodeOption;

  @Option(names = "--all-nodes", description = "Show all nodes, which is the default")
  private boolean allNodes;

  @Option(names = "--tail", paramLabel = "<N>", description = "Only the last lines")
  private @Nullable Integer tail;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what is said until the dataflow ends")
  private boolean follow;

  @Option(names = "--local", description = "Read the files in ./out, ask no coordinator")
  private boolean local;

  @Option(
      names = "--since",
      paramLabel = "<DURATION>",
      converter = DurationArgument.class,
      description = "Only what was said in this time: 10s, 5m, 1h30m")
  private @Nullable Duration since;

  @Option(
      names = "--until",
      paramLabel = "<DURATION>",
      converter = DurationArgument.class,
      description = "Only what was said before that")
  private @Nullable Duration until;

  @Option(
      names = "--grep",
      paramLabel = "<TEXT>",
      description = "Only lines with this text in message, node or target, in any case")
  private @Nullable String text;

  @Mixin private LogOptions logOptions = new LogOptions();

  private final Console console;

  /** Makes the command. */
  public LogsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    String node = node();
    if (tail != null && tail < 0) {
      throw CliException.usage(
          "invalid value '" + tail + "' for '--tail <N>': expected a whole number from 0 on");
    }
    LogFormat format = logOptions.format();
    LogQuery query =
        LogQuery.of(
            InstantSource.system().instant(), since, until, text, logOptions.filter(), tail);
    LogPrinter printer = new LogPrinter(console, format, LogFilter.NONE, ZoneId.systemDefault());
    if (local) {
      showLocal(dataflow, node, query, printer);
    } else {
      showRemote(node, query, printer);
    }
    return 0;
  }

  private @Nullable String node() {
    if (nodeArgument != null && nodeOption != null) {
      throw CliException.usage("the argument '[NODE]' cannot be used with '--node <NODE>'");
    }
    String node = nodeArgument != null ? nodeArgument : nodeOption;
    if (node != null && allNodes) {
      throw CliException.usage("the argument '--node <NODE>' cannot be used with '--all-nodes'");
    }
    return node;
  }

  private void showRemote(@Nullable String node, LogQuery query, LogPrinter printer)
      throws InterruptedException {
    try (ControlClient client = ControlClient.connect(coordinator)) {
      Dataflows dataflows = Dataflows.of(client);
      DataflowRef found = find(dataflows);
      boolean known = show(new RemoteLogs(client, found, console), node, query, printer);
      if (!known && !dataflows.isRunning(found.uuid())) {
        console
            .err()
            .println(
                "note: dataflow `"
                    + found.uuid()
                    + "` is not running, and no daemon has its logs — reading those in ./"
                    + OUT);
        showLocal(found.uuid().toString(), null, query, printer);
      }
    } catch (NoCoordinatorException e) {
      if (e.reason() != NoCoordinatorException.Reason.UNREACHABLE) {
        throw e;
      }
      console.err().println("note: " + e.getMessage() + " — reading the logs in ./" + OUT);
      showLocal(dataflow, node, query, printer);
    }
  }

  private DataflowRef find(Dataflows dataflows) {
    try {
      return dataflows.findOrOnly(dataflow, Dataflows.Scope.ALL, console);
    } catch (UnknownDataflowException e) {
      String node = "if `" + dataflow + "` is a node, use `dora logs --node " + dataflow + "`";
      throw new CliException(
          CliException.FAILURE, String.valueOf(e.getMessage()), e.hint() + "\n  hint: " + node);
    }
  }

  /** Returns false if nobody there has logs of the dataflow. */
  private boolean show(RemoteLogs logs, @Nullable String node, LogQuery query, LogPrinter printer) {
    boolean subscribed = follow && logs.subscribe(query.levels().loosest());
    List<NodeId> nodes = node == null ? logs.nodes() : List.of(NodeArgument.of(node));
    List<NodeLog> stored = logs.stored(nodes, node != null, query.lines());
    boolean isTail = stored.size() == 1 && query.lines() != null && !subscribed;
    SeenLines seen = new SeenLines();
    (isTail ? query.ofTheTail() : query)
        .select(
            seen.noting(new MergedLogs(stored)),
            () -> logs.arrived(nodes, node != null, seen),
            printer::accept);
    printer.flush();
    if (subscribed) {
      logs.follow(query, nodes, node != null, seen, printer);
    }
    return !stored.isEmpty();
  }

  private void showLocal(
      @Nullable String word, @Nullable String node, LogQuery query, LogPrinter printer)
      throws InterruptedException {
    LocalLogs logs = LocalLogs.find(OUT, word);
    Map<NodeId, List<Path>> files = logs.files(node);
    if (follow) {
      try (LocalFollower follower = new LocalFollower(logs, files)) {
        follower.follow(query, printer);
      } catch (IOException e) {
        throw new CliException(CliException.FAILURE, "cannot read log files", "", e);
      }
    } else {
      query.select(LocalLogs.read(files), printer::accept);
      printer.flush();
    }
  }
}
