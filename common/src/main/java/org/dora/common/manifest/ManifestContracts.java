package org.dora.common.manifest;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dora.common.descriptor.Finding;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodePorts;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.types.TypeLibrary;
import org.jspecify.annotations.Nullable;

/**
 * Holds the nodes of a dataflow against the manifests that lie beside their programs: fills in
 * types of ports that the dataflow does not give, and says where the two contradict each other.
 */
final class ManifestContracts {
  /** A node's manifest and what messages call it. */
  private record Match(int node, String label, ParsedManifest manifest) {}

  private final ParsedDescriptor dataflow;
  private final Path folder;
  private final List<Match> matches = new ArrayList<>();
  private final List<Finding> warnings = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final Map<Integer, NodePorts> ports = new HashMap<>();
  private TypeLibrary library;

  private ManifestContracts(ParsedDescriptor dataflow, Path folder, TypeLibrary library) {
    this.dataflow = dataflow;
    this.folder = folder;
    this.library = library;
  }

  /**
   * @param folder of the dataflow, absolute and without {@code ..}
   * @param library of types
   */
  static ManifestContracts apply(ParsedDescriptor dataflow, Path folder, TypeLibrary library) {
    ManifestContracts contracts = new ManifestContracts(dataflow, folder, library);
    contracts.match();
    List<NodeManifest> manifests = new ArrayList<>();
    for (Match match : contracts.matches) {
      manifests.add(match.manifest().manifest());
    }
    contracts.library = ShippedTypes.admit(manifests, library);
    for (Match match : contracts.matches) {
      contracts.apply(match);
    }
    return contracts;
  }

  /** Whose types were filled in from where. */
  List<String> notes() {
    return notes;
  }

  /** What is to be said of the manifests and of what the dataflow makes of them. */
  List<Finding> warnings() {
    return warnings;
  }

  /** The ports of nodes whose types were filled in, by index of the node. */
  Map<Integer, NodePorts> ports() {
    return ports;
  }

  /** All types, those of the manifests included. */
  TypeLibrary library() {
    return library;
  }

  private NodeDescriptor node(int index) {
    return dataflow.descriptor().nodes().get(index);
  }

  private void match() {
    for (int i = 0; i < dataflow.descriptor().nodes().size(); i++) {
      Path program = AdjacentManifest.program(node(i), folder);
      Path file = program == null ? null : AdjacentManifest.of(program, folder);
      if (program != null && file != null) {
        match(i, program, file);
      }
    }
  }

  private void match(int index, Path program, Path file) {
    ParsedManifest manifest;
    try {
      manifest = ManifestReader.read(file);
    } catch (ManifestException e) {
      warn(index, ".path", "failed to read " + file + ": " + e.getMessage());
      return;
    }
    String entrypoint = manifest.manifest().program().entrypoint();
    if (program.equals(named(file, entrypoint))) {
      matches.add(new Match(index, file.toString(), manifest));
      return;
    }
    // A bare name often shares its folder with another node's manifest.
    String path = Objects.requireNonNullElse(node(index).program().path(), "");
    if (path.contains("/") || path.contains("\\")) {
      warn(
          index,
          ".path",
          file
              + " has entrypoint `"
              + entrypoint
              + "`, which does not name the node's path `"
              + path
              + "` — contracts not injected");
    }
  }

  private static @Nullable Path named(Path manifest, String entrypoint) {
    try {
      return manifest.resolveSibling(entrypoint.replace('\\', '/')).normalize();
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private void apply(Match match) {
    List<ManifestIssue> issues = ManifestCheck.issues(match.manifest().manifest(), library);
    if (!issues.isEmpty()) {
      warn(match.node(), ".path", NodeContract.notInjected(match.label(), issues));
      return;
    }
    NodeContract contract = new NodeContract(match.manifest().manifest(), match.label());
    NodePorts declared = node(match.node()).ports();
    for (NodeContract.Breach breach : contract.breaches(declared)) {
      warn(match.node(), breach.key(), breach.message());
    }
    NodePorts typed = contract.typed(declared);
    String note = contract.note(node(match.node()).id(), declared, typed);
    if (note != null) {
      ports.put(match.node(), typed);
      notes.add(note);
    }
  }

  private void warn(int index, String key, String message) {
    warnings.add(
        Finding.warning(
            "nodes[" + index + "]" + key,
            ManifestIssue.withoutControls("node \"" + node(index).id() + "\": " + message)));
  }
}
