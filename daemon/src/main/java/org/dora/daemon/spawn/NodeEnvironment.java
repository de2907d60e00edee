package org.dora.daemon.spawn;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.dora.common.descriptor.EnvValue;

/** The rules for a node's environment, in the order of daemon.md section 1.3. */
final class NodeEnvironment {
  /** What would inject code, or hand a secret or a right of the daemon on. */
  private static final Set<String> DENIED =
      Set.of(
          "LD_PRELOAD",
          "LD_AUDIT",
          "DYLD_INSERT_LIBRARIES",
          "DORA_AUTH_TOKEN",
          "DORA_ALLOW_SHELL_NODES");

  /** What the daemon alone sets; a value that it inherited belongs to another process. */
  private static final Set<String> WIRING =
      Set.of(
          NodeConfigVariable.NAME,
          "DORA_RUNTIME_CONFIG",
          "DORA_ZENOH_LISTEN",
          "DORA_ZENOH_LISTEN_EXTRA",
          "DORA_ZENOH_CONNECT",
          "DORA_ZENOH_MULTICAST",
          "DORA_RUN_PARENT_PID");

  /** What only the operator of the daemon may set. */
  private static final Set<String> INHERITED_WIRING =
      Set.of("ZENOH_CONFIG", "DORA_ZENOH_CONFIG_OVERLAY", "DORA_ZENOH_OPEN_TIMEOUT_MS");

  private static final Set<String> LIBRARY_PATHS = Set.of("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH");

  private NodeEnvironment() {}

  /** Returns what a node inherits of the daemon's environment. */
  static Map<String, String> inherited(Map<String, String> daemon) {
    Map<String, String> environment = new LinkedHashMap<>(daemon);
    environment.keySet().removeAll(DENIED);
    environment.keySet().removeAll(WIRING);
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
      String refusal = refusal(name);
      if (refusal.isEmpty()) {
        environment.put(name, value.rendered());
      } else {
        notices.accept(new SpawnNotice(SpawnNotice.Log.DAEMON_WARNING, refusal));
      }
    });
    return environment;
  }

  /** Returns why a descriptor must not set a variable, in the released words; empty if it may. */
  private static String refusal(String name) {
    if (name.isEmpty() || name.codePoints().anyMatch(NodeEnvironment::isMalformed)) {
      return "skipping malformed environment variable name "
          + quoted(name)
          + ": names cannot be empty or contain `=`, whitespace, or NUL";
    }
    if (DENIED.contains(name)) {
      return "skipping denied environment variable "
          + quoted(name)
          + " (security: could inject shared libraries)";
    }
    if (LIBRARY_PATHS.contains(name)) {
      return "skipping "
          + quoted(name)
          + " from the descriptor env: library search paths are inherited from the environment the"
          + " daemon runs in";
    }
    if (WIRING.contains(name) || INHERITED_WIRING.contains(name)) {
      return "ignoring "
          + quoted(name)
          + " from the descriptor env: it is control-plane wiring set by the daemon and cannot be"
          + " overridden";
    }
    return "";
  }

  private static boolean isMalformed(int c) {
    return c == '=' || c == 0 || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Returns a name on one line, whatever characters it has. */
  private static String quoted(String name) {
    StringBuilder quoted = new StringBuilder("\"");
    name.codePoints()
        .forEach(c -> {
          if (Character.isISOControl(c)) {
            quoted.append("\\u{%x}".formatted(c));
          } else {
            quoted.append(c == '"' || c == '\\' ? "\\" : "").appendCodePoint(c);
          }
        });
    return quoted.append('"').toString();
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

  /**
   * Returns what keeps a released node, which always opens a Zenoh session, on the loopback
   * interface: without a listener of its own it scouts by multicast (node-protocol.md section
   * 11.1).
   */
  static Map<String, String> zenohOnLoopback(int port) {
    return Map.of("DORA_ZENOH_LISTEN", "tcp/127.0.0.1:" + port, "DORA_ZENOH_MULTICAST", "off");
  }
}
