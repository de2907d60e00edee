package org.dora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code dora expand}, and what other commands make of modules. */
@Timeout(60)
class ExpandCommandTest {
  @TempDir private Path folder;
  private Path flow = Path.of("");
  private String out = "";
  private String err = "";

  @BeforeEach
  void setUp() throws IOException {
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

  private int dora(Object... arguments) {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    Console console =
        Console.of(
            new PrintStream(stdout, true, UTF_8),
            new PrintStream(stderr, true, UTF_8),
            false,
            false,
            Map.of());
    List<String> words = List.of(arguments).stream().map(String::valueOf).toList();
    int code = new Dora(console).run(words);
    out = stdout.toString(UTF_8).replace(folder + "/", "");
    err = stderr.toString(UTF_8).replace(folder + "/", "");
    return code;
  }

  @Test
  void theFlatDataflowIsPrintedWithItsDefaults() {
    assertEquals(0, dora("expand", flow), err);
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
        out);
    assertEquals("", err);
  }

  @Test
  void theCompactFormLeavesDefaultsOut() {
    assertEquals(0, dora("expand", "--compact", flow), err);
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
        out);
  }

  @Test
  void jsonIsOneLine() {
    assertEquals(0, dora("expand", "--compact", "--format", "json", flow), err);
    assertEquals(
        """
        {"nodes": [{"id": "s", "path": "/bin/true", "outputs": ["x"]}, \
        {"id": "m.n", "path": "/bin/true", "inputs": {"a": "s/x"}}]}
        """,
        out);
  }

  @Test
  void anotherFormatIsAUsageError() {
    assertEquals(2, dora("expand", "--format", "xml", flow));
    assertTrue(
        err.contains("invalid value 'xml' for '--format <FORMAT>': expected yaml or json"), err);
  }

  @Test
  void aModuleThatCannotBeUsedIsShownWhereItIsNamed() throws IOException {
    Files.delete(folder.resolve("mods/m.yml"));

    assertEquals(1, dora("expand", flow));
    assertEquals(
        """
        error: failed to expand modules

        flow.yml:3:13: module file not found: mods/m.yml: No such file or directory (os error 2)
            |
          3 |   - {id: m, module: mods/m.yml, inputs: {i: s/x}}
            |             ^
        """,
        err);
    assertEquals("", out);
  }

  @Test
  void otherCommandsSayThatTheDescriptorHasTheModules() throws IOException {
    module("{id: n, path: x, inputs: {a: _mod/q}}");

    for (String command : List.of("validate", "run")) {
      assertEquals(1, dora(command, flow));
      assertTrue(
          err.startsWith("error: failed to expand modules in dataflow descriptor\n\nmods/m.yml:3:"),
          err);
      assertTrue(err.contains("module input reference `_mod/q` not found"), err);
    }
  }

  @Test
  void whatValidateFindsInAModuleIsShownInItsFile() throws IOException {
    module("{id: n, path: x, inputs: {a: ghost/o}}");

    assertEquals(1, dora("validate", flow));
    assertEquals(
        """
        error: wiring check failed

        mods/m.yml:3:31: source node `ghost` mapped to input `m.n/a` does not exist
            |
          3 |   - {id: n, path: x, inputs: {a: ghost/o}}
            |                               ^
        """,
        err);
  }

  @Test
  void aDataflowWithModulesRuns() throws IOException {
    module("{id: n, path: shell, args: 'echo from ${_param.who}'}");
    Files.writeString(
        flow,
        "nodes: [{id: m, module: mods/m.yml, inputs: {i: s/x}, params: {who: inside}}, "
            + "{id: s, path: shell, args: echo, outputs: [x]}]");

    assertEquals(0, dora("run", "--allow-shell-nodes", flow), err);
    assertTrue(out.contains("from inside"), out);
  }

  @Test
  void aModuleIsCheckedOnItsOwn() {
    assertEquals(0, dora("expand", "--module", folder.resolve("mods/m.yml")), err);
    assertEquals("Module file is valid: mods/m.yml\n", out);
  }

  @Test
  void allThatIsWrongWithAModuleIsTold() throws IOException {
    module("{id: n, path: x, inputs: {a: _mod/q, b: n/o}}");

    assertEquals(1, dora("expand", "--module", folder.resolve("mods/m.yml")));
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
        err);
  }

  @Test
  void aModuleFileThatDoesNotExistIsNotFound() {
    assertEquals(1, dora("expand", "--module", folder.resolve("gone.yml")));
    assertEquals(
        "error: module file not found: gone.yml: No such file or directory (os error 2)\n", err);
  }
}
