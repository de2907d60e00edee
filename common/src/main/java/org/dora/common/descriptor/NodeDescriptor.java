package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.dora.common.codec.JsonBy;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * One node of a dataflow, as its descriptor says (dataflow.md section 3.2).
 *
 * @param id unique within the dataflow
 * @param name for people
 * @param description for people
 * @param program what it runs, if it is a program
 * @param source where the program comes from
 * @param composition what it consists of, if it is none
 * @param env variables of its own; null if the key is absent
 * @param ports inputs and outputs
 * @param logging what happens to its lines
 * @param restart whether it is started again
 * @param limits bounds of time and resources
 * @param deploy where it is to run; null if the key is absent
 */
@JsonBy(NodeDescriptorJson.class)
public record NodeDescriptor(
    NodeId id,
    @Nullable String name,
    @Nullable String description,
    NodeProgram program,
    NodeSource source,
    NodeComposition composition,
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

  public NodeDescriptor {
    env = env == null ? null : Utf8Order.sorted(env);
  }

  /** Returns all that the node claims to be: one kind unless the descriptor is wrong. */
  public List<NodeKind> kinds() {
    List<NodeKind> kinds = new ArrayList<>();
    if (program.path() != null) {
      kinds.add(new NodeKind.Program(program));
    }
    if (composition.operators() != null) {
      kinds.add(new NodeKind.Runtime(composition.operators()));
    }
    if (composition.operator() != null) {
      kinds.add(new NodeKind.SingleOperator(composition.operator()));
    }
    if (composition.ros2() != null) {
      kinds.add(new NodeKind.Ros2(composition.ros2()));
    }
    if (composition.module() != null) {
      kinds.add(new NodeKind.Module(composition.module(), composition.params()));
    }
    return kinds;
  }

  /** Returns this node with other variables. */
  public NodeDescriptor withEnv(@Nullable SortedMap<String, EnvValue> other) {
    return new NodeDescriptor(
        id,
        name,
        description,
        program,
        source,
        composition,
        other,
        ports,
        logging,
        restart,
        limits,
        deploy);
  }

  /** Returns this node as {@link Descriptor#forRelay} does. */
  public NodeDescriptor forRelay() {
    return withEnv(EnvValue.escapedAll(env));
  }

  /** Returns this node with other ports and another composition: references rewritten. */
  public NodeDescriptor withWiring(NodePorts otherPorts, NodeComposition otherComposition) {
    return new NodeDescriptor(
        id,
        name,
        description,
        program,
        source,
        otherComposition,
        env,
        otherPorts,
        logging,
        restart,
        limits,
        deploy);
  }
}
