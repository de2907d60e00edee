package org.dora.common.config;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * All that a daemon tells a node at its start (node-protocol.md section 2).
 *
 * @param dataflowId the running dataflow
 * @param nodeId this node
 * @param runConfig its inputs and outputs
 * @param daemonCommunication how it reaches the daemon; null if the configuration does not say
 * @param dataflowDescriptor the whole dataflow, not looked into: JSON text for {@link
 *     org.dora.common.descriptor.DescriptorParser}, or {@code null} as text
 * @param dynamic whether the node was started by hand
 * @param writeEventsTo file in which the node records its events; null for none
 * @param restartCount how often the node was started before
 * @param outputRouting way of each output; null if the daemon does not say, which means through it
 */
public record NodeConfig(
    UUID dataflowId,
    NodeId nodeId,
    NodeRunConfig runConfig,
    @Nullable DaemonCommunication daemonCommunication,
    String dataflowDescriptor,
    boolean dynamic,
    @Nullable String writeEventsTo,
    long restartCount,
    @Nullable SortedMap<DataId, OutputRouting> outputRouting) {
  /** The text of an absent {@code dataflowDescriptor}. */
  public static final String NO_DESCRIPTOR = "null";

  public NodeConfig {
    outputRouting =
        outputRouting == null
            ? null
            : Collections.unmodifiableSortedMap(new TreeMap<>(outputRouting));
  }

  /** Returns this configuration for the next start of the same node. */
  public NodeConfig withRestartCount(long count) {
    return new NodeConfig(
        dataflowId,
        nodeId,
        runConfig,
        daemonCommunication,
        dataflowDescriptor,
        dynamic,
        writeEventsTo,
        count,
        outputRouting);
  }

  /** Returns this configuration without the dataflow, for when it is too long for a variable. */
  public NodeConfig withoutDescriptor() {
    return withDescriptor(NO_DESCRIPTOR);
  }

  /** Returns this configuration with another text for the dataflow. */
  NodeConfig withDescriptor(String json) {
    return new NodeConfig(
        dataflowId,
        nodeId,
        runConfig,
        daemonCommunication,
        json,
        dynamic,
        writeEventsTo,
        restartCount,
        outputRouting);
  }
}
