package org.dora.daemon.spawn;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.dora.common.config.NodeConfig;
import org.dora.common.config.NodeConfigWriter;
import org.dora.common.config.RuntimeConfig;
import org.dora.common.id.NodeId;

/**
 * The value of {@code DORA_NODE_CONFIG}. A descriptor that makes it longer than the kernel passes
 * on in one variable is left out: the node runs all the same and only cannot ask for it.
 *
 * @param value one line of YAML
 * @param shortened whether the descriptor is missing
 */
record NodeConfigVariable(String value, boolean shortened) {
  static final String NAME = "DORA_NODE_CONFIG";

  /**
   * Returns the value of {@code DORA_RUNTIME_CONFIG}, by the same rule.
   *
   * @throws PrepareException if the configuration is too long even without the descriptor
   */
  static NodeConfigVariable of(RuntimeConfig config) {
    return of(
        RuntimeConfig.VARIABLE,
        config.node().nodeId(),
        config::yaml,
        config.withoutDescriptor()::yaml);
  }

  /**
   * @throws PrepareException if the configuration is too long even without the descriptor
   */
  static NodeConfigVariable of(NodeConfig config) {
    return of(
        NAME,
        config.nodeId(),
        () -> NodeConfigWriter.yaml(config),
        () -> NodeConfigWriter.yaml(config.withoutDescriptor()));
  }

  private static NodeConfigVariable of(
      String name, NodeId node, Supplier<String> whole, Supplier<String> withoutDescriptor) {
    String value = whole.get();
    if (size(name, value) <= NodeConfigWriter.LONGEST_VARIABLE) {
      return new NodeConfigVariable(value, false);
    }
    String shortened = withoutDescriptor.get();
    if (size(name, shortened) > NodeConfigWriter.LONGEST_VARIABLE) {
      throw new PrepareException(
          "the configuration of node `"
              + node
              + "` takes "
              + size(name, shortened)
              + " bytes, but the system passes on at most "
              + NodeConfigWriter.LONGEST_VARIABLE
              + " in the variable "
              + name
              + ": give the node fewer inputs and outputs");
    }
    return new NodeConfigVariable(shortened, true);
  }

  /** Returns the bytes of the variable, with name, equals sign and terminator. */
  private static int size(String name, String value) {
    return name.length() + 1 + value.getBytes(StandardCharsets.UTF_8).length + 1;
  }

  /** The warning for a shortened value. */
  static SpawnNotice shortenedNotice() {
    return new SpawnNotice(
        SpawnNotice.Log.NODE_WARNING,
        "the dataflow descriptor is too long for "
            + NAME
            + " and was left out; the node runs, but cannot read the descriptor");
  }
}
