package org.dora.common.descriptor.module;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.ModuleFile;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodePlace;
import org.dora.common.descriptor.ParsedDescriptor;
import org.dora.common.descriptor.Problem;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Replaces every node that stands for a module by the module's nodes, level by level, and the
 * references to its outputs by those to their producers (dataflow.md section 6.2).
 */
final class Expansion {
  /** Most modules within each other. */
  static final int MAX_DEPTH = 8;

  /** Most nodes: modules that use modules multiply, and a small file may mean millions. */
  static final int MAX_NODES = 100_000;

  private final ParsedDescriptor parsed;
  private final Problems problems = new Problems();
  private final ModulePaths paths;
  private final ModuleFiles files;
  private final Set<Path> inUse = new HashSet<>();
  private int nodeCount;

  Expansion(ParsedDescriptor parsed, Path folder, Map<String, String> environment) {
    this.parsed = parsed;
    this.paths = new ModulePaths(folder, problems);
    this.files = new ModuleFiles(environment, problems);
  }

  ParsedDescriptor run() {
    Descriptor descriptor = parsed.descriptor();
    List<PlacedNode> nodes = new ArrayList<>();
    for (int i = 0; i < descriptor.nodes().size(); i++) {
      nodes.add(new PlacedNode(descriptor.nodes().get(i), parsed.places().get(i)));
    }
    Level level = level(nodes, paths.base(), 0);
    requireDifferentIds(level.nodes);
    problems.throwIfAny();
    List<NodeDescriptor> flat = new ArrayList<>();
    List<NodePlace> places = new ArrayList<>();
    for (PlacedNode placed : level.nodes) {
      flat.add(placed.node());
      places.add(placed.place());
    }
    List<Problem> warnings = new ArrayList<>(parsed.warnings());
    files.all().forEach(file -> warnings.addAll(file.warnings()));
    warnings.addAll(problems.warnings());
    return new ParsedDescriptor(descriptor.withNodes(flat), parsed.source(), places, warnings);
  }

  /** The nodes of a file with all modules among them expanded. */
  private static final class Level {
    final List<PlacedNode> nodes = new ArrayList<>();

    /** What the file's direct children produce; null once some of it is not known. */
    @Nullable List<ModuleOutputs.Producer> producers = new ArrayList<>();
  }

  /** What has become of a node that stood for a module. */
  private record Expanded(List<PlacedNode> nodes, ModuleOutputs outputs) {
    static final Expanded FAILED = new Expanded(List.of(), ModuleOutputs.UNKNOWN);
  }

  /**
   * Expands the modules among the nodes of one file.
   *
   * @param directory of that file
   * @param depth how many modules lead there
   */
  private Level level(List<PlacedNode> nodes, Path directory, int depth) {
    Level level = new Level();
    Map<NodeId, ModuleOutputs> modules = new HashMap<>();
    for (PlacedNode placed : nodes) {
      if (placed.node().composition().module() == null) {
        level.nodes.add(placed);
        add(level, ModuleOutputs.producers(placed, problems));
      } else {
        Expanded expanded = module(placed, directory, depth);
        modules.put(placed.node().id(), expanded.outputs);
        level.nodes.addAll(expanded.nodes);
        add(
            level,
            expanded.outputs.areKnown() ? expanded.outputs.asProducersOf(placed.node()) : null);
      }
    }
    if (!modules.isEmpty()) {
      level.nodes.replaceAll(placed -> resolved(placed, modules, nodes));
    }
    return level;
  }

  private static void add(Level level, @Nullable List<ModuleOutputs.Producer> more) {
    if (more == null) {
      level.producers = null;
    } else if (level.producers != null) {
      level.producers.addAll(more);
    }
  }

