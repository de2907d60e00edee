package org.dora.cli.node;

import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.DoneOptions;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.json.JsonException;
import org.dora.common.json.RawJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dora param set}: changes a parameter of a node, which hears of it (cli.md section 12). */
@Command(
    description = {
      "Set a parameter of a node; the node hears of it while it runs.",
      "",
      "dora param set camera fps 60      dora param set camera mode '\"fast\"'",
      ""
    })
public final class ParamSetCommand implements Callable<Integer> {
  @Parameters(index = "1", paramLabel = "<KEY>", description = "The parameter")
  private String key = "";

  @Parameters(index = "2", paramLabel = "<VALUE>", description = "Its value, as JSON")
  private String value = "";

  @Mixin private NodeTarget target = new NodeTarget();

  @Mixin private DoneOptions done = new DoneOptions();

  private final Console console;

  /** Makes the command. */
  public ParamSetCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    done.check();
    RawJson json = json();
    return target.work(
        console,
        (client, dataflow, node) -> {
          ControlReply.ParamSet _ =
              client.ask(
                  new ControlRequest.SetParam(dataflow, node, key, json),
                  ControlReply.ParamSet.class);
          done.tell(
              console,
              "Set `" + key + "` = " + json + " on node `" + node + "`",
              out ->
                  NodeChange.write(out, "set", dataflow, node)
                      .key("key")
                      .text(key)
                      .key("value")
                      .raw(json));
        });
  }

  private RawJson json() {
    try {
      return RawJson.of(value);
    } catch (JsonException e) {
      throw new CliException(
          CliException.FAILURE,
          "invalid JSON value `" + value + "`: " + e.reason(),
          "a text needs quotes of its own: '\"" + value.replace("\"", "") + "\"'");
    }
  }
}
