package org.dora.cli.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishCacheTest {
  private static final String DIGEST = "0123456789abcdef";
  private static final String OLDER = "fedcba9876543210";
  private static final FileTime TIME =
      FileTime.from(Instant.parse("2026-01-02T03:04:05.123456789Z"));

  @TempDir Path folder;
  private Path caches = Path.of("");
  private Path work = Path.of("");
  private Path dora = Path.of("");

  @BeforeEach
  void recordOne() throws IOException {
    caches = Files.createDirectory(folder.resolve("caches"));
    work = Files.createDirectory(caches.resolve("x.new"));
    dora = Files.writeString(folder.resolve("dora"), "#!/bin/sh\nbuild=" + DIGEST + "\nexit\n");
    Files.setLastModifiedTime(dora, TIME);
    Files.writeString(work.resolve("aot"), "cache");
    Files.setLastModifiedTime(Files.createFile(work.resolve("time")), TIME);
  }

  @Test
  void theCacheGetsItsNameAndTheFilesTime() throws IOException {
    Path cache = cache(DIGEST, "-jvm-dora");

    assertTrue(PublishCache.publish(work, cache, dora, DIGEST));

    assertEquals("cache", Files.readString(cache));
    assertEquals(TIME, Files.getLastModifiedTime(cache));
  }

  @Test
  void aFileThatWasReplacedMeanwhileHasNoUseForIt() throws IOException {
    Files.writeString(dora, "#!/bin/sh\nbuild=" + OLDER + "\n");
    Files.setLastModifiedTime(dora, TIME);

    assertFalse(PublishCache.publish(work, cache(DIGEST, "-jvm-dora"), dora, DIGEST));

    assertEquals(List.of("x.new"), names());
  }

  @Test
  void neitherHasOneThatWasTouchedMeanwhile() throws IOException {
    Files.setLastModifiedTime(dora, FileTime.from(TIME.toInstant().plusNanos(1)));

    assertFalse(PublishCache.publish(work, cache(DIGEST, "-jvm-dora"), dora, DIGEST));

    assertEquals(List.of("x.new"), names());
  }

  @Test
  void theCacheOfAnEarlierBuildGoes() throws IOException {
    Files.createFile(cache(OLDER, "-jvm-dora"));
    Files.createFile(cache(OLDER, "-jvm-other"));
    Files.createFile(caches.resolve("lock"));

    PublishCache.publish(work, cache(DIGEST, "-jvm-dora"), dora, DIGEST);

    assertEquals(
        List.of(DIGEST + "-jvm-dora.aot", OLDER + "-jvm-other.aot", "lock", "x.new"), names());
  }

  @Test
  void ofOtherFilesAndJvmsTheLastFewStay() throws IOException {
    for (int i = 0; i < PublishCache.OTHERS + 2; i++) {
      Files.createFile(cache(OLDER, "-jvm-other" + i));
      // The next one's status changes at a later time: the clock of files may tick slowly.
      FileTime created =
          (FileTime) Files.getAttribute(cache(OLDER, "-jvm-other" + i), "unix:ctime");
      Path clock = folder.resolve("clock");
      do {
        Files.writeString(clock, "tick");
      } while (((FileTime) Files.getAttribute(clock, "unix:ctime")).compareTo(created) <= 0);
    }

    PublishCache.publish(work, cache(DIGEST, "-jvm-dora"), dora, DIGEST);

    List<String> expected = new ArrayList<>(List.of(DIGEST + "-jvm-dora.aot"));
    for (int i = 2; i < PublishCache.OTHERS + 2; i++) {
      expected.add(OLDER + "-jvm-other" + i + ".aot");
    }
    expected.add("x.new");
    assertEquals(expected, names());
  }

  private Path cache(String digest, String rest) {
    return caches.resolve(digest + rest + ".aot");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(caches)) {
      return List.copyOf(new TreeSet<>(files.map(file -> file.getFileName().toString()).toList()));
    }
  }
}
