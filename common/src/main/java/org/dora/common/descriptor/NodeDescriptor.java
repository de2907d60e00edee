package org.dora.common.descriptor;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * One node of a dataflow, as its descriptor says (dataflow.md section 3.2).
 *
 * @param id unique within the dataflow
 * @param name for people
 * @param description for people
 * @param program what it runs
 * @param env variables of its own; null if the key is absent
 * @param ports inputs and outputs
 * @param logging what happens to its lines
 * @param restart whether it is started again
 * @param limits bounds of time and resources
 * @param deploy where it is to run; null if the key is absent
 */
public record NodeDescriptor(
    NodeId id,
    @Nullable String name,
    @Nullable String description,
    NodeProgram program,
    @Nullable SortedMap<String, EnvValue> env,
    NodePorts ports,
    NodeLogging logging,
    RestartSettings restart,
    NodeLimits limits,
    @Nullable Deploy deploy) {
  /** All keys of a node in the order of declaration, as the refusals of unknown keys list them. */
  static final List<String> KEYS =
      List.of(
          "id",
          "name",
          "description",
          "path",
          "path_sha256",
          "args",
          "env",
          "operators",
          "operator",
          "ros2",
          "outputs",
          "output_types",
          "output_framing",
          "inputs",
          "input_types",
          "output_metadata",
          "pattern",
          "send_stdout_as",
          "send_logs_as",
          "min_log_level",
          "max_log_size",
          "max_rotated_files",
          "build",
          "git",
          "hub",
          "branch",
          "tag",
          "rev",
          "restart_policy",
          "shared_memory_pool_size",
          "max_restarts",
          "restart_delay",
          "max_restart_delay",
          "restart_window",
          "health_check_timeout",
          "finish_grace_secs",
          "module",
          "params",
          "cpu_affinity",
          "deploy",
          "startup_timeout");

  /** Keys that dora has and this suite does not read yet. */
  static final List<String> NOT_YET =
      List.of(
          "operators",
          "operator",
          "ros2",
          "build",
          "git",
          "hub",
          "branch",
          "tag",
          "rev",
          "module",
          "params");

  public NodeDescriptor {
    env = env == null ? null : Collections.unmodifiableSortedMap(new TreeMap<>(env));
  }
}
