package org.dora.daemon.spawn;

import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.ByteSize;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.NodeId;
import org.dora.daemon.process.ProcessResources;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a node may have of the machine: {@code cpu_affinity} of its descriptor, and from its
 * environment what dora has no keys for (docs/resources.md).
 */
final class NodeResources {
  private static final String NICE = "DORA_JVM_NICE";
  private static final String MEMORY_LIMIT = "DORA_JVM_MEMORY_LIMIT";

  private static final int FIRST = -20;
  private static final int LAST = 19;

  /** No program starts with less; whoever writes less has forgotten the unit. */
  private static final long LEAST_MEMORY = 1 << 20;

  private NodeResources() {}

  /**
   * Returns what the node is to be given.
   *
   * @param environment of the node, with what it inherits
   * @throws PrepareException if a value is no such thing
   */
  static ProcessResources of(NodeDescriptor node, Map<String, String> environment) {
    return new ProcessResources(
        cores(node.limits().cpuAffinity()),
        nice(node.id(), environment.get(NICE)),
        memory(node.id(), environment.get(MEMORY_LIMIT)));
  }

  /** Returns the cores; no machine has those beyond an int, and the spawn skips them as such. */
  private static List<Integer> cores(@Nullable List<Long> affinity) {
    return affinity == null
        ? List.of()
        : affinity.stream().map(core -> (int) Math.min(core, Integer.MAX_VALUE)).toList();
  }

  private static @Nullable Integer nice(NodeId node, @Nullable String value) {
    if (value == null) {
      return null;
    }
    try {
      int nice = Integer.parseInt(value);
      if (nice >= FIRST && nice <= LAST) {
        return nice;
      }
    } catch (NumberFormatException _) {
      // refused below
    }
    throw refusal(
        node, NICE, value, "a whole number from %d (runs first) to %d".formatted(FIRST, LAST));
  }

  private static @Nullable Long memory(NodeId node, @Nullable String value) {
    if (value == null) {
      return null;
    }
    try {
      long bytes = ByteSize.parse(value).bytes();
      if (bytes >= LEAST_MEMORY) {
        return bytes;
      }
    } catch (ByteSize.InvalidByteSizeException _) {
      // refused below
    }
    throw refusal(node, MEMORY_LIMIT, value, "a size of at least 1MB, such as `512MB` or `2GB`");
  }

  private static PrepareException refusal(
      NodeId node, String variable, String value, String expected) {
    return new PrepareException(
        "node `%s`: the environment variable `%s` is `%s`, expected %s"
            .formatted(node, variable, value, expected));
  }
}
