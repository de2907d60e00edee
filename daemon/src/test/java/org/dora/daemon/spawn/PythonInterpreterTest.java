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

final class PythonInterpreterTest {
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

  private PythonInterpreter interpreter() {
    return new PythonInterpreter(new Tools(bench.settings(), bench.commands));
  }

  @Test
  void uvKnowsBest() throws Exception {
    Path venv = bench.script(bench.cwd.resolve("venv-python"), "exit 0");
    bench.tool("uv", "echo " + venv);
    bench.tool("python3", "exit 0");
    assertEquals(venv, interpreter().path());
    assertEquals(List.of("python find in " + bench.cwd), bench.calls("uv"));
  }

  @Test
  void uvIsAskedOnce() throws Exception {
    bench.tool("uv", "echo " + bench.script(bench.cwd.resolve("venv-python"), "exit 0"));
    PythonInterpreter interpreter = interpreter();
    assertEquals(interpreter.path(), interpreter.path());
    assertEquals(1, bench.calls("uv").size());
  }

  @Test
  void anInterpreterThatIsGoneIsLookedForAgain() throws Exception {
    Path venv = bench.script(bench.cwd.resolve("venv-python"), "exit 0");
    bench.tool("uv", "echo " + venv);
    bench.tool("python3", "exit 0");
    PythonInterpreter interpreter = interpreter();
    assertEquals(venv, interpreter.path());
    Files.delete(venv);
    assertEquals(bench.bin.resolve("python3"), interpreter.path());
  }

  @Test
  void pythonIsTakenWhereUvFindsNone() throws Exception {
    bench.tool("uv", "echo 'no interpreter' >&2", "exit 2");
    bench.tool("python", "echo 'Python 3.11.7'");
    assertEquals(bench.bin.resolve("python"), interpreter().path());
  }

  @Test
  void pythonComesBeforePython3() throws Exception {
    bench.tool("python", "echo 'Python 3.11.7'");
    bench.tool("python3", "exit 0");
    assertEquals(bench.bin.resolve("python"), interpreter().path());
    assertEquals(List.of("--version in " + bench.cwd), bench.calls("python"));
  }

  @Test
  void python2IsPassedOver() throws Exception {
    bench.tool("python", "echo 'Python 2.7.18' >&2");
    bench.tool("python3", "exit 0");
    assertEquals(bench.bin.resolve("python3"), interpreter().path());
  }

  @Test
  void theLinkOfAVirtualEnvironmentIsNotFollowed() throws Exception {
    Path real = bench.script(bench.cwd.resolve("real-python"), "echo 'Python 3.11.7'");
    Path link = Files.createSymbolicLink(bench.bin.resolve("python"), real);
    assertEquals(link, interpreter().path());
  }

  @Test
  void aMachineWithoutPythonIsToldSo() {
    PrepareException failure = assertThrows(PrepareException.class, interpreter()::path);
    assertEquals(
        "Could not find python path when spawning custom node\n\nCaused by:\n    failed to find a"
            + " valid Python 3 installation: no `python3` in PATH `"
            + bench.bin
            + "`",
        failure.report());
  }
}
