package org.dora.cli.graph;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.descriptor.Deploy;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.RestartPolicy;

/** The few settings of a node that one wants to see without opening it. */
final class Badges {
  private Badges() {}

  static List<String> of(NodeDescriptor node) {
    List<String> badges = new ArrayList<>();
    Deploy deploy = node.deploy();
    if (deploy != null) {
      if (deploy.machine() != null) {
        badges.add("@ " + deploy.machine());
      } else {
        deploy.labels().forEach((name, value) -> badges.add("@ " + name + "=" + value));
      }
    }
    RestartPolicy policy = node.restart().policy();
    if (policy != RestartPolicy.NEVER) {
      badges.add("↻ " + policy.text());
    }
    if (node.source().git() != null) {
      badges.add("git");
    }
    return badges;
  }
}
