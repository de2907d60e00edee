package org.dora.interop.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A runner of the vectors that replays recorded cases with our executable and judges them.
 * Deliberate differences are listed with their reasons in {@code interop/differences.json}; one
 * that is not there is a failure, and so is a listed one that agrees.
 */
public final class Judge {
  private static final Path VECTORS = Executable.repository().resolve("interop/vectors");
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private final String script;

  /**
   * @param script file name of the runner
   */
  public Judge(String script) {
    this.script = script;
  }

  /** Returns what the runner prints about the cases it has. */
  public String list() {
    return run(List.of("--list")).stdout();
  }

  /**
   * Judges cases.
   *
   * @param arguments what selects them
   * @param names those that must have been judged
   * @return a test for each
   */
  public Stream<DynamicTest> judge(List<String> arguments, List<String> names) throws IOException {
    Path verdicts = Files.createTempFile("verdicts", ".json");
    try {
      Files.delete(verdicts);
      List<String> all =
          new ArrayList<>(
              List.of(
                  "--python",
                  ReleasedPeers.python().toString(),
                  "--jobs",
                  "2",
                  "--differences",
                  Executable.repository().resolve("interop/differences.json").toString(),
                  "--json",
                  verdicts.toString()));
      all.addAll(arguments);
      Program.Outcome outcome = run(all);
      String report = outcome.stdout() + outcome.stderr();
      assertTrue(Files.exists(verdicts), report);
      JsonNode judged = new ObjectMapper().readTree(Files.readString(verdicts)).path("cases");
      return Stream.concat(
          Stream.of(
              DynamicTest.dynamicTest(
                  "all were judged",
                  () ->
                      assertEquals(
                          names.stream().sorted().toList(),
                          judged.propertyNames().stream().sorted().toList(),
                          report))),
          names.stream()
              .map(name -> DynamicTest.dynamicTest(name, () -> check(name, judged.path(name)))));
    } finally {
      Files.deleteIfExists(verdicts);
    }
  }

  /** A skipped one is a deliberate difference, which the runner has checked to be one. */
  private static void check(String name, JsonNode verdict) {
    String result = verdict.path("result").asString("none");
    String detail = verdict.path("detail").asString("");
    assertTrue(
        result.equals("pass") || (result.equals("skip") && detail.startsWith("differs: ")),
        name + " " + result + ": " + detail);
  }

  private Program.Outcome run(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(ReleasedPeers.python().toString());
    command.add(VECTORS.resolve(script).toString());
    command.add(WarmExecutable.dora().toString());
    command.addAll(arguments);
    return Program.of(VECTORS, command.toArray(String[]::new)).run(LIMIT);
  }
}
