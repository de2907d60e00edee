package org.dora.common.hub;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dora.common.descriptor.Finding;
import org.dora.common.descriptor.HubCheck;
import org.dora.common.descriptor.HubReference;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodePlace;
import org.dora.common.descriptor.NodeProgram;
import org.dora.common.descriptor.NodeSource;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.descriptor.Problem;
import org.dora.common.id.NodeId;
import org.dora.common.manifest.NodeManifest;
import org.dora.common.manifest.PackageContract;
import org.dora.common.session.BinaryPin;
import org.dora.common.session.GitSource;
import org.dora.common.types.TypeDefinition;
import org.dora.common.types.TypeLibrary;
import org.jspecify.annotations.Nullable;

/** Replaces the packages of one dataflow, node by node; goes on after a node that fails. */
final class HubResolver {
  private static final int SHORT_COMMIT = 12;

  private final ParsedDescriptor flat;
  private final HubOptions options;
  private final IndexCache indexes;
  private final PackageChoice choice;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final SortedMap<NodeId, GitSource> sources = new TreeMap<>();
  private final SortedMap<NodeId, BinaryPin> binaries = new TreeMap<>();
  private final SortedMap<NodeId, Path> overrides = new TreeMap<>();
  private final SortedMap<String, TypeDefinition> types = new TreeMap<>();
  private final Set<String> usedOverrides = new HashSet<>();
  private TypeLibrary library;

  HubResolver(
      ParsedDescriptor flat,
      HubOptions options,
      TypeLibrary library,
      Map<String, String> environment) {
    this.flat = flat;
    this.options = options;
    this.library = library;
    this.indexes = new IndexCache(HubConfig.load(environment), environment, options.offline());
    this.choice = new PackageChoice(indexes, options, environment, notes::add);
  }

  HubResolution resolve() {
    notes.add("`hub:` is an unstable feature — its behavior may change in future releases");
    List<NodeDescriptor> nodes = new ArrayList<>();
    for (int i = 0; i < flat.descriptor().nodes().size(); i++) {
      nodes.add(node(i));
    }
    if (!problems.isEmpty()) {
      throw new HubException(Finding.Kind.HUB.title(), problems);
    }
    for (String override : new TreeSet<>(options.overrides().keySet())) {
      if (!usedOverrides.contains(override)) {
        warnings.add(HubResolution.unused(override));
      }
    }
    warnings.addAll(indexes.warnings());
    ParsedDescriptor resolved =
        new ParsedDescriptor(
            flat.descriptor().withNodes(nodes), flat.source(), flat.places(), flat.warnings());
    return new HubResolution(resolved, notes, warnings, sources, binaries, overrides, types);
  }

  private NodeDescriptor node(int index) {
    NodeDescriptor node = flat.descriptor().nodes().get(index);
    String written = node.source().hub();
    if (written == null) {
      return node;
    }
    Finding misuse = HubCheck.misuse(flat.descriptor(), index);
    if (misuse != null) {
      problems.add(flat.problem(misuse));
      return node;
    }
    try {
      HubReference reference = HubReference.parse(written);
      Path folder = options.overrides().get(reference.key());
      return folder == null
          ? replaced(node, reference, written)
          : overridden(node, reference, folder);
    } catch (HubException e) {
      problems.add(problem(index, node, e));
      return node;
    }
  }

