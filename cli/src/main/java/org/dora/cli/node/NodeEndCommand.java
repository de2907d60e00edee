package org.dora.cli.node;

import java.util.UUID;
import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.cli.DoneOptions;
import org.dora.cli.control.ControlClient;
import org.dora.common.id.NodeId;
import picocli.CommandLine.Mixin;

/** What all commands have in common that end a running node, each for a purpose of its own. */
abstract class NodeEndCommand implements Callable<Integer> {
  @Mixin private NodeTarget target = new NodeTarget();

  @Mixin private GraceOption grace = new GraceOption();

  @Mixin private DoneOptions done = new DoneOptions();

  private final Console console;
  private final String deed;

  /**
   * @param deed what programs read when it is done
   */
  NodeEndCommand(Console console, String deed) {
    this.console = console;
    this.deed = deed;
  }

  @Override
  public final Integer call() {
    done.check();
    return target.work(
        console,
        (client, dataflow, node) ->
            done.tell(
                console,
                end(client, dataflow, node, grace),
                json -> NodeChange.write(json, deed, dataflow, node)));
  }

  /** Has the coordinator end the node, and returns what to say then. */
  abstract String end(ControlClient client, UUID dataflow, NodeId node, GraceOption grace);
}
