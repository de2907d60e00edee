package org.dora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/** {@code dora validate} as its user meets it, beyond wiring and settings. */
@Timeout(60)
class ValidateCommandTest {
  private static final String MISMATCH =
      """
      nodes:
        - {id: s, path: s, outputs: [o], output_types: {o: std/core/v1/String}}
        - id: d
          path: d
          inputs: {i: s/o}
          input_types: {i: std/core/v1/Bool}
      """;
  private static final String MISMATCH_LINE =
      "  - node \"d\": type mismatch on input \"i\": upstream s/o declares \"std/core/v1/String\","
          + " but expected \"std/core/v1/Bool\"\n";
  private static final String MANIFEST =
      "apiVersion: 1\nname: viewer\nnamespace: acme\nruntime: python\nentrypoint: run.py\n";

  @TempDir private Path folder;
  private InProcess dora = new InProcess();

  @BeforeEach
  void showPathsBelowTheFolder() {
    dora = dora.in(folder);
  }

  private String file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  private String flow(String yaml) throws IOException {
    return file("flow.yml", yaml);
  }

  @Test
  void typeWarningsAreNoErrors() throws IOException {
    Result said = dora.run("validate", flow(MISMATCH)).exits(0);
    assertEquals(
        "Validating flow.yml...\nInput/output wiring OK.\nDescriptor config OK.\nType warnings:\n"
            + MISMATCH_LINE
            + "1 type warning(s) found.\n",
        said.out());
    assertEquals("", said.err());
  }

  @Test
  void underStrictTypesTheyAreAndShowTheirPlace() throws IOException {
    Result said = dora.run("validate", "--strict-types", flow(MISMATCH)).exits(1);
    assertTrue(said.out().endsWith(MISMATCH_LINE + "1 type warning(s) found.\n"), said.out());
    assertEquals(
        """
        error: 1 type warning(s) found (--strict mode)

        flow.yml:6:19: node "d": type mismatch on input "i": upstream s/o declares \
        "std/core/v1/String", but expected "std/core/v1/Bool"
            |
          6 |     input_types: {i: std/core/v1/Bool}
            |                   ^
        """,
        said.err());
  }

  @Test
  void theDataflowMayAskForStrictTypesItself() throws IOException {
    dora.run("validate", flow("strict_types: true\n" + MISMATCH)).exits(1);
    dora.run("validate", flow("strict_types: false\n" + MISMATCH)).exits(0);
  }

  @Test
  void ignoredKeysAreWarningsWithTheirPlace() throws IOException {
    String yaml =
        """
        nodes:
          - {id: s, path: s, outputs: [o]}
          - {id: d, path: d, inputs: {i: {source: s/o, queuesize: 3}}}
        """;
    Result said = dora.run("validate", flow(yaml)).exits(0);
    assertEquals(
        """
        Type warnings:
          - flow.yml:3:48: an input has no option `queuesize`, it is ignored, did you mean \
        `queue_size`?
        1 type warning(s) found.
        """,
        said.out().substring(said.out().indexOf("Type warnings")));
    assertEquals("", said.err());
    dora.run("validate", flow("strict_types: true\n" + yaml)).exits(1);
  }

  @Test
  void otherWarningsStayOnStderrAndAreNoErrors() throws IOException {
    Result said =
        dora.run("validate", "--strict-types", flow("nodes: [{id: a, path: x, args: \"it's\"}]"))
            .exits(0);
    assertTrue(
        said.err().startsWith("warning: flow.yml:1:26: invalid quoting in node args"), said.err());
    assertTrue(said.out().endsWith("All type annotations OK.\n"), said.out());
  }

  @Test
  void typesOfTheDataflowAreCountedBeforeTheWiringIsChecked() throws IOException {
    file("types/acme/v1.yml", "types: {A: {arrow: Utf8}, B: {arrow: Utf8}}");
    Result said =
        dora.run("validate", flow("nodes: [{id: a, path: x, inputs: {i: ghost/o}}]")).exits(1);
    assertEquals("Validating flow.yml...\nLoaded 2 user-defined type(s) from types/\n", said.out());
    assertTrue(said.err().startsWith("error: wiring check failed\n"), said.err());
  }

  @Test
  void wrongTypeFilesAreToldWithTheirPlaces() throws IOException {
    file("types/std/v1.yml", "types: {}");
    file("types/acme.yml", "types:\n  A: {}\n");
    Result said = dora.run("validate", flow("nodes: []")).exits(1);
    assertEquals("Validating flow.yml...\n", said.out());
    assertEquals(
        """
        error: failed to load user types

        types/acme.yml:2:6: types.A: missing field `arrow`
            |
          2 |   A: {}
            |      ^

        types/std/v1.yml:1:1: user types cannot use the "std/" prefix: types/std/v1.yml
        """,
        said.err());
  }

