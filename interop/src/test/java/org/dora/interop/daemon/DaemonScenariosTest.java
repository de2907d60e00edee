package org.dora.interop.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.ReleasedPeers;
import org.dora.interop.peers.Sample;
import org.dora.interop.peers.WarmExecutable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The scenarios that {@code dora run} and a coordinator with a daemon have to pass, judged by the
 * runner of the vectors: those that the released program passes, too, and those of our own.
 */
class DaemonScenariosTest {
  private static final List<String> SCENARIOS =
      List.of(
          "big_messages",
          "crash",
          "crash_before_connect",
          "early_reader_exit",
          "environment",
          "exit_when_nodes_finish",
          "fan_out",
          "health_check",
          "health_check_restart",
          "input_timeout",
          "log_rotation",
          "logs_input",
          "missing_path",
          "operator",
          "pipeline",
          "queue_backpressure",
          "queue_default",
          "restart_always",
          "restart_max",
          "restart_not_on_success",
          "restart_on_failure",
          "restart_window",
          "run_sigint",
          "run_sigint_twice",
          "run_sigterm",
          "send_logs_as",
          "send_stdout_as",
          "shell_node",
          "shell_refused",
          "startup_timeout");

  /** Those that judge by the clock are not disturbed by others. */
  private static final List<String> PUNCTUAL_SCENARIOS =
      List.of("finish_straggler", "timer_keeps_alive", "timer_millis");

  /**
   * Those with a coordinator, but for {@code two_daemons}, which waits for dataflows on several
   * machines, and {@code stop_force}, where the released program calls a success a failure.
   */
  private static final List<String> CLUSTER_SCENARIOS =
      List.of(
          "connect_disconnect",
          "coordinator_lost",
          "daemon_killed",
          "daemon_sigint",
          "destroy",
          "dynamic_node",
          "node_add_remove",
          "node_restart",
          "node_stop",
          "params",
          "stop_grace_sigkill",
          "stop_grace_sigterm");

  private static final List<String> OWN_SCENARIOS =
      List.of(
          "crash_exception",
          "dynamic_node_killed",
          "dynamic_node_run",
          "idle_node_lives",
          "printed_lines",
          "queue_newest_kept",
          "source_restarted");

  /** Most scenarios wait for most of their time. */
  private static final int JOBS = 2;

  private static final int CLUSTER_JOBS = 3;

  private static final Pattern VERDICT =
      Pattern.compile("^(ok  |FAIL) (\\S+) +[0-9.]+ s$", Pattern.MULTILINE);

  @TestFactory
  Stream<DynamicTest> scenarios() {
    return judged("interop/vectors/daemon", SCENARIOS, JOBS);
  }

  @TestFactory
  Stream<DynamicTest> punctualScenarios() {
    return judged("interop/vectors/daemon", PUNCTUAL_SCENARIOS, 1);
  }

  @TestFactory
  Stream<DynamicTest> clusterScenarios() {
    return judged("interop/vectors/daemon", Sample.of(CLUSTER_SCENARIOS), CLUSTER_JOBS);
  }

  @TestFactory
  Stream<DynamicTest> ownScenarios() {
    return judged("interop/vectors-own/daemon", OWN_SCENARIOS, JOBS);
  }

  private static Stream<DynamicTest> judged(String vectors, List<String> names, int jobs) {
    Path folder = Executable.repository().resolve(vectors);
    List<String> command = new ArrayList<>();
    command.add(ReleasedPeers.python().toString());
    command.add(folder.resolve("run_scenarios.py").toString());
    command.add(WarmExecutable.dora().toString());
    command.addAll(names);
    command.add("--jobs");
    command.add(String.valueOf(jobs));
    Program program =
        new Program(
            command,
            folder,
            Map.of("SCN_PYTHON", ReleasedPeers.python().toString(), "XDG_CACHE_HOME", ""));
    Program.Outcome outcome = program.run(Duration.ofMinutes(5));

    Map<String, Boolean> verdicts = new LinkedHashMap<>();
    Matcher matcher = VERDICT.matcher(outcome.stdout());
    while (matcher.find()) {
      verdicts.put(matcher.group(2), matcher.group(1).equals("ok  "));
    }
    String report = outcome.stdout() + outcome.stderr();
    return Stream.concat(
        Stream.of(
            DynamicTest.dynamicTest(
                "all were judged",
                () -> assertEquals(names, verdicts.keySet().stream().sorted().toList(), report))),
        names.stream()
            .map(name ->
                DynamicTest.dynamicTest(
                    name, () -> assertTrue(verdicts.getOrDefault(name, false), report))));
  }
}
