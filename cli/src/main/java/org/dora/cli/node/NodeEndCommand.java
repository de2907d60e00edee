package org.dora.cli.node;

import java.util.UUID;
import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.cli.control.ControlClient;
import org.dora.common.id.NodeId;
import picocli.CommandLine.Mixin;

/** What all commands have in common that end a running node, each for a purpose of its own. */
abstract class NodeEndCommand implements Callable<Integer> {
  @Mixin private NodeTarget target = new NodeTarget();

  @Mixin private GraceOption grace = new GraceOption();

  private final Console console;

  NodeEndCommand(Console console) {
    this.console = console;
  }

  @Override
  public final Integer call() {
    return target.work(
        console,
        (client, dataflow, node) -> console.out().println(end(client, dataflow, node, grace)));
  }

  /** Has the coordinator end the node, and returns what to say then. */
  abstract String end(ControlClient client, UUID dataflow, NodeId node, GraceOption grace);
}
