package org.dora.interop.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.ReleasedPeers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code dora new} makes runs as it is made. No test asks a network: {@code pip} finds all
 * that it is to install, and what cargo would have to download is not built.
 */
@Timeout(180)
class NewProjectsTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Lets {@code pip} ask no index, so that a build that needs one fails. */
  private static final Map<String, String> OFFLINE =
      Map.of("PIP_NO_INDEX", "1", "PIP_DISABLE_PIP_VERSION_CHECK", "1");

  /** Calls all tests of a file of pytest's kind; prints how many there were. */
  private static final String TEST_RUNNER =
      """
      import runpy, sys
      sys.path.insert(0, sys.argv[1])
      tests = [t for n, t in runpy.run_path(sys.argv[2]).items() if n.startswith("test_")]
      for test in tests: test()
      print(len(tests), "passed")
      """;

  /** What the listener of a dataflow prints, except in Java. */
  private static final List<String> SPEECH =
      List.of("I heard \"Hello number 2\" on speech-1", "I heard \"Hello number 1\" on speech-2");

  @TempDir private Path folder;

  @Test
  void aJavaDataflowRuns() throws Exception {
    make("hello");
    RunningDataflow.hears(
        Executable.dora(),
        folder.resolve("hello/dataflow.yml"),
        Map.of(),
        List.of(
            "I heard \"Hello from talker_1\" on speech-1, number 2",
            "I heard \"Hello from talker_2\" on speech-2, number 1"));
  }

  @Test
  void aJavaNodeRunsAloneAndPassesItsTest() throws Exception {
    make("--kind", "node", "my camera");
    Path project = folder.resolve("my-camera");
    RunningDataflow.hears(
        Executable.dora(),
        project.resolve("dataflow.yml"),
        Map.of(),
        List.of("message 2 came on tick"));
    Program.Outcome outcome = dora("run", project.resolve("test.yml").toString());
    assertEquals(0, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.stdout().contains("MyCamera has passed its test"), outcome.stdout());
  }

  @Test
  void theTestOfAJavaNodeFailsWhenTheNodeIsWrong() throws IOException {
    make("--kind", "node", "camera");
    Path source = folder.resolve("camera/Camera.java");
    String text = Files.readString(source);
    Files.writeString(source, text.replace("count++", "count += 2"));
    Program.Outcome outcome = dora("run", folder.resolve("camera/test.yml").toString());
    assertEquals(1, outcome.exitCode(), outcome::toString);
    assertTrue(outcome.stderr().contains("expected 1, but Camera sent 2"), outcome.stderr());
  }

  @Test
  void aJavaNodeNamedLikeAClassThatItUsesRuns() throws IOException {
    make("--kind", "node", "event");
    Program.Outcome outcome = dora("run", folder.resolve("event/test.yml").toString());
    assertEquals(0, outcome.exitCode(), outcome::toString);
  }

  @Test
  void aPythonDataflowRunsUnderOurs() throws Exception {
    make("--lang", "python", "hello");
    Path dataflow = folder.resolve("hello/dataflow.yml");
    buildByHand(dataflow);
    RunningDataflow.hears(Executable.dora(), dataflow, environment(), SPEECH);
  }

  @Test
  void aPythonDataflowIsBuiltAndRunByTheReleasedProgram() throws Exception {
    make("--lang", "python", "hello");
    RunningDataflow.hears(
        ReleasedPeers.dora(), folder.resolve("hello/dataflow.yml"), environment(), SPEECH);
  }

  @Test
  void aPythonNodeRunsAlone() throws Exception {
    make("--kind", "node", "--lang", "python", "my camera");
    Path dataflow = folder.resolve("my-camera/dataflow.yml");
    buildByHand(dataflow);
    RunningDataflow.hears(
        Executable.dora(), dataflow, environment(), List.of("message 2 came on tick"));
  }

  @Test
  void pythonNodesPassTheirTests() throws IOException {
    make("--lang", "python", "hello");
    make("--kind", "node", "--lang", "python", "my camera");
    assertPythonTestsPass("hello/talker-1", "tests/test_talker_1.py");
    assertPythonTestsPass("hello/talker-2", "tests/test_talker_2.py");
    assertPythonTestsPass("hello/listener-1", "tests/test_listener_1.py");
    assertPythonTestsPass("my-camera", "tests/test_my_camera.py");
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "python", "rust", "c", "c++"})
  void theReleasedProgramFindsNothingWrong(String language) throws IOException {
    make("--lang", language, "flow");
    make("--kind", "node", "--lang", language, "one");
    for (String project : List.of("flow", "one")) {
      Program.Outcome outcome =
          Program.of(
                  folder.resolve(project),
                  ReleasedPeers.dora().toString(),
                  "validate",
                  "dataflow.yml",
                  "--strict-types")
              .run(LIMIT);
      assertEquals(0, outcome.exitCode(), outcome::toString);
    }
  }

  @Test
  void cargoUnderstandsARustProject() throws IOException {
    assumeAvailable("cargo");
    make("--lang", "rust", "flow");
    make("--kind", "node", "--lang", "rust", "one");
    for (String project : List.of("flow", "one")) {
      Program.Outcome outcome =
          Program.of(
                  folder.resolve(project),
                  "cargo",
                  "metadata",
                  "--offline",
                  "--no-deps",
                  "--format-version=1")
              .run(LIMIT);
      assertEquals(0, outcome.exitCode(), outcome::toString);
      for (String program :
          project.equals("flow") ? List.of("talker_1", "talker_2", "listener_1") : List.of("one")) {
        assertTrue(outcome.stdout().contains("\"name\":\"" + program + "\""), outcome.stdout());
      }
    }
  }

  /** The names of the nodes are words that CMake keeps for itself. */
  @ParameterizedTest
  @CsvSource({"c,test", "c++,all"})
  void cmakeUnderstandsWhatIsToBeBuiltByIt(String language, String node) throws IOException {
    assumeAvailable("cargo", "cmake", "make", "cc", "c++");
    make("--lang", language, "flow");
    make("--kind", "node", "--lang", language, node);
    for (String project : List.of("flow", node)) {
      Program.Outcome outcome =
          Program.of(folder.resolve(project), "cmake", "-S", ".", "-B", "build").run(LIMIT);
      assertEquals(0, outcome.exitCode(), outcome::toString);
    }
  }

  @Test
  void theSourcesInCAreCleanAndTheirHeaderSufficesCPlusPlusToo() throws IOException {
    assumeAvailable("cc", "c++");
    make("--lang", "c", "flow");
    make("--kind", "node", "--lang", "c", "one");
    for (String source : List.of("flow/talker_1", "flow/listener_1", "one")) {
      Path project = folder.resolve(source);
      assertEquals("", compiled(project, "cc", "-std=c11", "node.c"));
      assertEquals("", compiled(project, "c++", "-xc++-header", "node_api.h"));
    }
  }

  private void make(String... arguments) {
    List<String> all = new ArrayList<>(List.of("new"));
    all.addAll(List.of(arguments));
    Program.Outcome outcome = dora(all.toArray(String[]::new));
    assertEquals(0, outcome.exitCode(), outcome::toString);
    assertEquals("", outcome.stderr());
  }

  private Program.Outcome dora(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Executable.dora().toString()));
    command.addAll(List.of(arguments));
    return new Program(command, folder, Map.of()).run(LIMIT);
  }

  /** Does what the `build` lines say, and takes them out of the dataflow. */
  private void buildByHand(Path dataflow) throws IOException {
    List<String> rest = new ArrayList<>();
    int built = 0;
    for (String line : Files.readAllLines(dataflow)) {
      String command = line.strip();
      if (command.startsWith("build: ")) {
        // `env` looks for the program on the PATH that it is given.
        List<String> words = new ArrayList<>(List.of("/usr/bin/env"));
        words.addAll(List.of(command.substring("build: ".length()).split(" ")));
        Path directory = dataflow.resolveSibling("");
        Program.Outcome outcome = new Program(words, directory, environment()).run(LIMIT);
        assertEquals(0, outcome.exitCode(), outcome::toString);
        built++;
      } else {
        rest.add(line);
      }
    }
    assertTrue(built > 0, "there is something to build");
    Files.write(dataflow, rest);
  }

  private static Map<String, String> environment() {
    Map<String, String> all = new HashMap<>(OFFLINE);
    all.put("PATH", ReleasedPeers.python().getParent() + ":/usr/bin:/bin");
    return all;
  }

  private void assertPythonTestsPass(String project, String tests) {
    Program.Outcome outcome =
        Program.of(
                folder.resolve(project),
                ReleasedPeers.python().toString(),
                "-c",
                TEST_RUNNER,
                ".",
                tests)
            .run(LIMIT);
    assertEquals(0, outcome.exitCode(), outcome::stderr);
    assertTrue(outcome.stdout().endsWith("1 passed\n"), outcome.stdout());
  }

  private static String compiled(Path project, String compiler, String language, String file) {
    Program.Outcome outcome =
        Program.of(
                project, compiler, language, "-fsyntax-only", "-Wall", "-Wextra", "-pedantic", file)
            .run(LIMIT);
    return outcome.stdout() + outcome.stderr();
  }

  private static void assumeAvailable(String... programs) {
    for (String program : programs) {
      assumeTrue(
          Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
              .anyMatch(path -> Files.isExecutable(Path.of(path, program))),
          "no `" + program + "` on the PATH");
    }
  }
}
