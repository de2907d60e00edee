package org.dora.daemon.spawn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.dora.common.descriptor.EnvValue;
import org.dora.common.descriptor.ReservedVariables;

/** The rules for a node's environment, in the order of daemon.md section 1.3. */
final class NodeEnvironment {
  private NodeEnvironment() {}

  /** Returns what a node inherits of the daemon's environment. */
  static Map<String, String> inherited(Map<String, String> daemon) {
    Map<String, String> environment = new LinkedHashMap<>(daemon);
    environment.keySet().removeIf(ReservedVariables::isOfDaemonAlone);
    return environment;
  }

  /**
   * Returns the variables of a descriptor that a node may get, as text.
   *
   * @param env those of the dataflow and the node, merged
   * @param notices hears of each variable that is skipped
   */
  static Map<String, String> permitted(Map<String, EnvValue> env, Consumer<SpawnNotice> notices) {
    Map<String, String> environment = new LinkedHashMap<>();
    env.forEach((name, value) -> {
      String refusal = ReservedVariables.refusal(name);
      if (refusal.isEmpty()) {
        environment.put(name, value.rendered());
      } else {
        notices.accept(new SpawnNotice(SpawnNotice.Log.DAEMON_WARNING, refusal));
      }
    });
    return environment;
  }

  /** Returns what the daemon itself says to any node, apart from its configuration. */
  static Map<String, String> ofDaemon(SpawnSettings settings) {
    Map<String, String> environment = new LinkedHashMap<>();
    if (settings.runParentPid() != null) {
      environment.put("DORA_RUN_PARENT_PID", settings.runParentPid().toString());
    }
    if (settings.machineId() != null) {
      environment.put("DORA_MACHINE_ID", settings.machineId());
    }
    environment.put("PYTHONUNBUFFERED", "1");
    return environment;
  }
}
