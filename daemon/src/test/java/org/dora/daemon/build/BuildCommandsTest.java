package org.dora.daemon.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dora.common.id.NodeId;
import org.dora.common.session.LocalBuild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BuildCommandsTest {
  @TempDir private Path temporary;
  private BuildBench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new BuildBench(temporary.toRealPath());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private String failure(String yaml) {
    return BuildBench.causes(assertThrows(BuildException.class, () -> bench.build(yaml)));
  }

  @Test
  void nodesAreBuiltInTheOrderOfTheirIds() {
    LocalBuild build =
        bench.build(
            """
            nodes:
              - {id: b, path: x, build: echo of b}
              - {id: a, path: x}
            """);
    assertEquals(
        List.of(
            "a DEBUG building node",
            "b DEBUG building node",
            "b INFO running build command: `echo of b` in " + bench.folder,
            "b STDOUT of b"),
        bench.lines);
    assertEquals(bench.folder, BuildBench.directory(build, "a"));
  }

  @Test
  void linesSeeTheNodesVariablesAndNoTerminal() throws IOException {
    LocalBuild _ =
        bench.build(
            """
            env: {A: doc, B: 1.50}
            nodes:
              - id: a
                path: x
                env: {A: own}
                build: |
                  sh -c "echo $A $B $CLICOLOR $CLICOLOR_FORCE; cat; echo to-err >&2"

                  sh -c "pwd > where.txt"
            """);
    assertTrue(bench.lines.contains("a STDOUT own 1.5 1 1"), bench.lines::toString);
    assertTrue(bench.lines.contains("a STDOUT to-err"), bench.lines::toString);
    assertEquals(bench.folder + "\n", Files.readString(bench.folder.resolve("where.txt")));
  }

  @Test
  void theFirstFailureEndsTheBuild() {
    assertEquals(
        "failed to build node `a`|build command failed|build command `sh -c \"exit 3\"` returned"
            + " exit status: 3",
        failure(
            """
            nodes:
              - {id: a, path: x, build: "sh -c \\"exit 3\\"\\necho not run"}
              - {id: b, path: x, build: echo not run}
            """));
    assertTrue(bench.lines.stream().noneMatch(line -> line.contains("STDOUT")));
  }

  @Test
  void aSignalIsTold() {
    assertTrue(
        failure("nodes: [{id: a, path: x, build: 'sh -c \"kill -9 $$\"'}]").contains("SIGKILL"));
  }

  @Test
  void aMissingProgramIsNamedWithItsLine() {
    String failure = failure("nodes: [{id: a, path: x, build: no-such-tool-xyz --x}]");
    assertTrue(failure.contains("|failed to spawn `no-such-tool-xyz --x`|"), failure);
    assertTrue(failure.contains("no such program in PATH"), failure);
  }

  @Test
  void whatALineLeavesRunningGoesOn() throws Exception {
    LocalBuild _ =
        bench.build(
            """
            nodes:
              - id: a
                path: x
                build: sh -c "mkfifo to from; (read w < to; echo $w > from) >/dev/null 2>&1 &"
            """);
    try (var to = Files.newBufferedWriter(bench.folder.resolve("to"))) {
      to.write("alive\n");
    }
    assertEquals("alive\n", Files.readString(bench.folder.resolve("from")));
  }

  @Test
  void sideBySideNodesWaitForEachOther() {
    bench.parallel = true;
    // Each end of the pipe waits for the other one.
    LocalBuild build =
        bench.build(
            """
            nodes:
              - {id: a, path: x, build: sh -c "mkfifo p 2>/dev/null; echo hello > p"}
              - {id: b, path: x, build: sh -c "mkfifo p 2>/dev/null; cat p"}
            """);
    assertEquals(2, build.nodeWorkingDirs().size());
    assertTrue(bench.lines.contains("b STDOUT hello"), bench.lines::toString);
  }

  @Test
  void aFailureSideBySideKillsTheOthers() {
    bench.parallel = true;
    String failure =
        failure(
            """
            nodes:
              - {id: a, path: x, build: sh -c "mkfifo p; read word < p; exit 4"}
              - {id: b, path: x, build: "sh -c \\"while ! [ -p p ]; do :; done; echo > p; sleep 600\\""}
            """);
    assertTrue(failure.startsWith("failed to build node `a`|"), failure);
    assertTrue(failure.endsWith("returned exit status: 4"), failure);
  }

  @Test
  void linesOfAModuleRunOnceForNodesThatWouldRunThemAlike() {
    bench.inherited = Map.of("nodes[0].build", 1, "nodes[1].build", 1, "nodes[2].build", 1);
    LocalBuild _ =
        bench.build(
            """
            nodes:
              - {id: m.a, path: x, build: "echo shared\\necho own"}
              - {id: m.b, path: x, build: "echo shared\\necho own"}
              - {id: m.c, path: x, build: "echo shared", env: {PARAM_X: 1}}
            """);
    assertEquals(
        List.of("m.a STDOUT shared", "m.a STDOUT own", "m.b STDOUT own", "m.c STDOUT shared"),
        bench.lines.stream().filter(line -> line.contains("STDOUT")).toList());
    assertTrue(bench.lines.contains("m.b DEBUG `echo shared` of the module was run here already"));
  }

  @Test
  void aSharedLineThatFailsFailsAllThatShareIt() {
    bench.parallel = true;
    bench.inherited = Map.of("nodes[0].build", 1, "nodes[1].build", 1);
    assertTrue(
        failure(
                """
                nodes:
                  - {id: m.a, path: x, build: "false"}
                  - {id: m.b, path: x, build: "false"}
                """)
            .endsWith("build command `false` returned exit status: 1"));
  }

  @Test
  void aFolderOfItsOwnStandsInForThatOfTheDataflow() throws IOException {
    Path own = Files.createDirectory(bench.folder.resolve("own"));
    bench.folders.put(new NodeId("a"), own);

    LocalBuild build = bench.build("nodes: [{id: a, path: x, build: touch here}]");

    assertEquals(own, BuildBench.directory(build, "a"));
    assertTrue(Files.exists(own.resolve("here")));
  }
}
