package org.dora.interop.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Judge;
import org.dora.interop.peers.Sample;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The recorded calls of the released command line, replayed with ours and judged by the runner of
 * the vectors; the coordinator and daemon that many need are ours, too. {@code verify} takes half
 * of those for which nothing has to be started, and a twentieth of the others.
 *
 * <p>Left out are calls of commands that are not there yet, and cases that expect something of
 * those. Deliberate differences are listed with their reasons in {@code interop/differences.json}.
 */
class CliGoldensTest {
  private static final Pattern LATER_COMMANDS =
      Pattern.compile("(?<![\\w-])dora +(record|replay|cluster +(?!status))\\b");

  /** They expect such commands in a help text. */
  private static final Set<String> LATER_CASES = Set.of("usage-cluster-nosub", "usage-no-args");

  /** Begun by {@code dora cluster up}. */
  private static final String LATER_SITUATION = "cluster";

  private static final Pattern STARTING_COMMANDS =
      Pattern.compile("(?<![\\w-])dora +(up|coordinator|daemon)\\b");

  /** A coordinator and a daemon without dataflows, which many cases share. */
  private static final String IDLE = "up";

  private static final Path RECORDED = Executable.repository().resolve("interop/vectors/cli");

  @TempDir private Path corpus;

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode plan = (ObjectNode) json.readTree(RECORDED.resolve("replay.json"));
    List<String> quick = new ArrayList<>();
    List<String> slow = new ArrayList<>();
    for (Map.Entry<String, JsonNode> each : plan.path("cases").properties()) {
      JsonNode replay = each.getValue();
      // The runner knows reasons why some cannot be replayed.
      if (!replay.path("mode").asString().equals("no")) {
        String command = Files.readString(RECORDED.resolve(each.getKey()).resolve("cmd"));
        if (!isLater(each.getKey(), command, replay)) {
          (isQuick(command, replay) ? quick : slow).add(each.getKey());
        }
      }
    }
    assertTrue(quick.size() > 100 && slow.size() > 50, plan::toString);

    List<String> cases = new ArrayList<>(Sample.of(quick));
    cases.addAll(Sample.fewOf(slow));
    adapt(plan);
    json.writeValue(corpus.resolve("replay.json"), plan);
    List<String> arguments = new ArrayList<>(List.of("--corpus", corpus.toString()));
    for (String name : cases) {
      copyFiles(RECORDED.resolve(name), corpus.resolve(name));
      arguments.add(name + "=");
    }
    return new Judge("check_cli.py").judge(arguments, cases);
  }

  private static boolean isLater(String name, String command, JsonNode replay) {
    return LATER_CASES.contains(name)
        || replay.path("situation").asString("").equals(LATER_SITUATION)
        || LATER_COMMANDS.matcher(command).find();
  }

  private static boolean isQuick(String command, JsonNode replay) {
    return replay.path("mode").asString().equals("standalone")
        ? !STARTING_COMMANDS.matcher(command).find()
        : replay.path("situation").asString().equals(IDLE)
            && !replay.has("before")
            && !replay.has("fresh");
  }

  /** Changes how cases are replayed where our program could not follow. */
  private static void adapt(ObjectNode plan) {
    // The released program starts a dataflow that waits for ever for an input that nobody gives.
    // Ours refuses that one, so it gets one that waits for an hour.
    for (String situation : List.of("run1", "run2")) {
      ((ArrayNode) plan.path("situations").path(situation))
          .insertObject(0)
          .put("write", "dangling.yml")
          .put("text", "nodes: [{id: a, path: printer.py, inputs: {value: dora/timer/secs/3600}}]");
    }
    // A store that the released program refuses; ours would run as long as the runner allows.
    ((ObjectNode) plan.path("cases").path("usage-store")).put("timeout", 5);
    // The trace that is shown is the latest one, which must be that of the dataflow's start.
    ((ObjectNode) plan.path("cases").path("one-trace-view")).put("fresh", true);
    // What another case has sent, which is not in every sample; a reader gets the bytes of the
    // JSON.
    ArrayNode before =
        ((ObjectNode) plan.path("cases").path("dbg-logs-after-pub")).putArray("before");
    before.addObject().put("run", "dora topic pub talker/speech '[\"injected\"]'");
    before.addObject().put("until", "dora logs d --node listener").put("shows", "I heard 91");
  }

  private static void copyFiles(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
