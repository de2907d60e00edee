package org.dora.cli.trace;

import java.util.List;
import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.cli.CoordinatorOptions;
import org.dora.cli.ListOptions;
import org.dora.cli.Table;
import org.dora.cli.control.ControlClient;
import org.dora.common.codec.TraceSummaryJson;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.TraceSummary;
import org.dora.common.json.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dora trace list}: what the coordinator did lately (cli.md section 15). */
@Command(description = {"List the latest operations of the coordinator, newest first.", ""})
public final class TraceListCommand implements Callable<Integer> {
  /** Enough of an id to call it by. */
  private static final int ID_CHARACTERS = 12;

  @Mixin private CoordinatorOptions coordinator = new CoordinatorOptions();

  @Mixin private ListOptions options = new ListOptions();

  private final Console console;

  /** Makes the command. */
  public TraceListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    options.check();
    try (ControlClient client = ControlClient.connect(coordinator)) {
      print(traces(client));
    }
    return 0;
  }

  static List<TraceSummary> traces(ControlClient client) {
    return client.ask(new ControlRequest.GetTraces(), ControlReply.TraceList.class).traces();
  }

  private void print(List<TraceSummary> traces) {
    if (options.isForHumans() && traces.isEmpty()) {
      console.out().println("No traces captured yet.");
      return;
    }
    Table table = new Table("TRACE ID", "ROOT SPAN", "SPANS", "STARTED", "DURATION");
    for (TraceSummary trace : traces) {
      String id = trace.traceId();
      table.row(
          id.substring(0, Math.min(ID_CHARACTERS, id.length())),
          trace.rootSpanName(),
          Long.toString(trace.spanCount()),
          TraceText.time(trace.startTime()),
          TraceText.duration(trace.totalDurationUs()));
      if (options.isQuiet()) {
        console.out().println(id);
      } else if (options.isJson()) {
        JsonWriter json = new JsonWriter();
        TraceSummaryJson.write(json, trace);
        console.out().println(json);
      }
    }
    if (options.isForHumans()) {
      table.print(console.out());
    }
  }
}
