package org.dora.common.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.dora.common.descriptor.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserTypesTest {
  @TempDir private Path folder;

  private void file(String name, String yaml) throws IOException {
    Path file = folder.resolve("types").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, yaml);
  }

  private List<String> problems() {
    UserTypesException failure =
        assertThrows(UserTypesException.class, () -> UserTypes.load(folder));
    return failure.problems().stream()
        .map(each ->
            folder.relativize(Path.of(each.file()))
                + ":"
                + each.position().line()
                + ":"
                + each.position().column()
                + ": "
                + each.message())
        .toList();
  }

  @Test
  void aDataflowWithoutTheFolderHasNone() {
    assertEquals(UserTypes.NONE, UserTypes.load(folder));
  }

  @Test
  void theFoldersAndTheFileMakeTheFrontOfTheName() throws IOException {
    file("acme/v1.yml", "types: {A: {arrow: Utf8}, B: {arrow: Int8}}");
    file("own.yml", "types: {C: {arrow: Utf8}}");
    file("a.b/v1.2.yml", "types: {D: {arrow: Utf8}}");
    UserTypes loaded = UserTypes.load(folder);
    assertEquals(4, loaded.count());
    assertEquals(Set.of("acme/v1/A", "acme/v1/B", "own/C", "a.b/v1.2/D"), loaded.types().keySet());
  }

  @Test
  void allOfADefinitionIsRead() throws IOException {
    file(
        "a.yml",
        """
        types:
          P:
            arrow: Struct
            description: point
            params: [{name: frame, default: 1}, {name: unit}]
            fields: [{name: x, type: Float64, nullable: false}, {name: y, type: List<Utf8>}]
            metadata: [{key: stamp, description: when}]
            unknown: ignored
          Q: {arrow: Utf8, fields: }
        """);
    UserTypes loaded = UserTypes.load(folder);
    assertEquals(
        new TypeDefinition(
            "Struct",
            "point",
            List.of(
                new TypeDefinition.Parameter("frame", "1"),
                new TypeDefinition.Parameter("unit", null)),
            List.of(
                new TypeDefinition.Field("x", "Float64", false),
                new TypeDefinition.Field("y", "List<Utf8>", true)),
            List.of(new TypeDefinition.MetadataKey("stamp", "when"))),
        loaded.types().get("a/P"));
    assertEquals(TypeDefinition.plain("Utf8"), loaded.types().get("a/Q"));
  }

  @Test
  void onlyTypeFilesOfRealFoldersAreRead() throws IOException {
    file("a/v1.yaml", "types: {A: {arrow: Utf8}}");
    file("a/.yml", "no types");
    file("b/c/d/e/f/g/h/deep.yml", "types: {D: {arrow: Utf8}}");
    file("b/c/d/e/f/g/h/i/toodeep.yml", "types: {E: {arrow: Utf8}}");
    Files.createSymbolicLink(folder.resolve("types/link"), folder.resolve("types/b"));
    Files.writeString(folder.resolve("out.yml"), "types: {F: {arrow: Utf8}}");
    Files.createSymbolicLink(folder.resolve("types/linked.yml"), folder.resolve("out.yml"));
    assertEquals(
        Set.of("b/c/d/e/f/g/h/deep/D", "linked/F"), UserTypes.load(folder).types().keySet());
  }

  @Test
  void allThatIsWrongIsToldAtOnceWithItsPlace() throws IOException {
    file("a.yml", "types:\n  A: {fields: null}\n  B: {arrow: [x]}\n");
    file("b.yml", "foo: 1\n");
    file("c.yml", "types: null\n");
    file("std/x.yml", "types: {A: {arrow: Utf8}}");
    assertEquals(
        List.of(
            "types/a.yml:2:6: types.A: missing field `arrow`",
            "types/a.yml:3:14: types.B.arrow: invalid type: sequence, expected a string",
            "types/b.yml:1:1: missing field `types`",
            "types/c.yml:1:8: types: invalid type: unit value, expected a map",
            "types/std/x.yml:1:1: user types cannot use the \"std/\" prefix: "
                + folder.resolve("types/std/x.yml")),
        problems());
  }

  @Test
  void aWrittenNullIsNoList() throws IOException {
    file("a.yml", "types:\n  A: {arrow: Utf8, fields: null}\n");
    assertEquals(
        List.of("types/a.yml:2:28: types.A.fields: invalid type: unit value, expected a sequence"),
        problems());
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    Files.createDirectories(folder.resolve("types"));
    Files.createSymbolicLink(folder.resolve("types/gone.yml"), folder.resolve("nowhere"));
    Files.write(folder.resolve("types/latin.yml"), new byte[] {'a', (byte) 0xff});
    List<Problem> problems =
        assertThrows(UserTypesException.class, () -> UserTypes.load(folder)).problems();
    assertEquals("No such file or directory (os error 2)", problems.get(0).message());
    assertEquals("stream did not contain valid UTF-8", problems.get(1).message());
    assertTrue(problems.get(1).file().endsWith("types/latin.yml"));
  }
}
