package org.dora.common.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.codec.JsonBy;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * A dataflow: its nodes and what holds for all of them (dataflow.md section 3.1). Immutable; may
 * hold what {@link DescriptorCheck} refuses.
 *
 * @param nodes in the order of the file
 * @param deploy parsed and carried, without effect
 * @param debugInspection whether every output is mirrored to the coordinator
 * @param healthCheckInterval null for the daemon's default
 * @param strictTypes whether type warnings are errors; null if the key is absent
 * @param exitWhenNodesFinish whether timers keep no node alive; null if the key is absent
 * @param typeRules extra edges of type compatibility
 * @param env defaults for every node; null if the key is absent
 */
@JsonBy(DescriptorJson.class)
public record Descriptor(
    List<NodeDescriptor> nodes,
    @Nullable Deploy deploy,
    boolean debugInspection,
    @Nullable Seconds healthCheckInterval,
    @Nullable Boolean strictTypes,
    @Nullable Boolean exitWhenNodesFinish,
    List<TypeRule> typeRules,
    @Nullable SortedMap<String, EnvValue> env) {
  static final List<String> KEYS =
      List.of(
          "nodes",
          "deploy",
          "debug",
          "health_check_interval",
          "strict_types",
          "exit_when_nodes_finish",
          "type_rules",
          "env");

  public Descriptor {
    nodes = List.copyOf(nodes);
    typeRules = List.copyOf(typeRules);
    env = env == null ? null : Utf8Order.sorted(env);
  }

  /** Returns the first node of that id. */
  public Optional<NodeDescriptor> node(NodeId id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
  }

  /** Whether the nodes stand for themselves: none for a module, none for a package of the hub. */
  public boolean isFlat() {
    for (NodeDescriptor node : nodes) {
      if (node.composition().module() != null || node.source().hub() != null) {
        return false;
      }
    }
    return true;
  }

  /** Returns this dataflow with other nodes. */
  public Descriptor withNodes(List<NodeDescriptor> other) {
    return new Descriptor(
        other,
        deploy,
        debugInspection,
        healthCheckInterval,
        strictTypes,
        exitWhenNodesFinish,
        typeRules,
        env);
  }

  /** Returns the variables of a node: those of the dataflow, overridden by its own. */
  public SortedMap<String, EnvValue> environmentOf(NodeDescriptor node) {
    SortedMap<String, EnvValue> merged = new TreeMap<>(Utf8Order.COMPARATOR);
    if (env != null) {
      merged.putAll(env);
    }
    if (node.env() != null) {
      merged.putAll(node.env());
    }
    return merged;
  }

  /** Returns this dataflow with variables put into its {@code env}, as {@code --env} does. */
  public Descriptor withEnv(Map<String, EnvValue> overrides) {
    SortedMap<String, EnvValue> merged = env == null ? new TreeMap<>() : new TreeMap<>(env);
    merged.putAll(overrides);
    return new Descriptor(
        nodes,
        deploy,
        debugInspection,
        healthCheckInterval,
        strictTypes,
        exitWhenNodesFinish,
        typeRules,
        merged.isEmpty() ? env : merged);
  }

  /**
   * Returns this dataflow for a peer that substitutes in {@code env} and sends what it gets to
   * another one that does so again: a released coordinator.
   */
  public Descriptor forRelay() {
    List<NodeDescriptor> relayed = new ArrayList<>();
    for (NodeDescriptor node : nodes) {
      relayed.add(node.forRelay());
    }
    return new Descriptor(
        relayed,
        deploy,
        debugInspection,
        healthCheckInterval,
        strictTypes,
        exitWhenNodesFinish,
        typeRules,
        EnvValue.escapedAll(env));
  }

  /** Returns this dataflow with debug inspection on, as {@code --debug} does. */
  public Descriptor withDebugInspection() {
    return new Descriptor(
        nodes, deploy, true, healthCheckInterval, strictTypes, exitWhenNodesFinish, typeRules, env);
  }

  /** Returns this dataflow ending or not with its nodes, as {@code --exit-when-nodes-finish}. */
  public Descriptor withExitWhenNodesFinish(boolean exit) {
    return new Descriptor(
        nodes, deploy, debugInspection, healthCheckInterval, strictTypes, exit, typeRules, env);
  }
}
