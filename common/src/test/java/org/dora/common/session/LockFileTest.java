package org.dora.common.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.dora.common.id.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
  private static final String PLAIN =
      """
      version: 2
      descriptor_fingerprint: 3519056b2efa671e
      git_sources: {}
      """;

  private static final String WITH_HUB =
      """
      version: 3
      descriptor_fingerprint: '0123456789012345'
      git_sources:
        cam:
          repo: https://example.org/r
          commit_hash: 8c2dac9a
          subdir: nodes/cam
          hub:
            name: acme/camera
            version: 1.2.0
      binary_sources:
        lidar:
          platform: linux-x86_64
          url: https://example.org/lidar
          sha256: 00ff
          hub:
            name: acme/lidar
            version: '2'
            manifest_digest: abc
      """;

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("flow.dora-lock.yaml"), text);
  }

  private static String causes(Throwable failure) {
    return failure.getCause() == null
        ? String.valueOf(failure.getMessage())
        : failure.getMessage() + "|" + causes(failure.getCause());
  }

  @Test
  void filesOfTheReleasedProgramAreWrittenBackByteForByte() throws IOException {
    for (String text : new String[] {PLAIN, WITH_HUB}) {
      Path file = file(text);
      LockFile.read(file).write(file);
      assertEquals(text, Files.readString(file));
    }
  }

  @Test
  void itLiesBesideItsDataflow() {
    assertEquals(Path.of("a/flow.v1.dora-lock.yaml"), LockFile.pathFor(Path.of("a/flow.v1.yml")));
  }

  @Test
  void aMissingFileIsNamed() {
    Path file = folder.resolve("none.yaml");
    assertEquals(
        "failed to read build lockfile at `"
            + file
            + "`|failed to read lockfile|No such file or directory (os error 2)",
        causes(assertThrows(SessionException.class, () -> LockFile.read(file))));
  }

  @Test
  void otherVersionsAreRefused() throws IOException {
    Path file = file("version: 4\ngit_sources: {}\n");
    String causes = causes(assertThrows(SessionException.class, () -> LockFile.read(file)));
    assertTrue(causes.contains("unsupported lockfile version 4, expected 1..=3"), causes);
  }

  @Test
  void itBelongsToOneDescriptor() throws IOException {
    LockFile lock = LockFile.read(file(PLAIN));
    lock.requireWrittenFor("3519056b2efa671e");
    String mismatch =
        assertThrows(SessionException.class, () -> lock.requireWrittenFor("0000")).getMessage();
    assertTrue(mismatch.contains("`3519056b2efa671e`") && mismatch.contains("`0000`"), mismatch);
    LockFile old = LockFile.read(file("version: 1\ngit_sources: {}\n"));
    String missing =
        assertThrows(SessionException.class, () -> old.requireWrittenFor("0000")).getMessage();
    assertTrue(missing.contains("missing `descriptor_fingerprint`"), missing);
  }

  @Test
  void aNodesEntryMustBeOfItsRepository() {
    TreeMap<NodeId, GitSource> sources = new TreeMap<>();
    sources.put(new NodeId("a"), GitSource.of("https://example.org/r", "abcd"));
    LockFile lock = new LockFile("f", sources, new TreeMap<>());
    assertEquals("abcd", lock.sourceOf(new NodeId("a"), "https://example.org/r").commitHash());
    assertEquals(
        "lockfile repo mismatch for node `a`: expected `https://example.org/s`, found"
            + " `https://example.org/r`",
        assertThrows(
                SessionException.class,
                () -> lock.sourceOf(new NodeId("a"), "https://example.org/s"))
            .getMessage());
    assertEquals(
        "no lockfile entry found for node `b`",
        assertThrows(SessionException.class, () -> lock.sourceOf(new NodeId("b"), "x"))
            .getMessage());
  }
}
