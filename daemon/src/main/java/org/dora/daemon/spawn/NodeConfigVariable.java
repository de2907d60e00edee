package org.dora.daemon.spawn;

import java.nio.charset.StandardCharsets;
import org.dora.common.config.NodeConfig;
import org.dora.common.config.NodeConfigWriter;

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
   * @throws PrepareException if the configuration is too long even without the descriptor
   */
  static NodeConfigVariable of(NodeConfig config) {
    String whole = NodeConfigWriter.yaml(config);
    if (size(whole) <= NodeConfigWriter.LONGEST_VARIABLE) {
      return new NodeConfigVariable(whole, false);
    }
    String shortened = NodeConfigWriter.yaml(config.withoutDescriptor());
    if (size(shortened) > NodeConfigWriter.LONGEST_VARIABLE) {
      throw new PrepareException(
          "the configuration of node `"
              + config.nodeId()
              + "` takes "
              + size(shortened)
              + " bytes, but the system passes on at most "
              + NodeConfigWriter.LONGEST_VARIABLE
              + " in the variable "
              + NAME
              + ": give the node fewer inputs and outputs");
    }
    return new NodeConfigVariable(shortened, true);
  }

  /** Returns the bytes of the variable, with name, equals sign and terminator. */
  private static int size(String value) {
    return NAME.length() + 1 + value.getBytes(StandardCharsets.UTF_8).length + 1;
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
