package org.dora.cli.node;

import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.cli.DoneOptions;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.id.NodeId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dora node stop}: stops a node of a running dataflow (cli.md section 10). */
@Command(description = {"Stop a node of a running dataflow.", ""})
public final class NodeStopCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "<NODE>", description = "The node")
  private String node = "";

  @Mixin private GraceOption grace = new GraceOption();

  @Mixin private DataflowTarget target = new DataflowTarget();

  @Mixin private DoneOptions done = new DoneOptions();

  private final Console console;

  /** Makes the command. */
  public NodeStopCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    done.check();
    NodeId id = NodeArgument.of(node);
    return target.work(
        console,
        (client, dataflow) -> {
          ControlReply.NodeStopped stopped =
              client.ask(
                  new ControlRequest.StopNode(dataflow.uuid(), id, grace.duration()),
                  ControlReply.NodeStopped.class,
                  grace.limit());
          done.tell(
              console,
              "Node `" + stopped.nodeId() + "` stopped",
              json -> NodeChange.write(json, "stopped", dataflow, id));
        });
  }
}
