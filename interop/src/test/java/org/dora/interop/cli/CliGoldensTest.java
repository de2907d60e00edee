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
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The recorded calls of the released command line, replayed with ours and judged by the runner of
 * the vectors, with a coordinator and a daemon of ours where a call needs them; {@code verify}
 * takes a sample.
 *
 * <p>Left out are calls of commands that are not there yet ({@link #LATER}) and cases that expect
 * something of those ({@link #LATER_CASES}). Deliberate differences are listed with their reasons
 * in {@code interop/differences.json}.
 */
class CliGoldensTest {
  private static final Pattern LATER =
      Pattern.compile(
          "(?<![\\w-])dora +(inspect|top|topic|trace|record|replay|cluster +(?!status))\\b");

  private static final Set<String> LATER_CASES =
      Set.of(
          "dbg-logs-after-pub",
          "usage-cluster-nosub",
          "usage-no-args",
          "usage-unknown-subcommand");

  /** Begun by {@code dora cluster up}. */
  private static final String LATER_SITUATION = "cluster";

  private static final Judge JUDGE = new Judge("check_cli.py");
  private static final Path CORPUS = Executable.repository().resolve("interop/vectors/cli");
  private static final Pattern LISTED = Pattern.compile("(?m)^(\\S+) +(standalone|cluster) *(\\S*)$");

  @TempDir private Path corpus;

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    writeCorpus();
    List<String> arguments = new ArrayList<>(List.of("--corpus", corpus.toString()));
    List<String> cases = Sample.of(casesOfOurCommands());
    cases.forEach(name -> arguments.add(name + "="));
    return JUDGE.judge(arguments, cases);
  }

  private static List<String> casesOfOurCommands() throws IOException {
    String listing = JUDGE.list();
    List<String> cases = new ArrayList<>();
    Matcher listed = LISTED.matcher(listing);
    while (listed.find()) {
      String name = listed.group(1);
      boolean later =
          LATER_CASES.contains(name)
              || listed.group(3).equals(LATER_SITUATION)
              || LATER.matcher(Files.readString(CORPUS.resolve(name + "/cmd"))).find();
      if (!later) {
        cases.add(name);
      }
    }
    assertTrue(cases.size() > 200, listing);
    return cases;
  }

  /**
   * The recorded cases, in which the released program has started a dataflow that waits for ever
   * for an input that nobody gives. Ours refuses that one, so it gets one that waits an hour.
   */
  private void writeCorpus() throws IOException {
    try (Stream<Path> cases = Files.list(CORPUS)) {
      for (Path each : cases.toList()) {
        Files.createSymbolicLink(corpus.resolve(each.getFileName()), each);
      }
    }
    Path plan = corpus.resolve("replay.json");
    Files.delete(plan);
    ObjectMapper json = new ObjectMapper();
    ObjectNode written = (ObjectNode) json.readTree(CORPUS.resolve("replay.json"));
    for (String situation : List.of("run1", "run2")) {
      ObjectNode step = JsonNodeFactory.instance.objectNode();
      step.put("write", "dangling.yml");
      step.put(
          "text", "nodes: [{id: a, path: printer.py, inputs: {value: dora/timer/secs/3600}}]");
      ((ArrayNode) written.path("situations").path(situation)).insert(0, step);
    }
    json.writeValue(plan, written);
  }
}
