package org.dora.cli.trace;

import java.util.List;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.CoordinatorOptions;
import org.dora.cli.FormatOption;
import org.dora.cli.control.ControlClient;
import org.dora.common.codec.TraceSpanJson;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.TraceSpan;
import org.dora.common.control.TraceSummary;
import org.dora.common.json.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dora trace view}: what an operation of the coordinator consisted of (cli.md 15). */
@Command(description = {"Show what an operation of the coordinator consisted of.", ""})
public final class TraceViewCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "<TRACE_ID>",
      description = "The trace: its id or the start of it, from `dora trace list`")
  private String prefix = "";

  @Mixin private CoordinatorOptions coordinator = new CoordinatorOptions();

  @Mixin private FormatOption format = new FormatOption();

  private final Console console;

  /** Makes the command. */
  public TraceViewCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (prefix.isEmpty()) {
      throw CliException.failure("trace ID prefix must not be empty");
    }
    try (ControlClient client = ControlClient.connect(coordinator)) {
      TraceSummary trace = find(TraceListCommand.traces(client));
      print(
          client
              .ask(new ControlRequest.GetTraceSpans(trace.traceId()), ControlReply.TraceSpans.class)
              .spans());
    }
    return 0;
  }

  private TraceSummary find(List<TraceSummary> traces) {
    List<TraceSummary> found =
        traces.stream().filter(it -> it.traceId().startsWith(prefix)).toList();
    return switch (found.size()) {
      case 0 ->
          throw new CliException(
              CliException.FAILURE,
              "no trace found matching prefix `" + prefix + "`",
              "`dora trace list` shows those that there are");
      case 1 -> found.getFirst();
      default ->
          throw CliException.failure(
              "prefix `"
                  + prefix
                  + "` is ambiguous ("
                  + found.size()
                  + " matches). Use a longer prefix.");
    };
  }

  private void print(List<TraceSpan> spans) {
    if (format.isJson()) {
      for (TraceSpan span : spans) {
        JsonWriter json = new JsonWriter();
        TraceSpanJson.write(json, span);
        console.out().println(json);
      }
    } else if (spans.isEmpty()) {
      console.out().println("No spans found for this trace.");
    } else {
      SpanTree tree = SpanTree.of(spans);
      console.out().print(tree.text());
      if (tree.isPartial()) {
        console
            .err()
            .println("note: the trace is not complete: the coordinator forgets its oldest spans");
      }
    }
  }
}
