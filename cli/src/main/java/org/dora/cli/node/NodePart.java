package org.dora.cli.node;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodePorts;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.id.DataId;

/**
 * A node or one of its operators, whose ports are the node's under other names.
 *
 * @param prefix of its ports among those of the node
 * @param isOnly whether users leave the prefix out
 */
public record NodePart(String prefix, boolean isOnly, NodePorts ports) {
  /** Returns all parts of a node that may have ports. */
  public static List<NodePart> of(NodeDescriptor node) {
    List<NodePart> parts = new ArrayList<>();
    parts.add(new NodePart("", true, node.ports()));
    OperatorDescriptor only = node.composition().operator();
    if (only != null) {
      parts.add(new NodePart(only.effectiveId() + "/", true, only.ports()));
    }
    List<OperatorDescriptor> several = node.composition().operators();
    if (several != null) {
      for (OperatorDescriptor operator : several) {
        parts.add(new NodePart(operator.effectiveId() + "/", false, operator.ports()));
      }
    }
    return parts;
  }

  /** Returns what users call a port. */
  public DataId shown(DataId port) {
    return isOnly ? port : new DataId(prefix + port);
  }

  /** Whether a mapping's output is this part's. */
  boolean isCalled(String name, DataId output) {
    return name.equals(prefix + output) || (isOnly && name.equals(output.toString()));
  }
}
