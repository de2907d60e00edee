package org.dora.daemon.spawn;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dora.common.id.NodeId;
import org.dora.common.session.LocalBuild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that a build has put somewhere, and nodes that uv runs. */
class BuiltNodeTest {
  private static final NodeId NODE = new NodeId("a");

  @TempDir private Path folder;
  private Workbench bench;
  private final TreeMap<NodeId, Path> directories = new TreeMap<>();
  private final TreeMap<NodeId, Path> pythons = new TreeMap<>();

  @BeforeEach
  void open() throws IOException {
    bench = new Workbench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private PreparedNode prepare(String keys, boolean uv) {
    return Workbench.prepare(bench.preparer(), context(keys, uv));
  }

  private DataflowContext context(String keys, boolean uv) {
    return new DataflowContext(
        Workbench.DATAFLOW,
        Workbench.descriptor("nodes: [{id: a, " + keys + "}]"),
        bench.flow,
        true,
        new LocalBuild(directories, pythons, new TreeSet<>()),
        uv);
  }

  @Test
  void aNodeRunsWhereItWasBuilt() throws IOException {
    Path clone = Files.createDirectories(bench.flow.resolve("git/h/r/c0ffee"));
    Path tool = bench.script(clone.resolve("tool.sh"), "exit 0");
    directories.put(NODE, clone);
    PreparedNode node =
        prepare("path: tool.sh, git: 'https://h/r', deploy: {working_dir: x}", false);
    assertEquals(tool.toString(), node.process().program());
    assertEquals(clone, node.process().directory());
  }

  @Test
  void whatABuildMakesIsNotLookedForBefore() {
    NodePreparer preparer = bench.preparer();
    assertDoesNotThrow(() -> preparer.checkPrograms(context("path: none, build: make", false)));
    assertDoesNotThrow(() -> preparer.checkPrograms(context("path: none, git: 'x://h'", false)));
    assertDoesNotThrow(() -> preparer.checkPrograms(context("path: 'http://h/none'", false)));
    assertThrows(
        PrepareException.class, () -> preparer.checkPrograms(context("path: none", false)));
  }

  @Test
  void aPythonFileIsRunByTheEnvironmentThatItsBuildMade() throws IOException {
    Path file = Files.createFile(bench.flow.resolve("n.py"));
    Path environment = bench.flow.resolve(".dora/python-envs/a");
    Path programs = Files.createDirectories(environment.resolve("bin"));
    Path python = bench.script(programs.resolve("python"), "exit 0");
    pythons.put(NODE, environment);
    PreparedNode node = prepare("path: n.py, build: pip install x, args: y", true);
    assertEquals(List.of(python.toString(), "-u", file.toString(), "y"), node.process().argv());
    assertEquals(
        List.of("spawning managed Python " + python + " -u " + file),
        Workbench.texts(node.notices()));
    Map<String, String> variables = node.process().environment();
    assertEquals(environment.toString(), variables.get("VIRTUAL_ENV"));
    assertEquals(programs + ":" + bench.bin, variables.get("PATH"));
  }

  @Test
  void anEnvironmentThatWasNotMadeIsNamed() throws IOException {
    Path _ = Files.createFile(bench.flow.resolve("n.py"));
    pythons.put(NODE, bench.flow.resolve(".dora/python-envs/a"));
    String refusal =
        assertThrows(PrepareException.class, () -> prepare("path: n.py, build: x", true))
            .getMessage();
    assertTrue(refusal.contains(".dora/python-envs/a/bin/python` is missing"), refusal);
    assertTrue(refusal.contains("`dora build --uv`"), refusal);
  }

  @Test
  void withoutUvTheEnvironmentIsLeftAlone() throws IOException {
    bench.tool("python3", "exit 0");
    Path _ = Files.createFile(bench.flow.resolve("n.py"));
    pythons.put(NODE, bench.flow.resolve(".dora/python-envs/a"));
    PreparedNode node = prepare("path: n.py, build: x", false);
    assertEquals(bench.bin.resolve("python3").toString(), node.process().program());
    assertFalse(node.process().environment().containsKey("VIRTUAL_ENV"));
  }

  @Test
  void uvRunsAllOthers() throws IOException {
    Path file = Files.createFile(bench.flow.resolve("n.py"));
    Path tool = bench.script(bench.flow.resolve("tool.sh"), "exit 0");
    assertEquals(
        List.of("uv", "run", "python", "-u", file.toString(), "x"),
        prepare("path: n.py, args: x", true).process().argv());
    assertEquals(
        List.of("uv", "run", tool.toString(), "x"),
        prepare("path: tool.sh, args: x", true).process().argv());
  }

  @Test
  void javaNodesAreNoBusinessOfUvs() throws IOException {
    Path file = Files.writeString(bench.flow.resolve("Probe.java"), "void main() {}\n");
    assertEquals(
        Workbench.JAVA.command(file, List.of(), Map.of()),
        prepare("path: Probe.java", true).process().argv());
  }
}
