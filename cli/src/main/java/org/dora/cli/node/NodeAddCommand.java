package org.dora.cli.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.dora.cli.Console;
import org.dora.cli.DoneOptions;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.descriptor.NodeDescriptor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dora node add}: starts a further node in a running dataflow (cli.md section 10). */
@Command(description = {"Add a node to a running dataflow.", ""})
public final class NodeAddCommand implements Callable<Integer> {
  /** The daemon may have to download the program first. */
  private static final Duration LIMIT = Duration.ofMinutes(20);

  @Option(
      names = "--from-yaml",
      paramLabel = "<FILE>",
      required = true,
      description = "A file with the node, as it would stand below `nodes`")
  private Path file = Path.of("");

  @Mixin private DataflowTarget target = new DataflowTarget();

  @Mixin private DoneOptions done = new DoneOptions();

  private final Console console;

  /** Makes the command. */
  public NodeAddCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    done.check();
    NodeDescriptor node = NodeFile.read(file, System.getenv(), console);
    return target.work(
        console,
        (client, dataflow) -> {
          ControlReply.NodeAdded added =
              client.ask(
                  new ControlRequest.AddNode(dataflow.uuid(), NodeFile.forSending(node, client)),
                  ControlReply.NodeAdded.class,
                  LIMIT);
          done.tell(
              console,
              "Node `" + added.nodeId() + "` added to dataflow " + added.dataflowId(),
              json -> NodeChange.write(json, "added", dataflow.uuid(), node.id()));
        });
  }
}
