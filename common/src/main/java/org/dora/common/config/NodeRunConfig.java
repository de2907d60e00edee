package org.dora.common.config;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.descriptor.ByteSize;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.OutputFraming;
import org.dora.common.descriptor.ResolvedNode;
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

  /**
   * Returns what a node is told: inputs with their real sources, and of operators the inputs and
   * outputs with their ids, but no types.
   */
  public static NodeRunConfig of(ResolvedNode node) {
    List<DataId> outputs = List.copyOf(node.outputs());
    return switch (node.kind()) {
      case ResolvedNode.Kind.Program program ->
          new NodeRunConfig(
              node.inputs(),
              outputs,
              program.ports().outputTypes(),
              program.ports().outputFraming(),
              program.ports().inputTypes(),
              node.descriptor().limits().sharedMemoryPoolSize());
      case ResolvedNode.Kind.Runtime _ ->
          new NodeRunConfig(
              node.inputs(), outputs, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), null);
    };
  }
}
