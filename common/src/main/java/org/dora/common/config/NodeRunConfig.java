package org.dora.common.config;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.descriptor.ByteSize;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.OutputFraming;
import org.dora.common.id.DataId;
import org.jspecify.annotations.Nullable;

/**
 * The part of a node's descriptor that the node itself needs (node-protocol.md section 2).
 *
 * @param inputs by id
 * @param outputs ids, in order
 * @param outputTypes type URN by output
 * @param outputFraming framing by output; without effect in dora 1.1
 * @param inputTypes type URN by input
 * @param sharedMemoryPoolSize null for the default
 */
public record NodeRunConfig(
    SortedMap<DataId, InputDescriptor> inputs,
    List<DataId> outputs,
    SortedMap<DataId, String> outputTypes,
    SortedMap<DataId, OutputFraming> outputFraming,
    SortedMap<DataId, String> inputTypes,
    @Nullable ByteSize sharedMemoryPoolSize) {
  public NodeRunConfig {
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    outputs = List.copyOf(outputs);
    outputTypes = Collections.unmodifiableSortedMap(new TreeMap<>(outputTypes));
    outputFraming = Collections.unmodifiableSortedMap(new TreeMap<>(outputFraming));
    inputTypes = Collections.unmodifiableSortedMap(new TreeMap<>(inputTypes));
  }

  /** Returns what the descriptor says of a node. */
  public static NodeRunConfig of(NodeDescriptor node) {
    return new NodeRunConfig(
        node.ports().inputs(),
        List.copyOf(node.ports().outputs()),
        node.ports().outputTypes(),
        node.ports().outputFraming(),
        node.ports().inputTypes(),
        node.limits().sharedMemoryPoolSize());
  }
}
