package org.dora.common.descriptor.module;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.dora.common.descriptor.ModuleFile;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodeKind;
import org.dora.common.descriptor.SetKeys;
import org.dora.common.id.DataId;

/** Checks a node that stands for a module: which keys it has, and whether they fit the module. */
final class ModuleNodeCheck {
  private static final String KIND_HINT =
      "a module node references a sub-dataflow and cannot also be an operator or ros2 node -- remove"
          + " these fields, or drop `module:` if this was meant to be a regular node";

  private final PlacedNode placed;
  private final NodeDescriptor node;
  private final Problems problems;

  ModuleNodeCheck(PlacedNode placed, Problems problems) {
    this.placed = placed;
    this.node = placed.node();
    this.problems = problems;
  }

  /** Refuses keys that a node with {@code module} cannot have (dataflow.md section 3.2). */
  void keys() {
    List<NodeKind> kinds = node.kinds();
    NodeKind module = kinds.getLast();
    List<String> others = new ArrayList<>();
    for (NodeKind kind : kinds) {
      if (!(kind instanceof NodeKind.Module || kind instanceof NodeKind.Program)) {
        others.add(kind.key());
      }
    }
    if (!others.isEmpty()) {
      refuse(others, KIND_HINT);
      return;
    }
    List<String> keys = SetKeys.notAllowed(node, module);
    if (!keys.isEmpty()) {
      refuse(keys, SetKeys.advice(module));
    }
  }

  /** Checks that the node binds what the module needs, and nothing else. */
  void inputs(ModuleFile module) {
    ModuleFile.Header header = module.header();
    for (DataId port : header.inputs()) {
      if (!node.ports().inputs().containsKey(port)) {
        problems.add(
            placed.problem(
                "module `"
                    + header.name()
                    + "` declares required input `"
                    + port
                    + "` but node `"
                    + node.id()
                    + "` does not provide it",
                "add `" + port + ": <source_node>/<output>` to the node's inputs"));
      }
    }
    for (DataId port : node.ports().inputs().keySet()) {
      if (!header.hasInput(port)) {
        problems.add(
            placed.problemAt(
                "inputs." + port,
                "module `"
                    + header.name()
                    + "` does not declare input `"
                    + port
                    + "` provided by node `"
                    + node.id()
                    + "`",
                "declared inputs are: " + declared(header)));
      }
    }
  }

  /** Checks that each parameter makes a variable of its own. */
  void params() {
    Map<String, String> byCapitals = new HashMap<>();
    for (String key : node.composition().params().keySet()) {
      if (key.isEmpty() || !isWord(key)) {
        problems.add(
            placed.problemAt(
                "params." + key,
                "invalid param key `"
                    + key
                    + "` in node `"
                    + node.id()
                    + "`: must be non-empty and contain only [A-Za-z0-9_]"));
      }
      String capitals = Params.capitals(key);
      String other = byCapitals.put(capitals, key);
      if (other != null) {
        problems.add(
            placed.problemAt(
                "params." + key,
                "param keys `"
                    + other
                    + "` and `"
                    + key
                    + "` in node `"
                    + node.id()
                    + "` collide: both map to the env var `PARAM_"
                    + capitals
                    + "`. Param keys must be unique case-insensitively."));
      }
    }
  }

  private void refuse(List<String> keys, String hint) {
    problems.add(
        placed.problemAt(
            keys.getFirst(),
            "invalid module node `"
                + node.id()
                + "`: node `"
                + node.id()
                + "` has fields that are not allowed on Module nodes: "
                + String.join(", ", keys),
            hint));
  }

  private static String declared(ModuleFile.Header header) {
    TreeSet<String> names = new TreeSet<>();
    header.inputs().forEach(port -> names.add(port.value()));
    header.optionalInputs().forEach(port -> names.add(port.value()));
    return String.join(", ", names);
  }

  private static boolean isWord(String key) {
    for (int i = 0; i < key.length(); i++) {
      if (!Params.isWord(key.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
