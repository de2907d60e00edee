package org.dora.cli.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.cli.ListOptions;
import org.dora.cli.PrettyJson;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.control.ParamEntry;
import org.dora.common.id.NodeId;
import org.dora.common.json.RawJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dora param list}: the parameters of a node (cli.md section 12). */
@Command(description = {"List the parameters of a node.", ""})
public final class ParamListCommand implements Callable<Integer> {
  @Mixin private NodeTarget target = new NodeTarget();

  @Mixin private ListOptions listing = new ListOptions();

  private final Console console;

  /** Makes the command. */
  public ParamListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    listing.check();
    return target.work(
        console,
        (client, dataflow, node) -> {
          List<ParamEntry> params =
              client
                  .ask(new ControlRequest.GetParams(dataflow, node), ControlReply.ParamList.class)
                  .params();
          if (listing.isJson()) {
            console.out().println(PrettyJson.of(json(params)));
          } else if (listing.isQuiet()) {
            params.forEach(param -> console.out().println(param.key()));
          } else {
            print(node, params);
          }
        });
  }

  private static Map<String, RawJson> json(List<ParamEntry> params) {
    Map<String, RawJson> json = new LinkedHashMap<>();
    for (ParamEntry param : params) {
      json.put(param.key(), param.value());
    }
    return json;
  }

  private void print(NodeId node, List<ParamEntry> params) {
    if (params.isEmpty()) {
      console.out().println("No parameters set for node `" + node + "`");
      return;
    }
    console.out().println("Parameters for node `" + node + "`:");
    for (ParamEntry param : params) {
      console.out().println("  " + param.key() + " = " + param.value());
    }
  }
}
