package org.dora.node;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dora.common.config.NodeConfig;
import org.jspecify.annotations.Nullable;

/** Makes Java values of the dataflow's descriptor, which a node gets as text. */
final class DescriptorValue {
  private DescriptorValue() {}

  static Map<String, @Nullable Object> of(NodeConfig config) {
    try {
      if (PlainJson.parse(config.dataflowDescriptor()) instanceof Map<?, ?> descriptor) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        descriptor.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return Collections.unmodifiableMap(copy);
      }
    } catch (PlainJson.InvalidException e) {
      throw new DataTypeException(
          "node `"
              + config.nodeId()
              + "`: the dataflow's descriptor is damaged: "
              + e.getMessage());
    }
    throw new DataTypeException(
        "node `" + config.nodeId() + "`: the daemon has not given the dataflow's descriptor");
  }
}
