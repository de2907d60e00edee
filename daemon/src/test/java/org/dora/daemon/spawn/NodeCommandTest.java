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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the {@code path} and {@code args} of a node come down to. */
final class NodeCommandTest {
  @TempDir Path folder;
  private Workbench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new Workbench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static String node(String keys) {
    return "nodes: [{id: a, " + keys + "}]";
  }

  private List<String> argv(String keys) {
    return bench.prepare(node(keys)).process().argv();
  }

  private String refusal(String keys) {
    return assertThrows(PrepareException.class, () -> bench.prepare(node(keys))).report();
  }

  private String earlyRefusal(String keys) {
    return assertThrows(
            PrepareException.class,
            () -> bench.preparer().checkPrograms(bench.dataflow(node(keys))))
        .report();
  }

  @Test
  void aProgramIsStartedItself() throws Exception {
    Path tool = bench.script(bench.flow.resolve("tool.sh"), "exit 0");
    PreparedNode prepared = bench.prepare(node("path: ./tool.sh, args: 'x  \"two words\" $HOME'"));
    assertEquals(List.of(tool.toString(), "x", "two words", "$HOME"), prepared.process().argv());
    assertEquals(List.of(), prepared.notices());
    assertEquals("spawning `" + tool + "` in `" + bench.flow + "`", prepared.startText());
  }

  @Test
  void aPythonFileIsRunUnbufferedByTheInterpreter() throws Exception {
    bench.tool("python3", "exit 0");
    Path python = bench.bin.resolve("python3");
    Path file = Files.createFile(bench.flow.resolve("probe.py"));
    PreparedNode prepared = bench.prepare(node("path: probe.py, args: --name n"));
    assertEquals(
        List.of(python.toString(), "-u", file.toString(), "--name", "n"),
        prepared.process().argv());
    assertEquals(
        List.of(
            new SpawnNotice(SpawnNotice.Log.NODE_INFO, "spawning: \"" + python + "\" -u " + file)),
        prepared.notices());
    assertEquals("spawning `" + python + "` in `" + bench.flow + "`", prepared.startText());
    assertFalse(prepared.java());
  }

  @Test
  void aSourceFileIsLaunchedByOurJava() throws Exception {
    Path file = bench.flow.resolve("Probe.java");
    Path _ = Files.writeString(file, "void main() {}\n");
    PreparedNode prepared = bench.prepare(node("path: Probe.java, args: x"));
    assertEquals(Workbench.JAVA.command(file, List.of("x"), Map.of()), prepared.process().argv());
    assertTrue(prepared.java());
    assertEquals(
        List.of("spawning: \"/jdk/bin/java\" " + file), Workbench.texts(prepared.notices()));
  }

  @Test
  void aJarThatCannotBeStartedIsRefused() throws Exception {
    Path jar = Files.createFile(bench.flow.resolve("probe.jar"));
    String refusal = refusal("path: probe.jar");
    assertTrue(refusal.startsWith("cannot start `probe.jar` as a Java node"), refusal);
    assertTrue(refusal.contains("cannot read `" + jar + "` as a JAR"), refusal);
  }

  @Test
  void aShellNodeRunsItsScriptWhereThatIsAllowed() {
    bench.allowShellNodes = true;
    PreparedNode prepared = bench.prepare(node("path: shell, args: 'echo \"$0\" | cat'"));
    assertEquals(List.of("sh", "-c", "echo \"$0\" | cat"), prepared.process().argv());
    assertEquals("spawning `sh` in `" + bench.flow + "`", prepared.startText());
    assertEquals(
        List.of(
            new SpawnNotice(
                SpawnNotice.Log.NODE_WARNING,
                "DORA_ALLOW_SHELL_NODES is set: shell node will execute arbitrary commands")),
        prepared.notices());
  }

  @Test
  void aShellNodeIsRefusedByDefault() {
    assertEquals(
        "Shell nodes are disabled by default (security risk). Set DORA_ALLOW_SHELL_NODES=true to"
            + " enable.",
        refusal("path: shell, args: echo hi"));
  }

  @Test
  void whatCannotBeDoneYetIsRefusedByName() {
    assertEquals(
        "a node with `path: dynamic` is started by hand and connects on its own, which this version"
            + " of dora cannot do yet",
        refusal("path: dynamic"));
  }

