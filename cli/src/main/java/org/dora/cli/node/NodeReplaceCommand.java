package org.dora.cli.node;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dora.cli.CliException;
import org.dora.cli.Console;
import org.dora.cli.DoneOptions;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.NodeId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dora node replace}: swaps a node for another definition of it (cli.md section 10). */
@Command(
    description = {
      "Replace a node of a running dataflow: the new one starts, then the old one is stopped.",
      ""
    })
public final class NodeReplaceCommand implements Callable<Integer> {
  @Option(
      names = "--from-yaml",
      paramLabel = "<FILE>",
      required = true,
      description = "A file with the new definition, under the same id")
  private Path file = Path.of("");

  @Mixin private GraceOption grace = new GraceOption();

  @Mixin private NodeTarget target = new NodeTarget();

  @Mixin private DoneOptions done = new DoneOptions();

  private final Console console;

  /** Makes the command. */
  public NodeReplaceCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    done.check();
    NodeId id = target.id();
    NodeDescriptor replacement = NodeFile.read(file, System.getenv(), console);
    if (!replacement.id().equals(id)) {
      throw CliException.failure(
          "node id mismatch: the command names `"
              + id
              + "` but the YAML defines `"
              + replacement.id()
              + "`; `dora node replace` swaps a node under the SAME id");
    }
    return target.work(
        console,
        (client, dataflow, _) -> {
          ControlReply.NodeReplaced replaced =
              client.ask(
                  new ControlRequest.ReplaceNode(
                      dataflow, NodeFile.forSending(replacement, client), grace.duration()),
                  ControlReply.NodeReplaced.class,
                  grace.limit());
          done.tell(
              console,
              "Node `" + replaced.nodeId() + "` replaced in dataflow " + replaced.dataflowId(),
              json -> NodeChange.write(json, "replaced", dataflow, id));
        });
  }
}
