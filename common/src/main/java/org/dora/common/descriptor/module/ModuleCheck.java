package org.dora.common.descriptor.module;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dora.common.descriptor.DescriptorException;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.ModuleFile;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodePlace;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * Checks a module without a dataflow that uses it: ports, references within it, and the modules
 * that it uses in turn. Which folder is the project's is not known here, so nothing is said of
 * paths that leave it.
 */
final class ModuleCheck {
  private final Problems problems = new Problems();
  private final ModuleFiles files;

  /** The files that lead to the one being checked, by their paths without symbolic links. */
  private final Set<Path> inUse = new HashSet<>();

  private final Set<Path> checked = new HashSet<>();

  ModuleCheck(Map<String, String> environment) {
    this.files = new ModuleFiles(environment, problems);
  }

  void check(Path file) {
    ModuleFile module = files.read(file, file.toString(), null);
    if (module != null) {
      try {
        check(module, file, file.toRealPath());
      } catch (IOException e) {
        throw new IllegalStateException(file + " was read, but has no path", e);
      }
    }
    problems.throwIfAny();
  }

  private void check(ModuleFile module, Path file, Path real) {
    inUse.add(real);
    List<PlacedNode> nodes = new ArrayList<>();
    for (NodeDescriptor node : module.nodes()) {
      nodes.add(
          new PlacedNode(node, new NodePlace(module.source(), "nodes[" + nodes.size() + "]")));
    }
    Map<NodeId, List<ModuleOutputs.Producer>> byNode = outputs(module, nodes, file);
    for (PlacedNode placed : nodes) {
      Rewiring visit =
          (id, input, path) -> {
            reference(module, placed, id, input, path, byNode);
            return input;
          };
      NodeDescriptor _ = visit.node(placed.node());
    }
    inUse.remove(real);
    checked.add(real);
  }

  /** Returns what each node produces, as far as that is known; checks nested modules on the way. */
  private Map<NodeId, List<ModuleOutputs.Producer>> outputs(
      ModuleFile module, List<PlacedNode> nodes, Path file) {
    Map<NodeId, List<ModuleOutputs.Producer>> byNode = new HashMap<>();
    Set<NodeId> seen = new HashSet<>();
    List<ModuleOutputs.Producer> all = new ArrayList<>();
    boolean allKnown = true;
    for (PlacedNode placed : nodes) {
      NodeDescriptor node = placed.node();
      if (!seen.add(node.id())) {
        String message = named(module) + " has duplicate node ID `" + node.id() + "`";
        problems.add(placed.problemAt("id", message));
      }
      List<ModuleOutputs.Producer> own =
          node.composition().module() == null
              ? ModuleOutputs.producers(placed, problems)
              : nested(module, placed, node.composition().module(), file);
      if (own == null) {
        allKnown = false;
      } else {
        byNode.put(node.id(), own);
        all.addAll(own);
      }
    }
    ModuleOutputs _ = ModuleOutputs.of(module, allKnown ? all : null, problems);
    return byNode;
  }

  private @Nullable List<ModuleOutputs.Producer> nested(
      ModuleFile module, PlacedNode user, String reference, Path file) {
    ModuleNodeCheck check = new ModuleNodeCheck(user, problems);
    check.keys();
    check.params();
    Path path;
    Path real;
    try {
      if (reference.startsWith("/") || Path.of(reference).isAbsolute()) {
        return refuse(module, user, "path `" + reference + "` must be relative (node `%s`)");
      }
      path = file.resolveSibling(reference).normalize();
      real = file.toAbsolutePath().resolveSibling(reference).toRealPath();
    } catch (IOException e) {
      String reason = DescriptorException.reasonOf(e);
      return refuse(
          module, user, "`" + reference + "` referenced by node `%s` not found: " + reason);
    } catch (InvalidPathException e) {
      return refuse(module, user, "`" + reference + "` referenced by node `%s` is no path");
    }
    if (inUse.contains(real)) {
      problems.add(
          user.problemAt(
              "module",
              "circular module reference detected while checking module file: " + path,
              "check that module files do not reference each other in a cycle"));
      return null;
    }
    if (inUse.size() >= Expansion.MAX_DEPTH) {
      String limit = "module nesting exceeds depth limit of " + Expansion.MAX_DEPTH;
      problems.add(user.problemAt("module", limit + " while checking module file: " + path));
      return null;
    }
    ModuleFile inner = files.read(real, path.toString(), user);
    if (inner == null) {
      return null;
    }
    check.inputs(inner);
    if (!checked.contains(real)) {
      check(inner, path, real);
    }
    List<ModuleOutputs.Producer> producers = new ArrayList<>();
    for (DataId output : inner.header().outputs()) {
      producers.add(ModuleOutputs.producer(user.node(), output, output));
    }
    return producers;
  }

  private void reference(
      ModuleFile module,
      PlacedNode placed,
      DataId id,
      InputDescriptor input,
      String path,
      Map<NodeId, List<ModuleOutputs.Producer>> outputs) {
    if (!(input.source() instanceof InputMapping.User user)) {
      return;
    }
    String found = "";
    if (user.source().value().equals(ModuleFile.PORTS)) {
      if (!module.header().hasInput(user.output())) {
        found = "`" + user.output() + "` is not declared in module inputs or inputs_optional";
      }
    } else if (outputs.containsKey(user.source())
        && outputs.get(user.source()).stream().noneMatch(each -> each.target().equals(user))) {
      found = "that output is not produced";
    }
    if (!found.isEmpty()) {
      problems.add(
          placed.problemAt(
              path,
              named(module)
                  + ": node `"
                  + placed.node().id()
                  + "` input `"
                  + id
                  + "` references `"
                  + user
                  + "` but "
                  + found));
    }
  }

  private @Nullable List<ModuleOutputs.Producer> refuse(
      ModuleFile module, PlacedNode user, String what) {
    String message =
        named(module) + ": nested module " + what.replace("%s", user.node().id().value());
    problems.add(user.problemAt("module", message));
    return null;
  }

  private static String named(ModuleFile module) {
    return "module `" + module.header().name() + "`";
  }
}