  private Expanded module(PlacedNode user, Path directory, int depth) {
    ModuleNodeCheck check = new ModuleNodeCheck(user, problems);
    check.keys();
    check.params();
    if (depth >= MAX_DEPTH) {
      String limit = "module nesting exceeds depth limit of " + MAX_DEPTH;
      problems.add(user.problemAt("module", limit + " (node `" + user.node().id() + "`)"));
      return Expanded.FAILED;
    }
    ModulePaths.Located located = paths.locate(user, directory);
    if (located == null) {
      return Expanded.FAILED;
    }
    if (!inUse.add(located.real())) {
      problems.add(
          user.problemAt(
              "module",
              "circular module reference detected: "
                  + paths.shown(located.file())
                  + " (node `"
                  + user.node().id()
                  + "`)",
              "check that module files do not reference each other in a cycle"));
      return Expanded.FAILED;
    }
    ModuleFile file = files.read(located.file(), paths.shown(located.file()), user);
    Expanded expanded = Expanded.FAILED;
    if (file != null) {
      check.inputs(file);
      expanded = instance(user, file, located, depth);
    }
    inUse.remove(located.real());
    return expanded;
  }

  private Expanded instance(
      PlacedNode user, ModuleFile file, ModulePaths.Located located, int depth) {
    nodeCount += file.nodes().size();
    if (nodeCount > MAX_NODES) {
      String message = "modules expand to more than " + MAX_NODES + " nodes";
      problems.add(user.problemAt("module", message));
      problems.throwIfAny(); // going on would take as long as there are nodes
    }
    List<PlacedNode> inner =
        new ModuleInstance(user.node(), file, located, paths, problems).nodes();
    Level level = level(inner, located.directory(), depth + 1);
    return new Expanded(level.nodes, ModuleOutputs.of(file, level.producers, problems));
  }

  /**
   * Lets a node's inputs name the producers of what they read from modules.
   *
   * @param siblings all nodes of the file, before any module was expanded
   */
  private PlacedNode resolved(
      PlacedNode placed, Map<NodeId, ModuleOutputs> modules, List<PlacedNode> siblings) {
    Rewiring rewiring = (_, input, path) -> resolved(input, placed, path, modules, siblings);
    return placed.with(rewiring.node(placed.node()));
  }

  private InputDescriptor resolved(
      InputDescriptor input,
      PlacedNode placed,
      String path,
      Map<NodeId, ModuleOutputs> modules,
      List<PlacedNode> siblings) {
    if (!(input.source() instanceof InputMapping.User(NodeId source, DataId output))) {
      return input;
    }
    ModuleOutputs outputs = modules.get(source);
    if (outputs == null) {
      return input;
    }
    InputMapping.User target = outputs.target(output);
    if (target != null) {
      return new InputDescriptor(
          target, input.queueSize(), input.inputTimeout(), input.queuePolicy());
    }
    if (outputs.areKnown()) {
      String message =
          "node `%s` references `%s/%s` but module `%s` does not declare output `%s`"
              .formatted(placed.node().id(), source, output, source, output);
      String twice = usedTwice(source, siblings);
      problems.add(
          twice == null ? placed.problemAt(path, message) : placed.problemAt(path, message, twice));
    }
    return input;
  }

  /**
   * Says where an id stands if it is that of a module and of another node, null if it is not: dora
   * accepts that as long as nobody reads from the latter.
   */
  private static @Nullable String usedTwice(NodeId id, List<PlacedNode> siblings) {
    List<PlacedNode> namesakes = new ArrayList<>();
    for (PlacedNode sibling : siblings) {
      if (sibling.node().id().equals(id)) {
        namesakes.add(sibling);
      }
    }
    return namesakes.size() < 2
        ? null
        : "node ID `%s` is used twice, at %s and %s: give one of the nodes another"
            .formatted(id, namesakes.getFirst().idPlace(), namesakes.getLast().idPlace());
  }

  private void requireDifferentIds(List<PlacedNode> nodes) {
    Set<NodeId> seen = new HashSet<>();
    for (PlacedNode placed : nodes) {
      if (!seen.add(placed.node().id())) {
        problems.add(
            placed.problemAt(
                "id",
                "duplicate node ID `"
                    + placed.node().id()
                    + "` after module expansion — check for conflicting node names across modules"
                    + " and top-level nodes"));
      }
    }
  }
}
