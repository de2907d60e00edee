package org.dora.common.descriptor.module;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.OperatorDescriptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which files modules may name, and what becomes of paths; outcomes are those of dora 1.1.0. */
class ModulePathsTest {
  private static final String MODULE = "{module: {name: m}, nodes: [{id: n, path: n}]}";

  @TempDir private Path root;
  private ProjectFolder project = new ProjectFolder(Path.of(""));

  @BeforeEach
  void setUp() {
    project = new ProjectFolder(root);
  }

  private void flow(String module) throws IOException {
    project.file("flow/dataflow.yml", "nodes: [{id: m, module: " + module + "}]");
  }

  private static String using(String module) {
    return "{module: {name: outer}, nodes: [{id: k, module: " + module + "}]}";
  }

  private String path() {
    NodeDescriptor node = project.expand("flow/dataflow.yml").descriptor().nodes().getFirst();
    return String.valueOf(node.program().path());
  }

  private static List<String> sources(NodeDescriptor node) {
    List<OperatorDescriptor> operators = node.composition().operators();
    OperatorDescriptor single = node.composition().operator();
    return Stream.concat(
            operators == null ? Stream.empty() : operators.stream(), Stream.ofNullable(single))
        .map(operator -> operator.source().source())
        .toList();
  }

  private void refused(String reason) {
    assertEquals(
        List.of(reason),
        project.problemsOf("flow/dataflow.yml").stream()
            .map(line -> line.replaceFirst("^\\S+: ", ""))
            .toList());
  }

  @ParameterizedTest
  @CsvSource({
    "prog, mods/prog",
    "./bin//p, mods/bin/p",
    "../lib/p, lib/p",
    "a/../b, mods/b",
    "b/, mods/b",
    "'', mods",
    ".., ''",
    "$HOME/p, mods/$HOME/p",
    "HTTP://x/y, mods/HTTP:/x/y",
    "https://x/y, https://x/y",
    "/abs/p, /abs/p",
    "dynamic, dynamic",
    "shell, shell"
  })
  void programsAreNamedFromTheDataflowsFolder(String path, String result) throws IOException {
    flow("mods/m.yml");
    project.file("flow/mods/m.yml", "{module: {name: m}, nodes: [{id: n, path: '" + path + "'}]}");

    assertEquals(result, path());
  }

  @Test
  void aProgramOfARepositoryKeepsItsPathButItsOperatorsDoNot() throws IOException {
    project.file("dataflow.yml", "nodes: [{id: m, module: mods/m.yml}]");
    project.file(
        "mods/m.yml",
        """
        module: {name: m}
        nodes:
          - {id: g, git: u, path: ../../target/g}
          - {id: o, git: u, operators: [{id: p, python: {source: s.py, conda_env: e}}]}
          - {id: s, operator: {shared-library: lib}}
        """);

    assertEquals("../../target/g", project.node("m.g").program().path());
    assertEquals(List.of("mods/s.py"), sources(project.node("m.o")));
    assertEquals(List.of("mods/lib"), sources(project.node("m.s")));
  }

  @Test
  void aModuleIsInsideTheDataflowsFolder() throws IOException {
    project.file("m.yml", MODULE);
    flow("../m.yml");
    refused("module path `../m.yml` escapes the project directory (node `m`)");

    flow("/etc/m.yml");
    refused("module path `/etc/m.yml` must be relative (node `m`)");
  }

  @Test
  void aPathMayLeaveTheFolderAndComeBack() throws IOException {
    project.file("flow/mods/m.yml", MODULE);
    flow("../flow/mods/m.yml");

    assertEquals("mods/n", path());
  }

  @Test
  void whatDoesNotExistIsNotFoundEvenIfTheTextWouldCancelIt() throws IOException {
    project.file("flow/a/m.yml", MODULE);
    flow("a/none/../m.yml");

    refused("module file not found: flow/a/none/../m.yml: No such file or directory (os error 2)");
  }

  @ParameterizedTest
  @CsvSource({"link/m.yml, link/n", "sub/../link/m.yml, link/n", "link/t/../m.yml, link/n"})
  void aLinkInsideTheFolderMayLeadElsewhere(String module, String path) throws IOException {
    project.file("other/mods/m.yml", MODULE);
    project.file("other/mods/t/x", "");
    project.file("flow/sub/x", "");
    project.link("flow/link", "../other/mods");
    flow(module);

    assertEquals(path, path());
  }

  @Test
  void nothingLeadsBackOverALink() throws IOException {
    project.file("flow/a/b/x", "");
    project.file("flow/a/m.yml", MODULE);
    project.file("flow/m.yml", MODULE);
    project.link("flow/link", "a/b");
    flow("link/../m.yml");

    refused("module path `link/../m.yml` escapes the project directory (node `m`)");
  }

  @Test
  void aModuleBeyondALinkMayOnlyUseModulesByFurtherLinks() throws IOException {
    project.file("other/mods/m.yml", using("t/in.yml"));
    project.file("other/mods/t/in.yml", MODULE);
    project.link("flow/link", "../other/mods");
    flow("link/m.yml");
    refused("module path `t/in.yml` physically escapes the project directory (node `m.k`)");

    project.file("other/mods/m.yml", using("again/in.yml"));
    project.link("other/mods/again", "t");
    assertEquals("link/again/n", path());
  }

  @Test
  void aModuleThatIsItselfALinkIsReadWhereItsNameStands() throws IOException {
    project.file("other/m.yml", using("in.yml"));
    project.file("flow/in.yml", MODULE);
    project.link("flow/m.yml", "../other/m.yml");
    flow("m.yml");

    assertEquals("n", path());
  }

  @Test
  void eightModulesMayStandWithinEachOther() throws IOException {
    for (int i = 1; i < 9; i++) {
      project.file("flow/m" + i + ".yml", using("m" + (i + 1) + ".yml"));
    }
    project.file("flow/m9.yml", MODULE);
    flow("m2.yml");
    assertEquals("n", path());

    flow("m1.yml");
    refused("module nesting exceeds depth limit of 8 (node `m.k.k.k.k.k.k.k.k`)");
  }
}
