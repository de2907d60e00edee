package org.dora.cli.topic;

import java.util.ArrayList;
import java.util.List;
import org.dora.cli.Console;
import org.dora.cli.control.ControlClient;
import org.dora.cli.node.DataflowTarget;
import org.dora.common.control.DataflowRef;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.NodeId;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which outputs a command looks at; a mixin. */
final class TopicArguments {
  @Mixin private DataflowTarget target = new DataflowTarget();

  @Parameters(
      arity = "0..*",
      paramLabel = "<DATA>",
      description = "Outputs: node/output, or a node for all of its outputs (default: all)")
  private List<String> data = new ArrayList<>();

  /** What a command does with its outputs. */
  @FunctionalInterface
  interface Work {
    void on(ControlClient client, DataflowRef dataflow, List<Topic> topics);
  }

  /** Connects, finds the outputs and works on them. */
  int work(Console console, Work work) {
    return target.work(
        console,
        (client, dataflow) -> {
          Descriptor descriptor = client.descriptor(dataflow.uuid());
          List<NodeId> nodes = new ArrayList<>();
          for (NodeDescriptor node : descriptor.nodes()) {
            nodes.add(node.id());
          }
          work.on(client, dataflow, new TopicSelection(nodes, Topic.of(descriptor)).find(data));
        });
  }

  /** Connects, finds the outputs and looks at them. */
  int watch(Console console, TopicStream.Wanted wanted, TopicStream.Use use) {
    return work(
        console,
        (client, dataflow, topics) ->
            use.of(TopicStream.open(client, dataflow, topics, areNamed(), wanted, console)));
  }

  /** Whether the user names each output: then he wants to see all of them or none. */
  private boolean areNamed() {
    for (String word : data) {
      if (word.indexOf('/') < 0) {
        return false;
      }
    }
    return !data.isEmpty();
  }
}
