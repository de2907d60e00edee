package org.dora.common.manifest;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodePorts;
import org.dora.common.types.TypeLibrary;

/** Holds a node that is a package against the package's manifest, which is known from elsewhere. */
public final class PackageContract {
  private PackageContract() {}

  /**
   * What comes of it.
   *
   * @param ports of the node, with the manifest's types where the dataflow gives none
   * @param notes what was filled in
   * @param breaches where node and manifest contradict each other
   */
  public record Fit(NodePorts ports, List<String> notes, List<String> breaches) {
    public Fit {
      notes = List.copyOf(notes);
      breaches = List.copyOf(breaches);
    }
  }

  /**
   * Compares a node with a manifest.
   *
   * @param label what messages call the manifest
   * @param library of types, those of the manifest included
   */
  public static Fit compare(
      NodeDescriptor node, NodeManifest manifest, String label, TypeLibrary library) {
    NodePorts declared = node.ports();
    List<String> breaches = new ArrayList<>();
    List<ManifestIssue> issues = ManifestCheck.issues(manifest, library);
    if (!issues.isEmpty()) {
      breaches.add(breach(node, NodeContract.notInjected(label, issues)));
      return new Fit(declared, List.of(), breaches);
    }
    NodeContract contract = new NodeContract(manifest, label);
    contract.breaches(declared).forEach(each -> breaches.add(breach(node, each.message())));
    NodePorts typed = contract.typed(declared);
    String note = contract.note(node.id(), declared, typed);
    return new Fit(typed, note == null ? List.of() : List.of(note), breaches);
  }

  private static String breach(NodeDescriptor node, String message) {
    return ManifestIssue.withoutControls("node \"" + node.id() + "\": " + message);
  }

  /** Returns what is wrong with the types that a manifest brings along, line by line. */
  public static List<String> typeIssues(NodeManifest manifest, TypeLibrary library) {
    List<String> issues = new ArrayList<>();
    ShippedTypes.issues(manifest, library).forEach(issue -> issues.add(issue.toString()));
    return issues;
  }
}
