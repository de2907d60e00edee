package org.dora.interop.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The root script in a small clone, whose mvnw notes that it was called and makes a dora that
 * echoes.
 */
class RepositoryScriptTest {
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
  private static final String BUILD =
      """
      cd "${0%/*}" && echo built >> builds && mkdir -p cli/target
      printf '#!/bin/sh\\nprintf "%%s\\\\n" "$@"\\n' > cli/target/dora
      chmod 755 cli/target/dora\
      """;

  @TempDir Path folder;
  private Path clone = Path.of("");

  @BeforeEach
  void makeAClone() throws IOException {
    clone = Files.createDirectory(folder.resolve("the clone"));
    Files.copy(
        Repository.ROOT.resolve("dora"), clone.resolve("dora"), StandardCopyOption.COPY_ATTRIBUTES);
    for (String module :
        List.of("codegen", "common", "zenoh", "node-api", "daemon", "coordinator", "cli")) {
      write(module + "/pom.xml");
      write(module + "/src/main/java/Main.java");
      write(module + "/src/test/java/MainTest.java");
    }
    write("pom.xml");
    write("interop/src/test/java/InteropTest.java");
    Repository.script(clone.resolve("mvnw"), BUILD);
    try (var all = Files.walk(clone)) {
      for (Path each : all.toList()) {
        age(each);
      }
    }
  }

  @Test
  void theFirstUseBuildsAndRuns() throws IOException {
    Run run = dora("run", "a  b.yml");

    assertEquals(0, run.exit());
    assertEquals("run\na  b.yml\n", run.out());
    assertEquals(
        "dora: building cli/target/dora (some seconds; minutes when libraries must be downloaded)\n",
        run.err());
    assertEquals(1, builds());
  }

  @Test
  void theSecondUseOnlyRuns() throws IOException {
    dora();

    assertEquals(new Run(0, "x\n", ""), dora("x"));
    assertEquals(1, builds());
  }

  @Test
  void aChangedSourceIsBuilt() throws IOException {
    assertRebuiltAfterTouching("zenoh/src/main/java/Main.java");
  }

  @Test
  void aChangedPomIsBuilt() throws IOException {
    assertRebuiltAfterTouching("daemon/pom.xml");
  }

  @Test
  void aRemovedSourceIsBuilt() throws IOException {
    dora();
    Files.delete(clone.resolve("common/src/main/java/Main.java"));
    touch("common/src/main/java");

    dora();

    assertEquals(2, builds());
  }

  @Test
  void testsAreNoReasonToBuild() throws IOException {
    dora();
    touch("cli/src/test/java/MainTest.java");
    touch("interop/src/test/java/InteropTest.java");

    dora();

    assertEquals(1, builds());
  }

  @Test
  void aSourceThatChangesDuringTheBuildIsBuiltNextTime() throws IOException {
    Repository.script(clone.resolve("mvnw"), BUILD + "\n: > common/src/main/java/Late.java");
    dora();

    dora();

    assertEquals(2, builds());
  }

  @Test
  void twoAtOnceBuildOnce() throws IOException {
    var other = CompletableFuture.supplyAsync(() -> dora("b"));
    Run one = dora("a");

    assertEquals("a\n", one.out());
    assertEquals("b\n", other.join().out());
    assertEquals(1, builds());
  }

  @Test
  void theLockOfAKilledBuildIsTakenAway() throws IOException, InterruptedException {
    Process dead = Run.start(folder, Map.of(), List.of("/bin/sh", "-c", ":"));
    dead.waitFor();
    Path lock = Files.createDirectories(clone.resolve("target/dora-build.lock"));
    Files.writeString(lock.resolve("pid"), Long.toString(dead.pid()));

    assertEquals("x\n", dora("x").out());
    assertFalse(Files.exists(lock));
  }

  @Test
  void aFailedBuildShowsItsOutputAndEndsWithOne() throws IOException {
    Repository.script(clone.resolve("mvnw"), "echo 'Main.java:1: broken'; exit 1");

    Run run = dora("x");

    assertEquals(1, run.exit());
    assertEquals("", run.out());
    assertTrue(
        run.err().endsWith("Main.java:1: broken\ndora: the build failed, see above\n"), run.err());
    assertFalse(Files.exists(clone.resolve("target/dora-build.lock")));
  }

  @Test
  void aLinkFromElsewhereWorks() throws IOException {
    Path bin = Files.createDirectory(folder.resolve("bin"));
    Files.createSymbolicLink(bin.resolve("dora"), Path.of("../the clone/dora"));

    assertEquals("x\n", Run.of(folder, environment(), List.of(bin + "/dora", "x")).out());
  }

  private void assertRebuiltAfterTouching(String file) throws IOException {
    dora();
    touch(file);

    dora();

    assertEquals(2, builds());
  }

  private Run dora(String... arguments) {
    return Run.of(folder, environment(), Command.of(clone.resolve("dora"), arguments));
  }

  private static Map<String, String> environment() {
    return Map.of("PATH", "/usr/bin:/bin");
  }

  private long builds() throws IOException {
    return Files.readAllLines(clone.resolve("builds")).size();
  }

  private void write(String file) throws IOException {
    Path path = clone.resolve(file);
    Files.createDirectories(path.getParent());
    Files.createFile(path);
  }

  private static void age(Path path) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(LONG_AGO));
  }

  /** Later than anything that the test has built so far, whatever the clock's grain is. */
  private void touch(String file) throws IOException {
    FileTime built = Files.getLastModifiedTime(clone.resolve("cli/target/dora"));
    Files.setLastModifiedTime(clone.resolve(file), FileTime.from(built.toInstant().plusSeconds(1)));
  }
}
