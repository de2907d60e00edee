package org.dora.common.descriptor.module;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.DescriptorException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code dora expand --module} says of a module on its own. */
class ModuleCheckTest {
  @TempDir private Path root;
  private ProjectFolder project = new ProjectFolder(Path.of(""));

  @BeforeEach
  void setUp() {
    project = new ProjectFolder(root);
  }

  @Test
  void aGoodModuleMayNameNodesThatOnlyItsDataflowHas() throws IOException {
    project.file(
        "mods/m.yml",
        """
        module: {name: m, inputs: [i], inputs_optional: [j], outputs: [o, p]}
        nodes:
          - {id: a, path: ../../../a, inputs: {x: _mod/i, y: _mod/j, z: outer/z}, outputs: [o]}
          - {id: b, module: ../n.yml, inputs: {q: a/o}}
        """);
    project.file(
        "n.yml",
        "{module: {name: n, inputs: [q], outputs: [p]}, nodes: [{id: l, path: x, outputs: [p]}]}");

    assertDoesNotThrow(() -> Modules.check(root.resolve("mods/m.yml"), Map.of()));
  }

  @Test
  void allThatIsWrongIsToldAtOnce() throws IOException {
    project.file(
        "m.yml",
        """
        module: {name: m, inputs: [i], inputs_optional: [i], outputs: [o]}
        nodes:
          - {id: a, path: x, inputs: {t: _mod/tick}}
          - {id: a, path: y, inputs: {u: a/none}}
          - {id: o, operators: [{id: q, python: z, inputs: {v: a/none}}]}
          - {id: k, module: n.yml, args: x}
          - {id: l, module: gone.yml, inputs: {w: k/none}}
          - {id: r, module: /etc/n.yml}
        """);
    project.file("n.yml", "{module: {name: n, inputs: [q], outputs: [p]}, nodes: []}");

    assertEquals(
        List.of(
            "m.yml:1:50: module `m` input `i` is declared as both required and optional",
            "m.yml:4:6: module `m` has duplicate node ID `a`",
            "m.yml:6:28: invalid module node `k`: node `k` has fields that are not allowed on Module"
                + " nodes: args",
            "m.yml:6:5: module `n` declares required input `q` but node `k` does not provide it",
            "n.yml:1:43: module `n` declares output `p` but no inner node produces it",
            "m.yml:7:13: module `m`: nested module `gone.yml` referenced by node `l` not found: No"
                + " such file or directory (os error 2)",
            "m.yml:8:13: module `m`: nested module path `/etc/n.yml` must be relative (node `r`)",
            "m.yml:3:31: module `m`: node `a` input `t` references `_mod/tick` but `tick` is not"
                + " declared in module inputs or inputs_optional",
            "m.yml:4:31: module `m`: node `a` input `u` references `a/none` but that output is not"
                + " produced",
            "m.yml:5:53: module `m`: node `o` input `v` references `a/none` but that output is not"
                + " produced",
            "m.yml:7:40: module `m`: node `l` input `w` references `k/none` but that output is not"
                + " produced"),
        project.problemsOfModule("m.yml"));
  }

  @Test
  void aCircleIsFoundWhereItCloses() throws IOException {
    project.file("a.yml", "{module: {name: a}, nodes: [{id: k, module: b.yml}]}");
    project.file("b.yml", "{module: {name: b}, nodes: [{id: l, module: a.yml}]}");

    assertEquals(
        List.of("b.yml:1:37: circular module reference detected while checking module file: a.yml"),
        project.problemsOfModule("a.yml"));
  }

  @Test
  void nestingIsBounded() throws IOException {
    for (int i = 1; i < 10; i++) {
      project.file(
          "m" + i + ".yml", "{module: {name: m}, nodes: [{id: k, module: m" + (i + 1) + ".yml}]}");
    }
    project.file("m10.yml", "{module: {name: m}, nodes: []}");

    assertEquals(
        List.of(
            "m8.yml:1:37: module nesting exceeds depth limit of 8 while checking module file:"
                + " m9.yml"),
        project.problemsOfModule("m1.yml"));
    assertDoesNotThrow(() -> Modules.check(root.resolve("m3.yml"), Map.of()));
  }

  @Test
  void aMissingFileIsNotFound() {
    DescriptorException failure =
        assertThrows(
            DescriptorException.class, () -> Modules.check(root.resolve("q.yml"), Map.of()));

    assertEquals("module file not found", failure.stage());
    assertEquals("No such file or directory (os error 2)", failure.reason());
  }
}
