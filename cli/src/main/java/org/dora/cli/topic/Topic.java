package org.dora.cli.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.dora.cli.node.NodePart;
import org.dora.common.daemonlink.OutputRef;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;

/**
 * An output as users name it: that of a node's only operator without the operator.
 *
 * @param wire its id in messages, which names the operator
 * @param subscribers the inputs that read it, as {@code node/input}
 */
record Topic(NodeId node, DataId name, DataId wire, List<String> subscribers) {
  /** Returns all outputs, nodes in the order of the file, the outputs of each by name. */
  static List<Topic> of(Descriptor descriptor) {
    List<Topic> topics = new ArrayList<>();
    for (NodeDescriptor node : descriptor.nodes()) {
      for (NodePart part : NodePart.of(node)) {
        for (DataId output : new TreeSet<>(part.ports().outputs())) {
          DataId name = part.shown(output);
          DataId wire = new DataId(part.prefix() + output);
          topics.add(new Topic(node.id(), name, wire, readers(descriptor, node, name, wire)));
        }
      }
    }
    return topics;
  }

  private static List<String> readers(
      Descriptor descriptor, NodeDescriptor node, DataId name, DataId wire) {
    List<String> readers = new ArrayList<>();
    for (NodeDescriptor reader : descriptor.nodes()) {
      for (NodePart part : NodePart.of(reader)) {
        for (Map.Entry<DataId, InputDescriptor> input : part.ports().inputs().entrySet()) {
          if (input.getValue().source() instanceof InputMapping.User(NodeId source, DataId output)
              && source.equals(node.id())
              && (output.equals(name) || output.equals(wire))) {
            readers.add(reader.id() + "/" + part.shown(input.getKey()));
          }
        }
      }
    }
    return readers;
  }

  /** Returns how the coordinator is told of it. */
  OutputRef ref() {
    return new OutputRef(node, name);
  }

  @Override
  public String toString() {
    return node + "/" + name;
  }
}
