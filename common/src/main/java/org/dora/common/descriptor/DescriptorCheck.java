package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Checks what can be checked without looking at files (dataflow.md sections 3 to 5). Reports
 * everything it finds; the first error is the one that the released program stops at.
 */
public final class DescriptorCheck {
  private final Descriptor descriptor;
  private final List<PlacedNode> nodes = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();

  /** Nodes of which it is not clear what they are, and whether anything can come from them. */
  private final Set<Integer> unclear;

  private DescriptorCheck(Descriptor descriptor, Set<Integer> damaged) {
    this.descriptor = descriptor;
    this.unclear = new HashSet<>(damaged);
    for (int i = 0; i < descriptor.nodes().size(); i++) {
      if (!damaged.contains(i)) {
        nodes.add(new PlacedNode(i, descriptor.nodes().get(i)));
      }
    }
  }

  /** Returns all errors and warnings; the dataflow can be run if none is an error. */
  public static List<Finding> findings(Descriptor descriptor) {
    return findings(descriptor, Set.of());
  }

  /**
   * Returns what can be said although some nodes could not be read whole.
   *
   * @param damaged indices of those nodes; nothing is said of them and of what hangs on them
   */
  static List<Finding> findings(Descriptor descriptor, Set<Integer> damaged) {
    DescriptorCheck check = new DescriptorCheck(descriptor, damaged);
    check.packages();
    check.resolution();
    check.wiring();
    check.settings();
    check.warnings();
    return List.copyOf(check.findings);
  }

  /**
   * Returns the errors that keep {@link ResolvedDataflow} from being made, which commands report
   * that do not care for wiring and settings.
   */
  public static List<Finding> unresolvable(Descriptor descriptor) {
    DescriptorCheck check = new DescriptorCheck(descriptor, Set.of());
    check.packages();
    check.resolution();
    return List.copyOf(check.findings);
  }

  private void packages() {
    for (PlacedNode node : nodes) {
      note(node, HubCheck.finding(node));
    }
  }

  /** Node by node as the released program resolves them, so that its first error is ours. */
  private void resolution() {
    SingleOperators singles = new SingleOperators(descriptor);
    Set<NodeId> seen = new HashSet<>();
    for (PlacedNode node : nodes) {
      if (node.node().source().hub() == null) {
        Finding kind = KindCheck.finding(node);
        note(node, kind);
        if (kind == null) {
          findings.addAll(BindingCheck.findings(node, singles));
        }
      }
      NodeId id = node.node().id();
      if (!seen.add(id)) {
        findings.add(
            Finding.resolution(
                node.path("id"),
                "duplicate node ID `" + id + "` — each node must have a unique `id`"));
      }
    }
  }

  private void note(PlacedNode node, @Nullable Finding finding) {
    if (finding != null) {
      findings.add(finding);
      if (!node.node().kinds().isEmpty() || node.node().source().hub() != null) {
        unclear.add(node.index());
      } // else only the program is missing, and its ports are what they are
    }
  }

  private void wiring() {
    findings.addAll(WiringCheck.findings(descriptor, nodes, unclear));
  }

  private void settings() {
    for (PlacedNode node : nodes) {
      Ros2Config config = node.node().composition().ros2();
      if (config != null) {
        findings.addAll(Ros2Check.findings(node, config));
      }
    }
    List<PlacedNode> byId = PlacedNode.byId(nodes);
    findings.addAll(TimeCheck.findings(descriptor, byId));
    findings.addAll(LogCheck.findings(byId));
  }

  private void warnings() {
    findings.addAll(EnvCheck.findings(descriptor, nodes));
    for (PlacedNode node : nodes) {
      findings.addAll(ProgramCheck.findings(node));
      findings.addAll(OperatorCheck.findings(node));
    }
  }
}
