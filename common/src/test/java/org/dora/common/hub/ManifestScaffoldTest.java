package org.dora.common.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dora.common.manifest.ManifestReader;
import org.dora.common.manifest.NodeManifest;
import org.dora.common.manifest.ParsedManifest;
import org.dora.common.types.TypeLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ManifestScaffoldTest {
  @TempDir private Path folder;

  private NodeManifest scaffold() {
    ParsedManifest parsed = ManifestReader.parse(ManifestScaffold.of(folder), "dora-node.yml");
    assertEquals(List.of(), parsed.problems(TypeLibrary.standard()));
    return parsed.manifest();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void aPythonProjectGivesNameScriptAndDescription() throws IOException {
    write(
        "pyproject.toml",
        """
        [project]
        name = "My_Node.x"
        description = 'says "hi": \\ and so on'
        [project.scripts]
        a = "x:a"
        my-node_x = "x:main"
        """);

    NodeManifest manifest = scaffold();

    assertEquals("my-node-x", manifest.name());
    assertEquals("my-node_x", manifest.program().entrypoint());
    assertEquals("says \"hi\": \\ and so on", manifest.about().description());
    assertTrue(ManifestScaffold.of(folder).contains("# detected from pyproject.toml"));
  }

  @Test
  void aRustCrateGivesItsProgram() throws IOException {
    write("Cargo.toml", "[package]\nname = 'my_crate'\n[[bin]]\nname = 'tool'\n");

    NodeManifest manifest = scaffold();

    assertEquals(NodeManifest.Runtime.RUST, manifest.program().runtime());
    assertEquals("my-crate", manifest.name());
    assertEquals("target/release/tool", manifest.program().entrypoint());
  }

  @Test
  void whatManifestsDoNotAllowIsReplaced() throws IOException {
    write(
        "pyproject.toml",
        "[tool.poetry]\nname = '" + "n".repeat(70) + "'\n[tool.poetry.scripts]\n'a b' = 'x'\n");

    NodeManifest manifest = scaffold();

    assertEquals("my-node", manifest.name());
    assertEquals("my-node", manifest.program().entrypoint());
  }

  @Test
  void withoutAnythingToGoByTheFolderNamesTheNode() throws IOException {
    write("pyproject.toml", "this is no TOML");
    Path named = Files.createDirectories(folder.resolve("Some Camera_2"));

    String text = ManifestScaffold.of(named);

    assertTrue(text.contains("name: \"somecamera-2\" # please check: a guess\n"), text);
  }

  @Test
  void theOwnerOfTheRepositoryIsTheNamespace() {
    String _ = Git.run(folder, "init", "--quiet");
    String _ = Git.run(folder, "remote", "add", "origin", "git@example.org:Acme-Robots/cam.git");
    assertEquals("acme-robots", scaffold().namespace());
    String _ = Git.run(folder, "remote", "set-url", "origin", "https://example.org/std/cam");
    assertEquals("your-namespace", scaffold().namespace());
  }
}