  @Test
  void settingsAreCheckedAfterTheWiring() throws IOException {
    Result said =
        dora.run("validate", flow("nodes: [{id: a, path: x, min_log_level: loud}]")).exits(1);
    assertEquals("Validating flow.yml...\nInput/output wiring OK.\n", said.out());
  }

  @Test
  void manifestsBesideNodesTakePart() throws IOException {
    file("node/dora-node.yml", MANIFEST + "outputs: {out: {type: std/core/v1/Bool}}\n");
    Path real = folder.toRealPath();
    Result said =
        dora.run(
                "validate",
                flow(
                    """
                    nodes:
                      - {id: n, path: node/run.py, outputs: [out, more]}
                      - {id: d, path: d, inputs: {i: n/out}}
                    """))
            .exits(0);
    assertEquals(
        """
        Descriptor config OK.
          node "n": injected 1 contract type(s) from node/dora-node.yml
          inferred std/core/v1/Bool on d/i (from n/out)
        Type warnings:
          - node "n": output `more` is not declared in node/dora-node.yml
        1 type warning(s) found.
        """,
        said.out().substring(said.out().indexOf("Descriptor config")).replace(real + "/", ""));
  }

  @Test
  void aGoodManifestIsSaidToBeOne() throws IOException {
    Result said = dora.run("validate", "--node-manifest", file("dora-node.yml", MANIFEST)).exits(0);
    assertEquals("Validating node manifest dora-node.yml...\nNode manifest OK.\n", said.out());
  }

  @Test
  void allThatIsWrongWithAManifestIsToldAtOnce() throws IOException {
    String file = file("dora-node.yml", MANIFEST.replace("acme", "std") + "dora: \"?\"\n");
    Result said = dora.run("validate", "--node-manifest", file).exits(1);
    assertEquals(
        """
        error: node manifest validation failed (2 problem(s))

        dora-node.yml:3:1: namespace: `std` is reserved for the built-in type library
            |
          3 | namespace: std
            | ^

        dora-node.yml:6:1: dora: `?` is not a valid semver requirement
            |
          6 | dora: "?"
            | ^
        """,
        said.err());
  }

  @Test
  void aManifestThatIsNoneIsToldWithItsPlace() throws IOException {
    String file = file("dora-node.yml", MANIFEST + "inputz: {}\n");
    Result said = dora.run("validate", "--node-manifest", file).exits(1);
    assertTrue(
        said.err().startsWith("error: invalid node manifest at `dora-node.yml`\n"), said.err());
    assertTrue(
        said.err().contains("dora-node.yml:6:1: unknown field `inputz`, expected one of"),
        said.err());
    assertTrue(said.err().endsWith("  hint: did you mean `inputs`?\n"), said.err());
  }

  @Test
  void aMissingManifestIsSaidToBeMissing() {
    Result said =
        dora.run("validate", "--node-manifest", folder.resolve("none.yml").toString()).exits(1);
    assertEquals(
        "error: failed to read node manifest at `none.yml`: No such file or directory (os error 2)\n",
        said.err());
  }

  @Test
  void eitherADataflowOrAManifestIsChecked() throws IOException {
    Result said = dora.run("validate").exits(2);
    assertTrue(said.err().contains("required arguments were not provided:\n  <PATH>"), said.err());
    for (String other : List.of("--strict-types", "--offline", flow("nodes: []"))) {
      said = dora.run("validate", "--node-manifest", "x", other).exits(2);
      assertTrue(said.err().contains("'--node-manifest <PATH>' cannot be used with '"), said.err());
    }
    dora.run("validate", "--offline", flow("nodes: []")).exits(0);
  }

  @Test
  void aDataflowWithoutAnnotationsLoadsNothingOfTheTypes() throws Exception {
    Path classes = folder.resolve("classes.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + classes,
                "-cp",
                System.getProperty("java.class.path"),
                "org.dora.cli.Dora",
                "validate",
                flow("nodes: [{id: a, path: x, outputs: [o]}, {id: b, path: y, inputs: {i: a/o}}]"))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), output);
    String loaded = Files.readString(classes);
    assertTrue(loaded.contains("org.dora.common.manifest.ContractCheck "), "no classes logged");
    for (String machinery :
        List.of(
            "types.TypeLibrary",
            "types.StandardTypes",
            "types.TypeFiles",
            "types.TypeCheck",
            "manifest.ManifestReader",
            "manifest.ManifestContracts",
            "manifest.NodeManifest")) {
      assertFalse(loaded.contains("org.dora.common." + machinery + " "), machinery);
    }
  }
}