  private Problem problem(int index, NodeDescriptor node, HubException failure) {
    NodePlace place = flat.places().get(index);
    String prefix = "node `" + node.id() + "`: ";
    String message = failure.reason();
    List<String> causes = new ArrayList<>();
    Set<String> hints = new LinkedHashSet<>(failure.hints());
    for (@Nullable Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof HubException known) {
        causes.add(known.reason());
        hints.addAll(known.hints());
      } else {
        causes.add(String.valueOf(cause.getMessage()));
      }
    }
    List<String> advice = new ArrayList<>(hints);
    if (!causes.isEmpty()) {
      advice.addFirst(String.join("\n", causes));
    }
    return Problem.at(
        place.source(),
        place.path() + ".hub",
        message.startsWith(prefix) ? message : prefix + message,
        advice);
  }

  private NodeDescriptor overridden(NodeDescriptor node, HubReference reference, Path folder) {
    usedOverrides.add(reference.key());
    NodeManifest manifest = PackageFolder.manifest(folder, reference, library);
    admitTypes(manifest);
    String label = reference.key() + " (local override)";
    PackageContract.Fit fit = fit(node, manifest, label);
    notes.addAll(fit.notes());
    notes.add(
        "node `"
            + node.id()
            + "`: overriding hub package "
            + reference.key()
            + " with local checkout `"
            + folder
            + "` (local source is trusted: spawned without hub `$PATH` confinement)");
    overrides.put(node.id(), folder);
    NodeProgram program =
        new NodeProgram(entrypoint(manifest), node.program().sha256(), node.program().args());
    return with(node, program, NodeSource.LOCAL.withBuild(manifest.program().build()), fit);
  }

  private NodeDescriptor replaced(NodeDescriptor node, HubReference reference, String written) {
    ChosenPackage chosen = choice.of(node.id(), reference, written);
    NodeManifest manifest = chosen.entry().manifest();
    if (chosen.bytes() instanceof ChosenPackage.Bytes.Source(GitSource source)) {
      checkSubdir(source);
    }
    requireNamespace(manifest, reference);
    String label = reference.key() + "@" + chosen.version();
    List<String> typeIssues = PackageContract.typeIssues(manifest, library);
    if (!typeIssues.isEmpty()) {
      throw new HubException(
          "the `"
              + label
              + "` package ships invalid custom types — the index entry may be malformed or"
              + " rewritten:"
              + listed(typeIssues));
    }
    admitTypes(manifest);
    PackageContract.Fit fit = fit(node, manifest, label);
    warnings.addAll(chosen.warnings());
    notes.addAll(fit.notes());
    return switch (chosen.bytes()) {
      case ChosenPackage.Bytes.Source(GitSource source) ->
          built(node, label, manifest, source, fit);
      case ChosenPackage.Bytes.Binary(BinaryPin pin) -> ready(node, label, pin, fit);
    };
  }

  private NodeDescriptor built(
      NodeDescriptor node,
      String label,
      NodeManifest manifest,
      GitSource source,
      PackageContract.Fit fit) {
    String commit = source.commitHash();
    notes.add(
        "node `"
            + node.id()
            + "`: resolved hub package "
            + label
            + " -> "
            + commit.substring(0, Math.min(commit.length(), SHORT_COMMIT)));
    sources.put(node.id(), source);
    return with(
        node,
        new NodeProgram(entrypoint(manifest), null, node.program().args()),
        new NodeSource(manifest.program().build(), source.repo(), null, null, null, commit),
        fit);
  }

  private NodeDescriptor ready(
      NodeDescriptor node, String label, BinaryPin pin, PackageContract.Fit fit) {
    notes.add(
        "node `"
            + node.id()
            + "`: resolved hub package "
            + label
            + " -> prebuilt binary for "
            + pin.platform());
    binaries.put(node.id(), pin);
    return with(
        node,
        new NodeProgram(pin.url(), pin.sha256(), node.program().args()),
        NodeSource.LOCAL,
        fit);
  }

  private static void checkSubdir(GitSource source) {
    try {
      new PackageSource(null, null, source.subdir(), List.of(), null).checkSubdir();
    } catch (HubException e) {
      throw new HubException("invalid index entry", e);
    }
  }

  /** Types are checked against the manifest's own namespace, which must not be somebody else's. */
  private static void requireNamespace(NodeManifest manifest, HubReference reference) {
    if (!manifest.namespace().equals(reference.namespace())) {
      throw new HubException(
          "the index entry for `"
              + reference.key()
              + "` declares namespace `"
              + Untrusted.withoutControls(manifest.namespace())
              + "` but was fetched under namespace `"
              + reference.namespace()
              + "` — the index may have been tampered with");
    }
  }

  /** The first of several types of one name counts, and those of the dataflow before all others. */
  private void admitTypes(NodeManifest manifest) {
    SortedMap<String, TypeDefinition> further = new TreeMap<>();
    manifest
        .contract()
        .types()
        .forEach((urn, type) -> {
          if (!library.knows(urn)) {
            further.put(urn, type);
          }
        });
    types.putAll(further);
    library = library.with(further);
  }

  /** For packages the manifest is binding: there is nobody else who knows the ports. */
  private PackageContract.Fit fit(NodeDescriptor node, NodeManifest manifest, String label) {
    PackageContract.Fit fit = PackageContract.compare(node, manifest, label, library);
    if (!fit.breaches().isEmpty()) {
      throw new HubException(
          "does not match the `" + label + "` package contract:" + listed(fit.breaches()));
    }
    return fit;
  }

  private static String listed(List<String> lines) {
    return "\n  - " + String.join("\n  - ", lines);
  }

  private static String entrypoint(NodeManifest manifest) {
    return manifest.program().entrypoint().replace('\\', '/');
  }

  private static NodeDescriptor with(
      NodeDescriptor node, NodeProgram program, NodeSource source, PackageContract.Fit fit) {
    return new NodeDescriptor(
        node.id(),
        node.name(),
        node.description(),
        program,
        source,
        node.composition(),
        node.env(),
        fit.ports(),
        node.logging(),
        node.restart(),
        node.limits(),
        node.deploy());
  }
}
