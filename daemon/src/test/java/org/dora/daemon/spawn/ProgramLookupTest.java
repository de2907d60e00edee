package org.dora.daemon.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProgramLookupTest {
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

  private ProgramLookup lookup() {
    return new ProgramLookup(new Tools(bench.settings(), bench.commands));
  }

  private Path find(String path) {
    return lookup().find(path, bench.flow);
  }

  private String failure(String path) {
    return assertThrows(PrepareException.class, () -> find(path)).report();
  }

  @Test
  void aFileBesideTheDataflowComesBeforeAProgramInPath() throws Exception {
    bench.tool("probe");
    assertEquals(
        Files.createFile(bench.flow.resolve("probe")),
        find("probe"),
        "also without being a program");
  }

  @Test
  void dotsGoAndParentsStay() throws Exception {
    Path _ = Files.createFile(bench.flow.resolve("probe.sh"));
    assertEquals(
        bench.flow.resolve("../flow/probe.sh").toString(),
        find("./.././flow//probe.sh").toString());
  }

  @Test
  void anAbsolutePathStandsForItself() throws Exception {
    Path file = Files.createFile(bench.cwd.resolve("tool"));
    assertEquals(file, find(file.toString()));
  }

  @Test
  void symlinksAreNotFollowed() throws Exception {
    Path link = Files.createSymbolicLink(bench.flow.resolve("link"), bench.cwd);
    assertEquals(link, find("link"));
  }

  @Test
  void aBareCommandIsFoundInTheDaemonsPath() throws Exception {
    bench.tool("probe");
    assertEquals(bench.bin.resolve("probe"), find("probe"));
  }

  @Test
  void whatIsNotExecutableIsNoCommand() throws Exception {
    Path _ = Files.createFile(bench.bin.resolve("probe"));
    assertEquals("Could not find source path probe", failure("probe"));
  }

  @Test
  void aPathWithSlashesMayStartAtTheDaemonsFolderToo() throws Exception {
    Path tool = bench.script(bench.cwd.resolve("tool.sh"), "exit 0");
    assertEquals(tool, find("./tool.sh"));
    assertEquals("Could not find source path tool.sh", failure("tool.sh"));
  }

  @Test
  void uvKnowsTheProgramsOfItsEnvironment() throws Exception {
    Path probe = bench.script(bench.cwd.resolve("venv-probe"), "exit 0");
    bench.tool("uv", "echo " + probe);
    bench.tool("probe");
    ProgramLookup lookup = lookup();
    assertEquals(probe, lookup.find("probe", bench.flow));
    assertEquals(probe, lookup.find("probe", bench.flow));
    assertEquals(List.of("run which probe in " + bench.cwd), bench.calls("uv"), "asked once");
  }

  @Test
  void aMissingFileIsNamedAsItWasWritten() {
    assertEquals("Could not find source path ./nowhere", failure("./nowhere"));
  }

  @Test
  void aMissingFileIsSoughtByUvAlone() throws Exception {
    bench.tool("uv", "exit 1");
    bench.tool("probe");
    assertEquals("Could not find source path probe within uv", failure("probe"));
  }

  @Test
  void whatUvComplainsAboutIsTheCause() throws Exception {
    bench.tool("uv", "echo 'error: broken pyproject.toml' >&2", "exit 2");
    assertEquals(
        "Could not find source path probe within uv\n\nCaused by:\n    uv: error: broken"
            + " pyproject.toml",
        failure("probe"));
  }

  @Test
  void aPathThatIsNoneIsRefused() {
    assertEquals(
        "Could not find source path a\0b\n\nCaused by:\n    the path cannot be used here: Nul"
            + " character not allowed",
        failure("a\0b"));
  }
}
