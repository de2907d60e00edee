package org.dora.cli;

import java.util.ArrayList;
import java.util.List;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.NodeDescriptor;

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
    note(keys, "send_stdout_as", node.logging().sendStdoutAs() != null);
    note(keys, "send_logs_as", node.logging().sendLogsAs() != null);
    note(keys, "max_log_size", node.logging().maxLogSize() != null);
    note(keys, "dora/logs", anyInput(node, input -> input.source() instanceof InputMapping.Logs));
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
