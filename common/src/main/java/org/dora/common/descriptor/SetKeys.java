package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says which keys of a node are set and which of them its kind does not allow (dataflow.md section
 * 3.2). A key counts as set when its value is not the default.
 */
public final class SetKeys {
  private static final List<String> NOT_OF_BRIDGES =
      List.of("path", "path_sha256", "build", "git", "hub", "branch", "tag", "rev", "params");
  private static final List<String> OF_ALL = List.of("id", "name", "description", "env", "deploy");
  private static final List<String> OF_MODULES = List.of("build", "inputs", "params");

  private final List<String> keys = new ArrayList<>();

  private SetKeys() {}

  /** Returns the keys that are set and not allowed, in the order in which messages list them. */
  public static List<String> notAllowed(NodeDescriptor node, NodeKind kind) {
    List<String> refused = new ArrayList<>();
    for (String key : of(node)) {
      if (!allows(kind.key(), key)) {
        refused.add(key);
      }
    }
    return refused;
  }

  /**
   * Whether a kind of node allows a key.
   *
   * @param kind the key that makes a node one of that kind
   */
  static boolean allows(String kind, String key) {
    if (key.equals(kind) || OF_ALL.contains(key)) {
      return true;
    }
    if (DescriptorKeys.NODE_KINDS.contains(key)) {
      return false;
    }
    return switch (kind) {
      case "path" -> !key.equals("params");
      case "ros2" -> !NOT_OF_BRIDGES.contains(key);
      case "module" -> OF_MODULES.contains(key);
      default -> key.equals("cpu_affinity");
    };
  }

  /** What messages call the nodes of a kind. */
  static String name(NodeKind kind) {
    return switch (kind) {
      case NodeKind.Program _ -> "Standard";
      case NodeKind.Ros2 _ -> "ROS2 bridge";
      case NodeKind.Runtime _ -> "Runtime";
      case NodeKind.SingleOperator _ -> "Operator";
      case NodeKind.Module _ -> "Module";
    };
  }

  /** What to do with keys that are not allowed. */
  public static String advice(NodeKind kind) {
    return switch (kind) {
      case NodeKind.Program _, NodeKind.Ros2 _ ->
          "these fields are not consumed by this node kind; remove them from the node";
      case NodeKind.Runtime _ ->
          "these fields belong inside the matching entry under `operators:`, not at the node level"
              + " -- move them there";
      case NodeKind.SingleOperator _ ->
          "these fields belong inside the node's `operator:` block, not at the node level -- move"
              + " them there";
      case NodeKind.Module _ ->
          "a module node only configures the sub-dataflow it references; set per-node options on"
              + " the module's inner nodes instead";
    };
  }

  /** Returns all keys that are set, of those that some kind does not allow. */
  private static List<String> of(NodeDescriptor node) {
    SetKeys set = new SetKeys();
    set.program(node.program(), node.source());
    set.ports(node.ports());
    set.logging(node.logging());
    set.note("shared_memory_pool_size", node.limits().sharedMemoryPoolSize());
    set.restart(node.restart());
    set.limits(node.limits());
    set.note("params", node.composition().params());
    return set.keys;
  }

  private void program(NodeProgram program, NodeSource source) {
    note("path", program.path());
    note("path_sha256", program.sha256());
    note("args", program.args());
    note("build", source.build());
    note("git", source.git());
    note("hub", source.hub());
    note("branch", source.branch());
    note("tag", source.tag());
    note("rev", source.rev());
  }

  private void ports(NodePorts ports) {
    note("outputs", !ports.outputs().isEmpty());
    note("output_types", ports.outputTypes());
    note("output_framing", ports.outputFraming());
    note("inputs", ports.inputs());
    note("input_types", ports.inputTypes());
    note("output_metadata", ports.outputMetadata());
    note("pattern", ports.pattern());
  }

  private void logging(NodeLogging logging) {
    note("send_stdout_as", logging.sendStdoutAs());
    note("send_logs_as", logging.sendLogsAs());
    note("min_log_level", logging.minLogLevel());
    note("max_log_size", logging.maxLogSize());
    note("max_rotated_files", logging.maxRotatedFiles());
  }

  private void restart(RestartSettings restart) {
    note("restart_policy", restart.policy() != RestartPolicy.NEVER);
    note("max_restarts", restart.maxRestarts() != 0);
    note("restart_delay", restart.delay());
    note("max_restart_delay", restart.maxDelay());
    note("restart_window", restart.window());
  }

  private void limits(NodeLimits limits) {
    note("health_check_timeout", limits.healthCheckTimeout());
    note("startup_timeout", limits.startupTimeout());
    note("finish_grace_secs", limits.finishGrace());
    note("cpu_affinity", limits.cpuAffinity());
  }

  private void note(String key, @Nullable Object value) {
    note(key, value != null);
  }

  private void note(String key, Map<?, ?> map) {
    note(key, !map.isEmpty());
  }

  private void note(String key, boolean set) {
    if (set) {
      keys.add(key);
    }
  }
}
