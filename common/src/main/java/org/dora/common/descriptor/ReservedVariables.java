package org.dora.common.descriptor;

import java.util.Set;

/**
 * Says which environment variables a descriptor must not set, and a node must not inherit
 * (dataflow.md section 3.4).
 */
public final class ReservedVariables {
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
          "DORA_NODE_CONFIG",
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

  private ReservedVariables() {}

  /** Whether a value in the daemon's environment is not meant for nodes. */
  public static boolean isOfDaemonAlone(String name) {
    return DENIED.contains(name) || WIRING.contains(name);
  }

  /** Returns why a descriptor must not set a variable, in the released words; empty if it may. */
  public static String refusal(String name) {
    if (name.isEmpty() || name.codePoints().anyMatch(ReservedVariables::isMalformed)) {
      return "skipping malformed environment variable name "
          + RustText.quoted(name)
          + ": names cannot be empty or contain `=`, whitespace, or NUL";
    }
    if (DENIED.contains(name)) {
      return "skipping denied environment variable "
          + RustText.quoted(name)
          + " (security: could inject shared libraries)";
    }
    if (LIBRARY_PATHS.contains(name)) {
      return "skipping "
          + RustText.quoted(name)
          + " from the descriptor env: library search paths are inherited from the environment the"
          + " daemon runs in";
    }
    if (WIRING.contains(name) || INHERITED_WIRING.contains(name)) {
      return "ignoring "
          + RustText.quoted(name)
          + " from the descriptor env: it is control-plane wiring set by the daemon and cannot be"
          + " overridden";
    }
    return "";
  }

  private static boolean isMalformed(int c) {
    return c == '=' || c == 0 || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
