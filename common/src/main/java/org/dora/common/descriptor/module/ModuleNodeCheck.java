package org.dora.common.descriptor.module;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.dora.common.descriptor.ModuleFile;
import org.dora.common.descriptor.NodeComposition;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.NodeLimits;
import org.dora.common.descriptor.NodeLogging;
import org.dora.common.descriptor.NodePorts;
import org.dora.common.descriptor.NodeProgram;
import org.dora.common.descriptor.NodeSource;
import org.dora.common.descriptor.RestartPolicy;
import org.dora.common.descriptor.RestartSettings;
import org.dora.common.id.DataId;
import org.jspecify.annotations.Nullable;

/** Checks a node that stands for a module: which keys it has, and whether they fit the module. */
final class ModuleNodeCheck {
  private static final String KIND_HINT =
      "a module node references a sub-dataflow and cannot also be an operator or ros2 node -- remove"
          + " these fields, or drop `module:` if this was meant to be a regular node";
  private static final String FIELD_HINT =
      "a module node only configures the sub-dataflow it references; set per-node options on the"
          + " module's inner nodes instead";

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
    SetKeys kinds = new SetKeys();
    NodeComposition composition = node.composition();
    kinds.note("operators", composition.operators());
    kinds.note("operator", composition.operator());
    kinds.note("ros2", composition.ros2());
    if (!kinds.set.isEmpty()) {
      refuse(kinds.set, KIND_HINT);
      return;
    }
    SetKeys keys = new SetKeys();
    program(keys);
    ports(keys);
    logging(keys);
    times(keys);
    if (!keys.set.isEmpty()) {
      refuse(keys.set, FIELD_HINT);
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
                    + "`: must be non-empty and contain only [A-Za-z0-9_]",
                null));
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
                    + "`. Param keys must be unique case-insensitively.",
                null));
      }
    }
  }

  private void program(SetKeys keys) {
    NodeProgram program = node.program();
    keys.note("path", program.path());
    keys.note("path_sha256", program.sha256());
    keys.note("args", program.args());
    NodeSource source = node.source();
    keys.note("git", source.git());
    keys.note("hub", source.hub());
    keys.note("branch", source.branch());
    keys.note("tag", source.tag());
    keys.note("rev", source.rev());
  }

  private void ports(SetKeys keys) {
    NodePorts ports = node.ports();
    keys.note("outputs", !ports.outputs().isEmpty());
    keys.note("output_types", !ports.outputTypes().isEmpty());
    keys.note("output_framing", !ports.outputFraming().isEmpty());
    keys.note("input_types", !ports.inputTypes().isEmpty());
    keys.note("output_metadata", !ports.outputMetadata().isEmpty());
    keys.note("pattern", ports.pattern());
  }

  private void logging(SetKeys keys) {
    NodeLogging logging = node.logging();
    keys.note("send_stdout_as", logging.sendStdoutAs());
    keys.note("send_logs_as", logging.sendLogsAs());
    keys.note("min_log_level", logging.minLogLevel());
    keys.note("max_log_size", logging.maxLogSize());
    keys.note("max_rotated_files", logging.maxRotatedFiles());
  }

  private void times(SetKeys keys) {
    RestartSettings restart = node.restart();
    NodeLimits limits = node.limits();
    keys.note("shared_memory_pool_size", limits.sharedMemoryPoolSize());
    keys.note("restart_policy", restart.policy() != RestartPolicy.NEVER);
    keys.note("max_restarts", restart.maxRestarts() != 0);
    keys.note("restart_delay", restart.delay());
    keys.note("max_restart_delay", restart.maxDelay());
    keys.note("restart_window", restart.window());
    keys.note("health_check_timeout", limits.healthCheckTimeout());
    keys.note("startup_timeout", limits.startupTimeout());
    keys.note("finish_grace_secs", limits.finishGrace());
    keys.note("cpu_affinity", limits.cpuAffinity());
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

  /** The keys that differ from their defaults, in the released program's order. */
  private static final class SetKeys {
    final List<String> set = new ArrayList<>();

    void note(String key, @Nullable Object value) {
      note(key, value != null);
    }

    void note(String key, boolean isSet) {
      if (isSet) {
        set.add(key);
      }
    }
  }
}