  @Test
  void unbalancedQuotesAreRefused() throws Exception {
    Path _ = bench.script(bench.flow.resolve("tool.sh"), "exit 0");
    assertEquals("invalid quoting in node args: a 'b", refusal("path: tool.sh, args: \"a 'b\""));
  }

  @Test
  void aMissingProgramIsRefusedAsByTheReleasedDaemon() {
    assertEquals(
        "failed to resolve node source `./nowhere`\n\nCaused by:\n    Could not find source path"
            + " ./nowhere",
        refusal("path: ./nowhere"));
  }

  @Test
  void theEarlyCheckSpeaksLikeTheReleasedRun() {
    assertEquals(
        "Could not find source path `./nowhere`\n\nCaused by:\n    Could not find source path"
            + " ./nowhere",
        earlyRefusal("path: ./nowhere"));
  }

  @Test
  void theEarlyCheckWithUvSpeaksLikeTheReleasedRun() throws Exception {
    bench.tool("uv", "exit 1");
    assertEquals(
        "Could not find source path `nowhere-xyz`\n\nCaused by:\n    Could not find source path"
            + " nowhere-xyz within uv",
        earlyRefusal("path: nowhere-xyz"));
  }

  @Test
  void theEarlyCheckNamesTheFirstNodeById() {
    DataflowContext dataflow =
        bench.dataflow("nodes: [{id: b, path: ./second}, {id: a, path: ./first}]");
    PrepareException refusal =
        assertThrows(PrepareException.class, () -> bench.preparer().checkPrograms(dataflow));
    assertEquals("Could not find source path `./first`", refusal.getMessage());
  }

  @Test
  void theEarlyCheckLeavesToTheSpawnWhatIsNoFile() {
    assertDoesNotThrow(() ->
        bench
            .preparer()
            .checkPrograms(
                bench.dataflow(
                    "nodes: [{id: a, path: shell}, {id: b, path: dynamic}, {id: c, path:"
                        + " 'http://example.org/x'}]")));
  }

  @Test
  void aVariableInAPathIsExpandedByBothLookups() throws Exception {
    Path tool = bench.script(bench.cwd.resolve("tool.sh"), "exit 0");
    bench.environment.put("HOME", bench.cwd.toString());
    assertDoesNotThrow(
        () -> bench.preparer().checkPrograms(bench.dataflow(node("path: $HOME/tool.sh"))));
    assertEquals(List.of(tool.toString()), argv("path: $HOME/tool.sh"));
  }

  @Test
  void aVariableThatStaysInAPathIsWarnedAbout() throws Exception {
    bench.environment.put("SECRET", "x");
    Path _ = bench.script(bench.flow.resolve("$SECRET"), "exit 0");
    assertEquals(
        List.of(
            new SpawnNotice(
                SpawnNotice.Log.DAEMON_WARNING,
                "skipping env expansion for '$SECRET' in node path (only HOME, USER,"
                    + " DORA_WORKSPACE, CARGO_MANIFEST_DIR, PWD are allowed)")),
        bench.prepare(node("path: $SECRET")).notices());
  }

  @Test
  void aVariableThatIsNotSetIsWarnedAboutAsSuch() throws Exception {
    Path _ = bench.script(bench.flow.resolve("$USER"), "exit 0");
    assertEquals(
        List.of(
            "skipping env expansion for '$USER' in node path (it is not set; only HOME, USER,"
                + " DORA_WORKSPACE, CARGO_MANIFEST_DIR, PWD are allowed)"),
        Workbench.texts(bench.prepare(node("path: $USER")).notices()));
  }

  @Test
  void aFileThatIsNotExecutableIsRefusedBeforeAnythingStarts() throws Exception {
    Path file = Files.createFile(bench.flow.resolve("noexec"));
    String expected =
        "cannot run node source `./noexec`: the file `"
            + file
            + "` is not executable for this user; if it is a program, try `chmod +x`";
    assertEquals(expected, earlyRefusal("path: ./noexec"));
    assertEquals(expected, refusal("path: ./noexec"));
  }

  @Test
  void aDirectoryIsRefusedBeforeAnythingStarts() throws Exception {
    Path directory = Files.createDirectory(bench.flow.resolve("adir"));
    String expected =
        "cannot run node source `adir`: `" + directory + "` is a directory, not a program";
    assertEquals(expected, earlyRefusal("path: adir"));
    assertEquals(expected, refusal("path: adir"));
  }
}
