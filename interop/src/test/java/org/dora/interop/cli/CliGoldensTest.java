package org.dora.interop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.ReleasedPeers;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The recorded calls of the released command line, replayed with ours and judged by the runner of
 * the vectors: those that need no coordinator, of the commands that we have.
 *
 * <p>Cases of {@link #LATER_COMMANDS} are left out because these commands do not exist yet: they
 * talk to a coordinator, are one, or belong to recording. Cases of {@link #LATER_CASES} expect the
 * names of such commands in a help text or a tip. Both lists shrink with each command that comes.
 * Deliberate differences are listed with their reasons in {@code interop/differences.json}.
 */
class CliGoldensTest {
  private static final Set<String> LATER_COMMANDS =
      Set.of(
          "clean",
          "cluster",
          "coordinator",
          "daemon",
          "destroy",
          "down",
          "inspect",
          "list",
          "logs",
          "node",
          "param",
          "ps",
          "record",
          "replay",
          "restart",
          "start",
          "stop",
          "top",
          "topic",
          "trace",
          "up");

  private static final Set<String> LATER_CASES =
      Set.of("usage-no-args", "usage-unknown-subcommand");

  private static final Path VECTORS = Executable.repository().resolve("interop/vectors");
  private static final Pattern LISTED = Pattern.compile("(?m)^(\\S+) +standalone *$");
  private static final Pattern CALL = Pattern.compile("(?<![\\w-])dora +([a-z]+)");
  private static final Duration LIMIT = Duration.ofMinutes(15);

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<String> cases = casesOfOurCommands();
    Path verdicts = folder.resolve("verdicts.json");
    List<String> arguments =
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
    cases.forEach(name -> arguments.add(name + "="));
    Program.Outcome outcome = runner(arguments).run(LIMIT);
    String report = outcome.stdout() + outcome.stderr();
    assertTrue(Files.exists(verdicts), report);
    JsonNode judged = new ObjectMapper().readTree(Files.readString(verdicts)).path("cases");
    return Stream.concat(
        Stream.of(
            DynamicTest.dynamicTest(
                "all were judged",
                () -> assertEquals(cases, List.copyOf(judged.propertyNames()), report))),
        cases.stream().map(name -> DynamicTest.dynamicTest(name, () -> check(name, judged.path(name)))));
  }

  /** A skipped one is a deliberate difference, which the runner has checked to be one. */
  private static void check(String name, JsonNode verdict) {
    String result = verdict.path("result").asString("none");
    String detail = verdict.path("detail").asString("");
    assertTrue(
        result.equals("pass") || (result.equals("skip") && detail.startsWith("differs: ")),
        name + " " + result + ": " + detail);
  }

  private static List<String> casesOfOurCommands() throws IOException {
    Program.Outcome listing = runner(List.of("--list")).run(LIMIT);
    List<String> cases = new ArrayList<>();
    Matcher listed = LISTED.matcher(listing.stdout());
    while (listed.find()) {
      String name = listed.group(1);
      if (!LATER_CASES.contains(name) && callsOnlyOurs(name)) {
        cases.add(name);
      }
    }
    assertTrue(cases.size() > 50, listing.stdout() + listing.stderr());
    return cases;
  }

  private static boolean callsOnlyOurs(String name) throws IOException {
    Matcher call = CALL.matcher(Files.readString(VECTORS.resolve("cli").resolve(name + "/cmd")));
    while (call.find()) {
      if (LATER_COMMANDS.contains(call.group(1))) {
        return false;
      }
    }
    return true;
  }

  private static Program runner(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(ReleasedPeers.python().toString());
    command.add(VECTORS.resolve("check_cli.py").toString());
    command.add(Executable.dora().toString());
    command.addAll(arguments);
    return Program.of(VECTORS, command.toArray(String[]::new));
  }
}
