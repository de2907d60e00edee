package org.dora.cli.dataflow;

import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.CoordinatorOptions;
import org.dora.cli.ListOptions;
import org.dora.cli.Table;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.CleanFailure;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.DataflowEntry;
import org.dora.common.control.DataflowRef;
import org.dora.common.json.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code dora clean}: makes the coordinator forget dataflows that have ended (cli.md section 7).
 */
@Command(
    description = {
      "Make the coordinator forget the dataflows that have finished or failed.",
      "",
      "Their log files stay, but `dora logs` finds them with `--local` only.",
      ""
    })
public final class CleanCommand implements Callable<Integer> {
  @Mixin private CoordinatorOptions coordinator = new CoordinatorOptions();

  @Mixin private ListOptions listing = new ListOptions();

  private final Console console;

  /** Makes the command. */
  public CleanCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    listing.check();
    try (ControlClient client = ControlClient.connect(coordinator)) {
      ControlReply.CleanResult result =
          client.ask(new ControlRequest.Clean(), ControlReply.CleanResult.class);
      print(result);
      if (!result.failed().isEmpty()) {
        throw CliException.failure(
            "failed to clean " + result.failed().size() + " dataflow(s), see above");
      }
      return 0;
    }
  }

  private void print(ControlReply.CleanResult result) {
    if (listing.isJson()) {
      for (DataflowEntry cleaned : result.cleaned()) {
        console
            .out()
            .println(json(cleaned.id(), "status", DataflowState.of(cleaned.status()).title()));
      }
      for (CleanFailure failure : result.failed()) {
        console.err().println(json(failure.id(), "error", failure.error()));
      }
    } else {
      if (listing.isQuiet()) {
        for (DataflowEntry cleaned : result.cleaned()) {
          console.out().println(cleaned.id().uuid());
        }
      } else if (!result.cleaned().isEmpty()) {
        table(result).print(console.out());
      }
      for (CleanFailure failure : result.failed()) {
        console.warn("failed to clean " + failure.id() + ": " + failure.error());
      }
    }
    if (!listing.isQuiet()) {
      sum(result);
    }
  }

  private void sum(ControlReply.CleanResult result) {
    if (!result.cleaned().isEmpty()) {
      console.err().println("\nCleaned " + result.cleaned().size() + " dataflow(s).");
    } else if (result.failed().isEmpty()) {
      console.err().println("No finished or failed dataflows to clean.");
    }
  }

  private static Table table(ControlReply.CleanResult result) {
    Table table = new Table("UUID", "Name", "Status");
    for (DataflowEntry cleaned : result.cleaned()) {
      table.row(
          cleaned.id().uuid().toString(),
          cleaned.id().nameOr(""),
          DataflowState.of(cleaned.status()).title());
    }
    return table;
  }

  private static String json(DataflowRef dataflow, String key, String value) {
    return new JsonWriter()
        .beginMap()
        .key("uuid")
        .uuid(dataflow.uuid())
        .key("name")
        .text(dataflow.nameOr(""))
        .key(key)
        .text(value)
        .endMap()
        .toString();
  }
}
