package org.dora.cli.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dora.cli.SimilarNames;

/** Which variables change what dora does, since they are easily forgotten or mistyped. */
final class EnvironmentCheck implements Check {
  private static final String SUBJECT = "Environment";
  private static final String PREFIX = "DORA_";
  private static final int LONGEST_VALUE = 60;

  /** Those of cli.md 1.9, daemon.md and node-protocol.md that a user may set, and our own. */
  private static final List<String> KNOWN =
      List.of(
          "DORA_ALLOW_SHELL_NODES",
          "DORA_AUTH_TOKEN",
          "DORA_BUILD_RESULT_TIMEOUT_SECS",
          "DORA_COORDINATOR_ADDR",
          "DORA_COORDINATOR_INTERFACE",
          "DORA_COORDINATOR_PORT",
          "DORA_DAEMON_LOCAL_LISTEN_PORT",
          "DORA_FINISH_DRAIN_GRACE_SECS",
          "DORA_HUB_CONFIG",
          "DORA_JAEGER_TRACING",
          "DORA_JAVA_HOME",
          "DORA_LOG_FILTER",
          "DORA_LOG_FORMAT",
          "DORA_LOG_LEVEL",
          "DORA_MACHINE_ID",
          "DORA_NODE_SHM_POOL_SIZE",
          "DORA_OTLP_ENDPOINT",
          "DORA_QUIET",
          "DORA_RUNTIME_TYPE_CHECK",
          "DORA_SPAWN_RESULT_TIMEOUT_SECS",
          "DORA_TEST_NO_OUTPUT_TIME_OFFSET",
          "DORA_TEST_WITH_INPUTS",
          "DORA_TEST_WRITE_OUTPUTS_TO",
          "DORA_WORKSPACE",
          "DORA_WRITE_EVENTS_TO",
          "DORA_ZENOH_CONFIG_OVERLAY",
          "DORA_ZENOH_CONNECT",
          "DORA_ZENOH_ENDPOINT_EXCHANGE_TIMEOUT_MS",
          "DORA_ZENOH_LISTEN",
          "DORA_ZENOH_LISTEN_EXTRA",
          "DORA_ZENOH_MULTICAST",
          "DORA_ZENOH_OPEN_TIMEOUT_MS",
          "DORA_ZERO_COPY_THRESHOLD");

  private static final Map<String, String> ADVICE =
      Map.of(
          "ZENOH_CONFIG", "replaces the network settings that dora makes for daemons and nodes",
          "JAVA_TOOL_OPTIONS", "reaches every JVM, which then prints a line",
          "JDK_JAVA_OPTIONS", "reaches every JVM, which then prints a line",
          "_JAVA_OPTIONS", "reaches every JVM, which then prints a line",
          "DORA_NODE_CONFIG", "is for spawned nodes only: `unset DORA_NODE_CONFIG`",
          "DORA_RUNTIME_CONFIG", "is for spawned runtimes only: `unset DORA_RUNTIME_CONFIG`");

  private final Map<String, String> environment;

  EnvironmentCheck(Map<String, String> environment) {
    this.environment = new TreeMap<>(environment);
  }

  @Override
  public List<Diagnosis> diagnose() {
    List<Diagnosis> found = new ArrayList<>();
    List<String> usual = new ArrayList<>();
    environment.forEach((name, value) -> {
      String advice = ADVICE.get(name);
      if (advice != null) {
        found.add(Diagnosis.warn(SUBJECT, shown(name, value), advice));
      } else if (KNOWN.contains(name)) {
        usual.add(shown(name, value));
      } else if (name.startsWith(PREFIX)) {
        found.add(Diagnosis.warn(SUBJECT, name + " is no variable of dora", meantInsteadOf(name)));
      }
    });
    if (!usual.isEmpty()) {
      found.addFirst(Diagnosis.pass(SUBJECT, String.join(", ", usual)));
    }
    return found.isEmpty()
        ? List.of(Diagnosis.pass(SUBJECT, "no variable changes what dora does"))
        : found;
  }

  private static String meantInsteadOf(String name) {
    // Without what all of them begin with, else all resemble each other.
    List<String> known = KNOWN.stream().map(EnvironmentCheck::end).toList();
    List<String> similar = SimilarNames.of(end(name), known);
    return similar.isEmpty() ? "" : "did you mean " + PREFIX + similar.getLast() + "?";
  }

  private static String end(String name) {
    return name.substring(PREFIX.length());
  }

  private static String shown(String name, String value) {
    if (name.contains("TOKEN")) {
      return name + " (not shown)";
    }
    return name
        + "="
        + (value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...");
  }
}
