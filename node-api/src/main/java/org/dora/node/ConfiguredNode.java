package org.dora.node;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.dora.common.config.NodeConfig;
import org.jspecify.annotations.Nullable;

/** Tells what a node was told at its start; all of it for any thread. */
abstract sealed class ConfiguredNode extends MessageSender permits Node {
  final NodeConfig config;

  ConfiguredNode(NodeConfig config) {
    this.config = config;
  }

  /** Returns this node's name in the dataflow's descriptor. */
  public String id() {
    return config.nodeId().value();
  }

  /** Returns the id of the running dataflow. */
  public UUID dataflowId() {
    return config.dataflowId();
  }

  /** Returns how often this node was restarted; 0 at its first start. */
  public int restartCount() {
    return Math.toIntExact(config.restartCount());
  }

  /** Returns whether this node was started before in the same dataflow. */
  public boolean isRestart() {
    return config.restartCount() > 0;
  }

  /** Returns the inputs that the descriptor gives this node, in the order of their names. */
  public Map<String, InputSettings> inputs() {
    Map<String, InputSettings> inputs = new LinkedHashMap<>();
    config
        .runConfig()
        .inputs()
        .forEach((id, input) ->
            inputs.put(
                id.value(), InputSettings.of(input, config.runConfig().inputTypes().get(id))));
    return Collections.unmodifiableMap(inputs);
  }

  /** Returns the names of the outputs that the descriptor gives this node, in its order. */
  public Set<String> outputs() {
    Set<String> ids = new LinkedHashSet<>();
    config.runConfig().outputs().forEach(id -> ids.add(id.value()));
    return Collections.unmodifiableSet(ids);
  }

  /**
   * Returns the descriptor of the running dataflow as the daemon has it, with defaults filled in:
   * maps, lists, texts, numbers and truth values, parsed by each call.
   *
   * @throws DataTypeException if the daemon has not given it; {@code dora run} leaves it out where
   *     it would be too long for an environment variable
   */
  public Map<String, @Nullable Object> dataflowDescriptor() {
    return DescriptorValue.of(config);
  }
}
