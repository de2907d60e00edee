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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The scenarios that {@code dora run} has to pass, judged by the runner of the vectors. */
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
          "missing_path",
          "operator",
          "pipeline",
          "queue_backpressure",
          "queue_default",
          "run_sigint",
          "run_sigint_twice",
          "run_sigterm",
          "shell_node",
          "shell_refused",
          "timer_keeps_alive",
          "timer_millis");

  private static final Pattern VERDICT =
      Pattern.compile("^(ok  |FAIL) (\\S+) +[0-9.]+ s$", Pattern.MULTILINE);

  @TestFactory
  Stream<DynamicTest> scenarios() {
    Path folder = Executable.repository().resolve("interop/vectors/daemon");
    List<String> command = new ArrayList<>();
    command.add(ReleasedPeers.python().toString());
    command.add(folder.resolve("run_scenarios.py").toString());
    command.add(Executable.dora().toString());
    command.addAll(SCENARIOS);
    Program program =
        new Program(command, folder, Map.of("SCN_PYTHON", ReleasedPeers.python().toString()));
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
                () ->
                    assertEquals(SCENARIOS, verdicts.keySet().stream().sorted().toList(), report))),
        SCENARIOS.stream()
            .map(name ->
                DynamicTest.dynamicTest(
                    name, () -> assertTrue(verdicts.getOrDefault(name, false), report))));
  }
}
