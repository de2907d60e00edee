package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dora.common.id.DataId;

/** Checks that a node's inputs and topics can be bound to what they name. */
final class BindingCheck {
  private BindingCheck() {}

  static List<Finding> findings(PlacedNode node, SingleOperators singles) {
    List<Finding> findings = new ArrayList<>();
    for (PlacedNode.PlacedPorts ports : node.ports()) {
      for (Map.Entry<DataId, InputDescriptor> input : ports.ports().inputs().entrySet()) {
        try {
          InputMapping _ = singles.resolved(input.getValue().source());
        } catch (UnresolvableException e) {
          findings.add(Finding.resolution(ports.input(input.getKey()), e.getMessage()));
        }
      }
    }
    Ros2Config config = node.node().composition().ros2();
    if (config != null) {
      try {
        Ros2Config _ = Ros2Binding.bound(node.node().id(), config, node.node().ports());
      } catch (UnresolvableException e) {
        findings.add(Finding.resolution(node.path(e.key()), e.getMessage()));
      }
    }
    return findings;
  }
}
