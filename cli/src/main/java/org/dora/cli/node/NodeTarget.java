package org.dora.cli.node;

import java.util.UUID;
import org.dora.cli.Console;
import org.dora.cli.NodeArgument;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.RefusedException;
import org.dora.common.id.NodeId;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The node of a running dataflow that a command works on; a mixin. */
final class NodeTarget {
  @Parameters(index = "0", paramLabel = "<NODE>", description = "The node")
  private String node = "";

  @Mixin private DataflowTarget target = new DataflowTarget();

  /** What a command does with its node. */
  @FunctionalInterface
  interface Work {
    void on(ControlClient client, UUID dataflow, NodeId node);
  }

  /** Returns the node's id, whether there is such a node or not. */
  NodeId id() {
    return NodeArgument.of(node);
  }

  /**
   * Connects, finds the dataflow and works on the node.
   *
   * @return the exit code of a command that has not failed
   */
  int work(Console console, Work work) {
    NodeId id = id();
    return target.work(
        console,
        (client, dataflow) -> {
          try {
            work.on(client, dataflow.uuid(), id);
          } catch (RefusedException e) {
            throw KnownNodes.explained(e, client, dataflow.uuid(), id);
          }
        });
  }
}
