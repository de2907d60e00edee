package org.dora.node;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.id.DataId;
import org.dora.common.id.OperatorId;
import org.jspecify.annotations.Nullable;

/**
 * An input or output of an operator, which the node calls {@code <operator>/<id>}.
 *
 * @param operator whose it is
 * @param id its name there
 */
record OperatorPort(OperatorId operator, DataId id) {
  /** Splits a name at its first slash; null if it has none. */
  static @Nullable OperatorPort of(String nodeId) {
    int slash = nodeId.indexOf('/');
    return slash < 0
        ? null
        : new OperatorPort(
            new OperatorId(nodeId.substring(0, slash)), new DataId(nodeId.substring(slash + 1)));
  }

  /** Returns those of some ports that belong to an operator, by their names there. */
  static List<String> idsOf(OperatorId operator, List<String> nodeIds) {
    List<String> ids = new ArrayList<>();
    for (String nodeId : nodeIds) {
      OperatorPort port = of(nodeId);
      if (port != null && port.operator.equals(operator)) {
        ids.add(port.id.value());
      }
    }
    return ids;
  }
}
