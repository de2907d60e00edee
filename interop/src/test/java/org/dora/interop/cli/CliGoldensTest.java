package org.dora.interop.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Judge;
import org.dora.interop.peers.Sample;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The recorded calls of the released command line, replayed with ours and judged by the runner of
 * the vectors: those that need no coordinator, of the commands that we have; {@code verify} takes a
 * sample.
 *
 * <p>Cases of {@link #LATER_COMMANDS} are left out: they need a coordinator and daemons around
 * them, or belong to recording. Cases of {@link #LATER_CASES} expect the names of such commands in
 * a help text or a tip. Both lists shrink with each command that is judged. Deliberate differences
 * are listed with their reasons in {@code interop/differences.json}.
 */
class CliGoldensTest {
  private static final Set<String> LATER_COMMANDS =
      Set.of("cluster", "coordinator", "daemon", "record", "replay", "topic", "up");

  private static final Set<String> LATER_CASES =
      Set.of("usage-no-args", "usage-unknown-subcommand");

  private static final Judge JUDGE = new Judge("check_cli.py");
  private static final Path VECTORS = Executable.repository().resolve("interop/vectors");
  private static final Pattern LISTED = Pattern.compile("(?m)^(\\S+) +standalone *$");
  private static final Pattern CALL = Pattern.compile("(?<![\\w-])dora +([a-z]+)");

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<String> cases = Sample.of(casesOfOurCommands());
    return JUDGE.judge(cases.stream().map(name -> name + "=").toList(), cases);
  }

  private static List<String> casesOfOurCommands() throws IOException {
    String listing = JUDGE.list();
    List<String> cases = new ArrayList<>();
    Matcher listed = LISTED.matcher(listing);
    while (listed.find()) {
      String name = listed.group(1);
      if (!LATER_CASES.contains(name) && callsOnlyOurs(name)) {
        cases.add(name);
      }
    }
    assertTrue(cases.size() > 50, listing);
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
}
