package org.dora.common.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dora.common.descriptor.EnvValue;
import org.dora.common.descriptor.Problem;
import org.dora.common.types.TypeLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestReaderTest {
  private static final String SMALLEST =
      "apiVersion: 1\nname: viewer\nnamespace: acme\nruntime: cpp\nentrypoint: run.py\n";

  @TempDir private Path folder;

  private static NodeManifest read(String yaml) {
    return ManifestReader.parse(yaml, "dora-node.yml").manifest();
  }

  private static List<String> refusals(String yaml) {
    return assertThrows(ManifestException.class, () -> read(yaml)).problems().stream()
        .map(problem -> problem.place() + ": " + problem.message())
        .toList();
  }

  @Test
  void everyKeyIsRead() {
    NodeManifest manifest =
        read(
            SMALLEST
                + """
                description: A viewer
                categories: [sensor, ml-inference]
                keywords: [a, 1]
                build: pip install .
                platforms: [linux-x86_64]
                dora: ">=1"
                inputs:
                  image: {type: std/media/v1/Image, required: false, description: d}
                  raw:
                outputs: {size: {type: std/core/v1/UInt32}}
                env:
                  LEVEL: {type: int, default: 3, description: d}
                  HOME_DIR: {default: $HOME}
                types: {acme/A: {arrow: Utf8}}
                requirements: {hardware: [cuda], system: {apt: libgl1}}
                example: "[]"
                """);
    assertEquals("viewer", manifest.name());
    assertEquals(NodeManifest.Runtime.CPP, manifest.program().runtime());
    assertEquals(
        List.of(NodeManifest.Category.SENSOR, NodeManifest.Category.ML_INFERENCE),
        manifest.about().categories());
    assertEquals(List.of("a", "1"), manifest.about().keywords());
    assertEquals(List.of("cuda"), manifest.about().hardware());
    assertEquals(Map.of("apt", "libgl1"), manifest.about().system());
    assertEquals("[]", manifest.about().example());
    assertEquals("pip install .", manifest.program().build());
    assertEquals(List.of("linux-x86_64"), manifest.program().platforms());
    assertEquals(">=1", manifest.program().dora());
    assertEquals(
        Map.of(
            "image", new NodeManifest.Port("std/media/v1/Image", false, "d"),
            "raw", new NodeManifest.Port(null, null, null)),
        manifest.contract().inputs());
    assertTrue(new NodeManifest.Port(null, null, null).isRequired());
    assertFalse(new NodeManifest.Port(null, false, null).isRequired());
    assertEquals(
        Map.of(
            "LEVEL",
            new NodeManifest.Variable(NodeManifest.VariableType.INT, new EnvValue.Int(3), "d"),
            "HOME_DIR",
            new NodeManifest.Variable(null, new EnvValue.Text("$HOME"), null)),
        manifest.program().env());
    assertEquals(Set.of("acme/A"), manifest.contract().types().keySet());
  }

  @Test
  void allThatIsWrongIsToldAtOnceWithItsPlace() {
    assertEquals(
        List.of(
            "dora-node.yml:1:1: missing field `namespace`",
            "dora-node.yml:1:13: apiVersion: invalid type: string \"1\", expected u64",
            "dora-node.yml:2:10: runtime: unknown variant `java`, expected one of `python`, `rust`,"
                + " `c`, `cpp`",
            "dora-node.yml:4:14: inputs.a: unknown field `typ`, expected one of `type`, `required`,"
                + " `description`"),
        refusals(
            """
            apiVersion: "1"
            runtime: java
            entrypoint: x
            inputs: {a: {typ: x}}
            """));
  }

  @Test
  void aMisspeltKeyIsAnsweredWithTheKnownOne() {
    ManifestException failure =
        assertThrows(ManifestException.class, () -> read(SMALLEST + "input: {}\n"));
    assertEquals(List.of("did you mean `inputs`?"), failure.problems().getFirst().hints());
    assertEquals("invalid node manifest at `dora-node.yml`", failure.headline());
  }

  @Test
  void issuesShowTheirPlaceAndNoControlCharacters() {
    ParsedManifest parsed =
        ManifestReader.parse(
            SMALLEST.replace("acme", "\"A\\u0007\"") + "platforms: [linux-x86_64, moon]\n",
            "m.yml");
    List<Problem> problems = parsed.problems(TypeLibrary.standard());
    assertEquals(
        List.of(
            "m.yml:3:1: namespace: `A` may only contain lowercase letters, digits, and `-`",
            "m.yml:6:27: platforms: `moon` is not of the form `<os>-<arch>` (e.g. `linux-x86_64`)"),
        problems.stream().map(each -> each.place() + ": " + each.message()).toList());
  }

  @Test
  void aFileMayHaveAMebibyteAndNoMore() throws IOException {
    String filler = "#".repeat(ManifestReader.MAX_BYTES - SMALLEST.length());
    Path file = Files.writeString(folder.resolve("m.yml"), SMALLEST + filler);
    assertEquals("viewer", ManifestReader.read(file).manifest().name());
    Files.writeString(file, SMALLEST + filler + "#");
    ManifestException failure =
        assertThrows(ManifestException.class, () -> ManifestReader.read(file));
    assertEquals(
        "failed to read node manifest at `" + file + "`: too large (more than 1048576 bytes)",
        failure.getMessage());
  }

  @Test
  void aFileThatIsNoneIsSaidToBeNone() {
    assertEquals(
        "failed to read node manifest at `" + folder + "`: Is a directory (os error 21)",
        assertThrows(ManifestException.class, () -> ManifestReader.read(folder)).getMessage());
  }
}
