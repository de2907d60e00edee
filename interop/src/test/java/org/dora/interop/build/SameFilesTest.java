package org.dora.interop.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.session.BuildFingerprint;
import org.dora.common.session.GitFingerprint;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.ReleasedPeers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Session and lock files of random dataflows: the same bytes from the released program and ours.
 */
class SameFilesTest {
  private static final long SEED = 20260102;
  private static final int BY_LIBRARY = 60;
  private static final int BY_EXECUTABLE = 10;
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}");

  @TempDir private Path temporary;
  private Path repository = Path.of("");

  @BeforeEach
  void makeRepository() throws IOException {
    repository = Repositories.create(temporary.toRealPath().resolve("repo"));
  }

  private Path folder(String name) throws IOException {
    return Files.createDirectories(temporary.toRealPath().resolve(name));
  }

  /** Builds into a clean folder; returns both files, ids left out. */
  private static String build(Path dora, Path folder, String yaml) throws IOException {
    Path _ = Files.writeString(folder.resolve("flow.yml"), yaml);
    Program.Outcome outcome =
        Program.of(folder, dora.toString(), "build", "--local", "--write-lockfile", "flow.yml")
            .run(LIMIT);
    assertEquals(0, outcome.exitCode(), () -> yaml + outcome.stderr());
    Path session = folder.resolve("out/flow.dora-session.yaml");
    Path lock = folder.resolve("flow.dora-lock.yaml");
    String files =
        UUID.matcher(Files.readString(session)).replaceAll("<UUID>") + Files.readString(lock);
    Files.delete(session);
    Files.delete(lock);
    return files;
  }

  @Test
  void theFilesAreTheSameByteForByte() throws IOException {
    String[] names = {"plain", "with blank", "a: b", "#c", "tab\there", "'q' \"d\"", "é", "{f}"};
    for (int i = 0; i < BY_EXECUTABLE; i++) {
      String yaml = new RandomDataflow(SEED + i, "file://" + repository).yaml(false);
      Path folder = folder(names[i % names.length]);
      assertEquals(
          build(ReleasedPeers.dora(), folder, yaml),
          build(Executable.dora(), folder, yaml),
          () -> "seed " + SEED + ":\n" + yaml);
    }
  }

  @Test
  void theFingerprintsAreTheSameForAllKindsOfNodes() throws IOException {
    Path folder = folder("flow");
    for (int i = 0; i < BY_LIBRARY; i++) {
      String yaml = new RandomDataflow(SEED + i, "file://" + repository).yaml(true);
      String files = build(ReleasedPeers.dora(), folder, yaml);
      Descriptor descriptor = DescriptorParser.parse(yaml, "flow.yml", Map.of()).descriptor();
      assertEquals(value(files, "build_fingerprint"), BuildFingerprint.of(descriptor), () -> yaml);
      assertEquals(
          value(files, "descriptor_fingerprint"), GitFingerprint.of(descriptor), () -> yaml);
    }
  }

  private static String value(String files, String key) {
    return files
        .lines()
        .filter(line -> line.startsWith(key + ": "))
        .map(line -> line.substring(key.length() + 2).replace("'", ""))
        .findFirst()
        .orElseThrow();
  }
}
