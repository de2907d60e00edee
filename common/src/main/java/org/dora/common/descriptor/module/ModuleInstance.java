package org.dora.common.descriptor.module;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.descriptor.EnvValue;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.ModuleFile;
import org.dora.common.descriptor.NodeComposition;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodePlace;
import org.dora.common.descriptor.NodeProgram;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * One use of a module: turns its nodes into nodes of the dataflow, with ids, references, paths and
 * settings that hold there (dataflow.md section 6.2).
 */
final class ModuleInstance {
  private final NodeDescriptor user;
  private final ModuleFile file;
  private final ModulePaths.Located located;
  private final ModulePaths paths;
  private final Problems problems;
  private final Params params;
  private final @Nullable String build;
  private final Set<NodeId> siblings = new HashSet<>();

  ModuleInstance(
      NodeDescriptor user,
      ModuleFile file,
      ModulePaths.Located located,
      ModulePaths paths,
      Problems problems) {
    this.user = user;
    this.file = file;
    this.located = located;
    this.paths = paths;
    this.problems = problems;
    this.params = new Params(user.composition().params());
    this.build = joined(user.source().build(), file.build());
    file.nodes().forEach(node -> siblings.add(node.id()));
  }

  /** Returns the module's nodes as nodes of the dataflow; those of nested modules still stand. */
  List<PlacedNode> nodes() {
    List<PlacedNode> nodes = new ArrayList<>();
    for (NodeDescriptor node : file.nodes()) {
      NodePlace place = new NodePlace(file.source(), "nodes[" + nodes.size() + "]");
      nodes.add(new PlacedNode(inDataflow(node, place), place));
    }
    return nodes;
  }

  private NodeDescriptor inDataflow(NodeDescriptor inner, NodePlace place) {
    NodeDescriptor renamed =
        new NodeDescriptor(
            prefixed(inner.id()),
            inner.name(),
            inner.description(),
            inner.program(),
            inner.source(),
            inner.composition(),
            params.addedTo(env(inner.env())),
            inner.ports(),
            inner.logging(),
            inner.restart(),
            inner.limits(),
            inner.deploy() == null ? user.deploy() : inner.deploy());
    PlacedNode placed = new PlacedNode(renamed, place);
    Rewiring rewiring = (_, input, path) -> rewired(input, placed, path);
    return withPrograms(rewiring.node(renamed), placed);
  }

  private NodeDescriptor withPrograms(NodeDescriptor node, PlacedNode placed) {
    NodeComposition composition = node.composition();
    List<OperatorDescriptor> several = null;
    if (composition.operators() != null) {
      several = new ArrayList<>();
      for (OperatorDescriptor operator : composition.operators()) {
        several.add(operator(operator, placed, "operators[" + several.size() + "]"));
      }
    }
    OperatorDescriptor single = composition.operator();
    if (single != null) {
      single = operator(single, placed, "operator");
    }
    boolean builds = several == null && single == null && composition.ros2() == null;
    return new NodeDescriptor(
        node.id(),
        node.name(),
        node.description(),
        program(node, placed),
        builds ? node.source().withBuild(joined(build, node.source().build())) : node.source(),
        composition.withOperators(several, single),
        node.env(),
        node.ports(),
        node.logging(),
        node.restart(),
        node.limits(),
        node.deploy());
  }

  private NodeProgram program(NodeDescriptor node, PlacedNode placed) {
    NodeProgram program = node.program();
    String path = program.path();
    if (path != null && node.source().git() == null) {
      String relocated = paths.relocated(path, placed, "path", located.directory());
      warnOfCommand(path, relocated, node, placed);
      path = relocated;
    }
    String args = program.args() == null ? null : params.substitutedIn(program.args());
    return new NodeProgram(path, program.sha256(), args);
  }

  /** What looks like a command on the PATH is taken as a file, in a module only. */
  private void warnOfCommand(
      String path, String relocated, NodeDescriptor node, PlacedNode placed) {
    boolean isName = !path.contains("/") && !path.contains(".") && !path.equals(relocated);
    boolean isBuilt = build != null || node.source().build() != null;
    if (isName && !isBuilt && !Files.exists(located.directory().resolve(path))) {
      problems.warn(
          placed.problemAt(
              "path",
              "in a module `"
                  + path
                  + "` is the file `"
                  + relocated
                  + "`, which does not exist: programs are not looked up on the PATH here",
              "write an absolute path"));
    }
  }

  private OperatorDescriptor operator(OperatorDescriptor operator, PlacedNode placed, String path) {
    String source = operator.source().source();
    String key = path + "." + operator.source().key();
    return new OperatorDescriptor(
        operator.id(),
        operator.name(),
        operator.description(),
        operator.ports(),
        operator.source().withSource(paths.relocated(source, placed, key, located.directory())),
        joined(build, operator.build()),
        operator.logging());
  }

  /** What the module's user sets fills what the inner node leaves open. */
  private @Nullable SortedMap<String, EnvValue> env(@Nullable SortedMap<String, EnvValue> inner) {
    if (user.env() == null || user.env().isEmpty()) {
      return inner;
    }
    SortedMap<String, EnvValue> merged = new TreeMap<>(user.env());
    if (inner != null) {
      merged.putAll(inner);
    }
    return merged;
  }

  private @Nullable InputDescriptor rewired(InputDescriptor input, PlacedNode placed, String path) {
    return switch (input.source()) {
      case InputMapping.Timer _ -> input;
      case InputMapping.Logs logs ->
          logs.node() != null && siblings.contains(logs.node())
              ? withSource(input, new InputMapping.Logs(logs.level(), prefixed(logs.node())))
              : input;
      case InputMapping.User(NodeId source, DataId output) -> {
        if (source.value().equals(ModuleFile.PORTS)) {
          yield bound(input, output, placed, path);
        }
        yield siblings.contains(source)
            ? withSource(input, new InputMapping.User(prefixed(source), output))
            : input;
      }
    };
  }

  /** What the inner node says of its queue wins over what the module's user says. */
  private @Nullable InputDescriptor bound(
      InputDescriptor inner, DataId port, PlacedNode placed, String path) {
    InputDescriptor outer = user.ports().inputs().get(port);
    if (outer != null) {
      return new InputDescriptor(
          outer.source(),
          inner.queueSize() == null ? outer.queueSize() : inner.queueSize(),
          inner.inputTimeout() == null ? outer.inputTimeout() : inner.inputTimeout(),
          inner.queuePolicy() == null ? outer.queuePolicy() : inner.queuePolicy());
    }
    if (!file.header().hasInput(port)) {
      problems.add(
          placed.problemAt(
              path,
              "module input reference `_mod/" + port + "` not found in module node inputs",
              "declare `" + port + "` in the module's `inputs` or `inputs_optional`"));
    }
    return null;
  }

  private static InputDescriptor withSource(InputDescriptor input, InputMapping source) {
    return new InputDescriptor(
        source, input.queueSize(), input.inputTimeout(), input.queuePolicy());
  }

  private NodeId prefixed(NodeId inner) {
    return new NodeId(user.id() + "." + inner);
  }

  private static @Nullable String joined(@Nullable String first, @Nullable String second) {
    if (first == null) {
      return second;
    }
    return second == null ? first : first + "\n" + second;
  }
}
