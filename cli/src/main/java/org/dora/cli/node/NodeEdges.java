package org.dora.cli.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.DataId;

/**
 * The inputs and outputs of a node, those of its operators with their ids in front.
 *
 * @param inputs sources by input
 * @param outputs the inputs that read each output, as {@code node/input}
 */
record NodeEdges(SortedMap<String, String> inputs, SortedMap<String, List<String>> outputs) {
  /** Returns those of one node. */
  static NodeEdges of(Descriptor descriptor, NodeDescriptor node) {
    SortedMap<String, String> inputs = new TreeMap<>();
    SortedMap<String, List<String>> outputs = new TreeMap<>();
    for (NodePart part : NodePart.of(node)) {
      for (Map.Entry<DataId, InputDescriptor> input : part.ports().inputs().entrySet()) {
        inputs.put(part.prefix() + input.getKey(), input.getValue().source().toString());
      }
      for (DataId output : part.ports().outputs()) {
        outputs.put(part.prefix() + output, readers(descriptor, node, part, output));
      }
    }
    return new NodeEdges(inputs, outputs);
  }

  private static List<String> readers(
      Descriptor descriptor, NodeDescriptor node, NodePart part, DataId output) {
    List<String> readers = new ArrayList<>();
    for (NodeDescriptor reader : descriptor.nodes()) {
      for (NodePart reading : NodePart.of(reader)) {
        for (Map.Entry<DataId, InputDescriptor> input : reading.ports().inputs().entrySet()) {
          if (input.getValue().source() instanceof InputMapping.User source
              && source.source().equals(node.id())
              && part.isCalled(source.output().toString(), output)) {
            readers.add(reader.id() + "/" + reading.prefix() + input.getKey());
          }
        }
      }
    }
    return readers;
  }
}
