package org.dora.cli;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.RestartPolicy;

/**
 * Finds what a dataflow asks for and the daemon does not do yet, so that nobody relies on it
 * unawares.
 */
final class IdleKeys {
  private IdleKeys() {}

  /** Returns a warning for each such key of each node. */
  static List<String> warnings(Descriptor descriptor) {
    List<String> warnings = new ArrayList<>();
    for (NodeDescriptor node : descriptor.nodes()) {
      List<String> keys = keysOf(node);
      if (!keys.isEmpty()) {
        warnings.add(
            "node `%s`: %s %s no effect yet"
                .formatted(node.id(), String.join(", ", keys), keys.size() == 1 ? "has" : "have"));
      }
    }
    return warnings;
  }

  private static List<String> keysOf(NodeDescriptor node) {
    List<String> keys = new ArrayList<>();
    note(keys, "restart_policy", node.restart().policy() != RestartPolicy.NEVER);
    note(keys, "health_check_timeout", node.limits().healthCheckTimeout() != null);
    note(keys, "startup_timeout", node.limits().startupTimeout() != null);
    note(keys, "finish_grace_secs", node.limits().finishGrace() != null);
    note(keys, "input_timeout", anyInput(node, input -> input.inputTimeout() != null));
    return keys;
  }

  private interface InputTest {
    boolean matches(InputDescriptor input);
  }

  private static boolean anyInput(NodeDescriptor node, InputTest test) {
    return node.ports().inputs().values().stream().anyMatch(test::matches);
  }

  private static void note(List<String> keys, String key, boolean used) {
    if (used) {
      keys.add("`" + key + "`");
    }
  }
}
