package org.dora.daemon.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.dora.common.id.NodeId;
import org.dora.common.session.LocalBuild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a stand-in for uv, whose environments hold a stand-in for Python. */
@Timeout(60)
class PythonEnvironmentsTest {
  private static final String UV =
      """
      #!/bin/sh
      echo "uv $*"
      case "$1 $2" in
      "venv --clear")
        mkdir -p "$3/bin"
        printf '#!/bin/sh\\n[ -e "%s/has-dora" ]\\n' "$3" > "$3/bin/python"
        chmod +x "$3/bin/python" ;;
      "pip install") echo "into $VIRTUAL_ENV"; touch "$VIRTUAL_ENV/has-dora" ;;
      esac
      """;

  @TempDir private Path temporary;
  private BuildBench bench;
  private Path environment;

  @BeforeEach
  void open() throws IOException {
    bench = new BuildBench(Files.createDirectory(temporary.toRealPath().resolve("flow")));
    Path bin = Files.createDirectory(temporary.resolve("bin"));
    Path _ = Files.writeString(bin.resolve("uv"), UV);
    Path _ =
        Files.setPosixFilePermissions(
            bin.resolve("uv"), PosixFilePermissions.fromString("rwxr-xr-x"));
    bench.environment.put("PATH", bin + ":/usr/bin:/bin");
    environment = bench.folder.resolve(".dora/python-envs/a");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aNodeWithABuildGetsAnEnvironmentWithDora() {
    bench.uv = true;
    LocalBuild build =
        bench.build("nodes: [{id: a, path: a.py, build: \"pip install x\\npip3 list\"}]");
    assertEquals(
        List.of(
            "a DEBUG building node",
            "a INFO preparing managed Python env in " + environment,
            "a STDOUT uv venv --clear " + environment,
            "a STDOUT uv pip install dora-rs==1.1.0",
            "a STDOUT into " + environment,
            "a INFO running build command: `pip install x\npip3 list` in " + bench.folder,
            "a STDOUT uv pip install x",
            "a STDOUT into " + environment,
            "a STDOUT uv pip list"),
        bench.lines);
    assertEquals(Map.of(new NodeId("a"), environment), build.pythonEnvDirs());
  }

  @Test
  void whatIsThereIsNotMadeAgain() {
    bench.uv = true;
    LocalBuild _ = bench.build("nodes: [{id: a, path: a.py, build: 'true'}]");
    bench.lines.clear();
    LocalBuild _ = bench.build("nodes: [{id: a, path: a.py, build: 'true'}]");
    assertTrue(bench.lines.stream().noneMatch(line -> line.contains("STDOUT")));
  }

  @Test
  void withoutTheOptionTheFolderIsNotedButNotMade() {
    LocalBuild build = bench.build("nodes: [{id: a, path: A.PY, build: 'true'}]");
    assertEquals(Map.of(new NodeId("a"), environment), build.pythonEnvDirs());
    assertTrue(Files.notExists(environment));
  }

  @Test
  void onlyPythonNodesWithSomethingToInstallHaveOne() {
    LocalBuild build =
        bench.build(
            """
            nodes:
              - {id: a, path: a.py}
              - {id: b, path: b.sh, build: 'true'}
              - {id: c, operator: {python: c.py}}
              - {id: d, operators: [{id: o, python: {source: d.py, conda_env: e}}]}
            """);
    assertEquals(
        Map.of(new NodeId("c"), bench.folder.resolve(".dora/python-envs/c")),
        build.pythonEnvDirs());
  }

  @Test
  void withoutUvItSaysSo() {
    bench.uv = true;
    bench.environment.put("PATH", "/nowhere");
    String failure =
        BuildBench.causes(
            assertThrows(
                BuildException.class, () -> bench.build("nodes: [{id: a, path: a.py, build: x}]")));
    assertTrue(failure.contains("is uv installed?"), failure);
  }
}
