package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dora.common.id.InvalidIdException;
import org.dora.common.id.NodeId;
import org.dora.common.id.OperatorId;

/** Finds ids of operators that dora accepts and that lead to nothing good: this warns. */
final class OperatorCheck {
  private OperatorCheck() {}

  static List<Finding> findings(PlacedNode placed) {
    List<Finding> findings = new ArrayList<>();
    Set<OperatorId> seen = new HashSet<>();
    for (PlacedNode.PlacedOperator operator : placed.operators()) {
      OperatorId id = operator.operator().effectiveId();
      if (!seen.add(id)) {
        findings.add(
            Finding.warning(
                operator.path("id"),
                "node `"
                    + placed.node().id()
                    + "` has two operators with the id `"
                    + id
                    + "`, nothing can be read from the second"));
      }
      characters(findings, operator, id);
    }
    return findings;
  }

  private static void characters(
      List<Finding> findings, PlacedNode.PlacedOperator operator, OperatorId id) {
    try {
      NodeId _ = new NodeId(id.value());
    } catch (InvalidIdException e) {
      if (!id.value().equals(NodeId.RESERVED)) {
        findings.add(
            Finding.warning(
                operator.path("id"),
                "operator id `" + id + "` breaks the rule for ids of nodes: " + e.getMessage()));
      }
    }
  }
}
