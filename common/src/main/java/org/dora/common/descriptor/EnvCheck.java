package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Finds variables that no node gets to see, whatever the descriptor says: this warns. */
final class EnvCheck {
  private EnvCheck() {}

  static List<Finding> findings(Descriptor descriptor, List<PlacedNode> nodes) {
    List<Finding> findings = new ArrayList<>();
    variables(findings, "env.", descriptor.env());
    for (PlacedNode node : nodes) {
      variables(findings, node.path("env."), node.node().env());
    }
    return findings;
  }

  private static void variables(
      List<Finding> findings, String path, @Nullable SortedMap<String, EnvValue> env) {
    if (env == null) {
      return;
    }
    for (Map.Entry<String, EnvValue> variable : env.entrySet()) {
      String refusal = ReservedVariables.refusal(variable.getKey());
      if (!refusal.isEmpty()) {
        findings.add(Finding.warning(path + variable.getKey(), refusal));
      }
    }
  }
}
