package org.dora.daemon.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.EnvValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeEnvironmentTest {
  private final List<SpawnNotice> notices = new ArrayList<>();

  @Test
  void aNodeInheritsWhatTheDaemonHas() {
    Map<String, String> daemon = Map.of("HOME", "/home/ada", "LD_LIBRARY_PATH", "/opt/lib");
    assertEquals(daemon, NodeEnvironment.inherited(daemon));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LD_PRELOAD",
        "LD_AUDIT",
        "DYLD_INSERT_LIBRARIES",
        "DORA_AUTH_TOKEN",
        "DORA_ALLOW_SHELL_NODES",
        "DORA_NODE_CONFIG",
        "DORA_RUNTIME_CONFIG",
        "DORA_ZENOH_LISTEN",
        "DORA_ZENOH_LISTEN_EXTRA",
        "DORA_ZENOH_CONNECT",
        "DORA_ZENOH_MULTICAST",
        "DORA_RUN_PARENT_PID"
      })
  void aNodeNeitherInheritsNorIsGivenSecretsInjectionsAndTheWiringOfOthers(String name) {
    assertEquals(Map.of("A", "b"), NodeEnvironment.inherited(Map.of(name, "x", "A", "b")));
    assertEquals(Map.of(), permitted(name));
    assertEquals(1, notices.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LD_LIBRARY_PATH",
        "DYLD_LIBRARY_PATH",
        "ZENOH_CONFIG",
        "DORA_ZENOH_CONFIG_OVERLAY",
        "DORA_ZENOH_OPEN_TIMEOUT_MS"
      })
  void whatTheOperatorOfTheDaemonMaySetIsInheritedButNotTakenFromADescriptor(String name) {
    assertEquals(Map.of(name, "x"), NodeEnvironment.inherited(Map.of(name, "x")));
    assertEquals(Map.of(), permitted(name));
    assertEquals(1, notices.size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          LD_PRELOAD; skipping denied environment variable "LD_PRELOAD" (security: could inject shared libraries)
          LD_LIBRARY_PATH; skipping "LD_LIBRARY_PATH" from the descriptor env: library search paths are inherited from the environment the daemon runs in
          DORA_NODE_CONFIG; ignoring "DORA_NODE_CONFIG" from the descriptor env: it is control-plane wiring set by the daemon and cannot be overridden
          ZENOH_CONFIG; ignoring "ZENOH_CONFIG" from the descriptor env: it is control-plane wiring set by the daemon and cannot be overridden
          EV A; skipping malformed environment variable name "EV A": names cannot be empty or contain `=`, whitespace, or NUL
          A=B; skipping malformed environment variable name "A=B": names cannot be empty or contain `=`, whitespace, or NUL
          ''; skipping malformed environment variable name "": names cannot be empty or contain `=`, whitespace, or NUL
          """)
  void aSkippedVariableIsReportedInTheReleasedWords(String name, String text) {
    assertEquals(Map.of(), permitted(name));
    assertEquals(List.of(new SpawnNotice(SpawnNotice.Log.DAEMON_WARNING, text)), notices);
  }

  @Test
  void aNameWithControlCharactersIsReportedOnOneLine() {
    assertEquals(Map.of(), permitted("a\n\"b\0"));
    assertEquals(
        "skipping malformed environment variable name \"a\\n\\\"b\\0\": names cannot be empty"
            + " or contain `=`, whitespace, or NUL",
        notices.getFirst().text());
  }

  @Test
  void theValuesOfADescriptorBecomeText() {
    Map<String, EnvValue> env =
        Map.of(
            "FLAG", new EnvValue.Bool(true),
            "COUNT", new EnvValue.Int(5),
            "RATE", new EnvValue.Real(2.50),
            "NAME", new EnvValue.Text("two words"));
    assertEquals(
        Map.of("FLAG", "true", "COUNT", "5", "RATE", "2.5", "NAME", "two words"),
        NodeEnvironment.permitted(env, notices::add));
    assertEquals(List.of(), notices);
  }

  @Test
  void everyNodeIsToldToWriteItsLinesAtOnce() {
    assertEquals(Map.of("PYTHONUNBUFFERED", "1"), NodeEnvironment.ofDaemon(settings(null, null)));
  }

  @Test
  void aNodeOfDoraRunLearnsWhoseDeathIsItsOwn() {
    assertEquals(
        "4458", NodeEnvironment.ofDaemon(settings(4458L, null)).get("DORA_RUN_PARENT_PID"));
  }

  @Test
  void aNodeOfANamedDaemonLearnsTheName() {
    assertEquals("edge", NodeEnvironment.ofDaemon(settings(null, "edge")).get("DORA_MACHINE_ID"));
  }

  private Map<String, String> permitted(String name) {
    return NodeEnvironment.permitted(Map.of(name, new EnvValue.Text("x")), notices::add);
  }

  private static SpawnSettings settings(@Nullable Long parent, @Nullable String machine) {
    return new SpawnSettings(Map.of(), Path.of("/"), false, parent, machine, Workbench.JAVA);
  }
}
