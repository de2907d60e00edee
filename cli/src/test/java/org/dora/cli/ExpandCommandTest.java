package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dora.cli.InProcess.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code dora expand}, and what other commands make of modules. */
@Timeout(60)
class ExpandCommandTest {
  @TempDir private Path folder;
  private Path flow = Path.of("");
  private InProcess dora = new InProcess();

  @BeforeEach
  void setUp() throws IOException {
    dora = dora.in(folder);
    flow = folder.resolve("flow.yml");
    Files.writeString(
        flow,
        """
        nodes:
          - {id: s, path: /bin/true, outputs: [x]}
          - {id: m, module: mods/m.yml, inputs: {i: s/x}}
        """);
    Files.createDirectories(folder.resolve("mods"));
    module("{id: n, path: /bin/true, inputs: {a: _mod/i}}");
  }

  private void module(String node) throws IOException {
    Files.writeString(
        folder.resolve("mods/m.yml"),
        "module: {name: mod, inputs: [i]}\nnodes:\n  - " + node + "\n");
  }

  @Test
  void theFlatDataflowIsPrintedWithItsDefaults() {
    Result said = dora.run("expand", flow).exits(0);
    assertEquals(
        """
        nodes:
        - id: s
          name: null
          description: null
          path: /bin/true
          env: null
          outputs:
          - x
          inputs: {}
          restart_policy: never
          max_restarts: 0
          deploy: null
        - id: m.n
          name: null
          description: null
          path: /bin/true
          env: null
          outputs: []
          inputs:
            a: s/x
          restart_policy: never
          max_restarts: 0
          deploy: null
        deploy: null
        debug:
          enable_debug_inspection: false
        health_check_interval: null
        """,
        said.out());
    assertEquals("", said.err());
  }

  @Test
  void theCompactFormLeavesDefaultsOut() {
    Result said = dora.run("expand", "--compact", flow).exits(0);
    assertEquals(
        """
        nodes:
        - id: s
          path: /bin/true
          outputs:
          - x
        - id: m.n
          path: /bin/true
          inputs:
            a: s/x
        """,
        said.out());
  }

  @Test
  void jsonIsOneLine() {
    Result said = dora.run("expand", "--compact", "--format", "json", flow).exits(0);
    assertEquals(
        """
        {"nodes": [{"id": "s", "path": "/bin/true", "outputs": ["x"]}, \
        {"id": "m.n", "path": "/bin/true", "inputs": {"a": "s/x"}}]}
        """,
        said.out());
  }

  @Test
  void anotherFormatIsAUsageError() {
    Result said = dora.run("expand", "--format", "xml", flow).exits(2);
    assertTrue(
        said.err().contains("invalid value 'xml' for '--format <FORMAT>': expected yaml or json"),
        said.err());
  }

  @Test
  void aModuleThatCannotBeUsedIsShownWhereItIsNamed() throws IOException {
    Files.delete(folder.resolve("mods/m.yml"));

    Result said = dora.run("expand", flow).exits(1);
    assertEquals(
        """
        error: failed to expand modules

        flow.yml:3:13: module file not found: mods/m.yml: No such file or directory (os error 2)
            |
          3 |   - {id: m, module: mods/m.yml, inputs: {i: s/x}}
            |             ^
        """,
        said.err());
    assertEquals("", said.out());
  }

  @Test
  void otherCommandsSayThatTheDescriptorHasTheModules() throws IOException {
    module("{id: n, path: x, inputs: {a: _mod/q}}");

    for (String command : List.of("validate", "run")) {
      Result said = dora.run(command, flow).exits(1);
      assertTrue(
          said.err()
              .startsWith(
                  "error: failed to expand modules in dataflow descriptor\n\nmods/m.yml:3:"),
          said.err());
      assertTrue(said.err().contains("module input reference `_mod/q` not found"), said.err());
    }
  }

  @Test
  void whatValidateFindsInAModuleIsShownInItsFile() throws IOException {
    module("{id: n, path: x, inputs: {a: ghost/o}}");

    Result said = dora.run("validate", flow).exits(1);
    assertEquals(
        """
        error: wiring check failed

        mods/m.yml:3:31: source node `ghost` mapped to input `m.n/a` does not exist
            |
          3 |   - {id: n, path: x, inputs: {a: ghost/o}}
            |                               ^
        """,
        said.err());
  }

  @Test
  void aDataflowWithModulesRuns() throws IOException {
    module("{id: n, path: shell, args: 'echo from ${_param.who}'}");
    Files.writeString(
        flow,
        "nodes: [{id: m, module: mods/m.yml, inputs: {i: s/x}, params: {who: inside}}, "
            + "{id: s, path: shell, args: echo, outputs: [x]}]");

    Result said = dora.run("run", "--allow-shell-nodes", flow).exits(0);
    assertTrue(said.out().contains("from inside"), said.out());
  }

  @Test
  void aModuleIsCheckedOnItsOwn() {
    Result said = dora.run("expand", "--module", folder.resolve("mods/m.yml")).exits(0);
    assertEquals("Module file is valid: mods/m.yml\n", said.out());
  }

  @Test
  void allThatIsWrongWithAModuleIsTold() throws IOException {
    module("{id: n, path: x, inputs: {a: _mod/q, b: n/o}}");

    Result said = dora.run("expand", "--module", folder.resolve("mods/m.yml")).exits(1);
    assertEquals(
        """
        error: module file is not valid: mods/m.yml: 2 errors

        mods/m.yml:3:31: module `mod`: node `n` input `a` references `_mod/q` but `q` is not \
        declared in module inputs or inputs_optional
            |
          3 |   - {id: n, path: x, inputs: {a: _mod/q, b: n/o}}
            |                               ^

        mods/m.yml:3:42: module `mod`: node `n` input `b` references `n/o` but that output is not \
        produced
            |
          3 |   - {id: n, path: x, inputs: {a: _mod/q, b: n/o}}
            |                                          ^
        """,
        said.err());
  }

  @Test
  void aModuleFileThatDoesNotExistIsNotFound() {
    Result said = dora.run("expand", "--module", folder.resolve("gone.yml")).exits(1);
    assertEquals(
        "error: module file not found: gone.yml: No such file or directory (os error 2)\n",
        said.err());
  }
}
