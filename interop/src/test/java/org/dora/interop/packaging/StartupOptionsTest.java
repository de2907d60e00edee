package org.dora.interop.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With which cache the head starts a JVM; the JVM here only notes how it was called. */
class StartupOptionsTest {
  private final Path folder;
  private final StartupMachine machine;

  StartupOptionsTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    machine = new StartupMachine(folder);
    machine.jdk.isToRun("exit 7");
    machine.plantCaches(new byte[] {1});
  }

  @Test
  void aShortCommandIsStartedWithIt() {
    assertEquals(new Run(7, "", ""), machine.run("list"));

    assertTrue(usesCache());
    assertTrue(machine.jdk.lastCall().contains(" -Xlog:disable -XX"), machine.jdk.lastCall());
    assertFalse(machine.jdk.lastCall().contains("-Xlog:all"), machine.jdk.lastCall());
  }

  @ParameterizedTest
  @ValueSource(strings = {"daemon", "coordinator"})
  void oneThatStaysIsNot(String command) {
    machine.run(command);

    assertFalse(usesCache());
    assertEquals(1, machine.jdk.called().size());
  }

  @Test
  void runIsButHasNoneMade() throws IOException {
    machine.run("run");
    assertTrue(usesCache(machine.runCache()));
    assertFalse(machine.jdk.lastCall().contains("TieredStopAtLevel"), machine.jdk.lastCall());

    Files.delete(machine.runCache());
    machine.run("run");
    assertFalse(machine.jdk.lastCall().contains("AOTCache"), machine.jdk.lastCall());
    assertEquals(2, machine.jdk.called().size());
    assertEquals(List.of(machine.cacheName()), machine.cacheFolder());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void aCacheOfAFileOfAnotherTimeIsLeftAlone(int nanoseconds) throws Exception {
    FileTime time = Files.getLastModifiedTime(machine.dora);
    Files.setLastModifiedTime(
        machine.cache(), FileTime.from(time.toInstant().plusNanos(nanoseconds)));

    machine.run("list");

    assertFalse(machine.jdk.called().getFirst().contains("AOTCache"));
    machine.awaitEndOfWarmUp();
  }

  @Test
  void itCanBeSwitchedOff() {
    machine.environment.put("DORA_NO_START_CACHE", "1");

    machine.run("list");

    assertFalse(usesCache());
    assertEquals(1, machine.run("warm-up").exit());
    assertEquals(1, machine.jdk.called().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xshare:off",
        "-XX:+UseZGC",
        "-XX:SharedArchiveFile=x.jsa",
        "-XX:AOTCache=x.aot",
        "-javaagent:x.jar",
        "-Xmx8m",
        "-Xmx40g",
        "-Xmx2048k",
        "--add-modules=java.sql",
        "-Djdk.module.main=x",
        "-Dx='a b'",
        "-Dx=\"*\"",
        "@more",
      })
  void anOptionThatMayNotGoWithACacheRulesItOut(String option) {
    for (String variable : List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS")) {
      machine.environment.put(variable, "-Xmx512m " + option);

      machine.run("list");

      assertFalse(usesCache(), variable);
      machine.environment.remove(variable);
    }
    // Nothing was recorded that these options would not let be used.
    assertEquals(3, machine.jdk.called().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-Xmx512m",
        "-Xmx2g -Xms128m",
        "-Dx=*",
        "-XX:+UseG1GC",
        "-XX:+UseParallelGC -Xss2m"
      })
  void aHarmlessOneDoesNot(String options) {
    machine.environment.put("JAVA_TOOL_OPTIONS", options);

    machine.run("list");

    assertTrue(usesCache());
  }

  @Test
  void everySpellingOfThePathIsTheSameFile() throws IOException {
    Files.createDirectories(folder.resolve("a/b"));

    for (String spelling : List.of("./dora", ".//dora", "a/b/../../dora", "a/../dora")) {
      Run.of(folder, machine.environment, List.of(spelling, "list"));
      assertTrue(usesCache(), spelling);
    }
  }

  @Test
  void aStepUpFromALinkIsNotTakenForAStepBack() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/deep"));
    Files.createSymbolicLink(folder.resolve("link"), elsewhere);
    Path other = Files.copy(machine.dora, folder.resolve("elsewhere/dora"));

    Run.of(folder, machine.environment, List.of("/bin/sh", "link/../dora", "list"));

    assertTrue(
        machine.jdk.called().getFirst().contains(" -cp " + folder + "/link/../dora "),
        machine.jdk.called().getFirst());
    machine.awaitEndOfWarmUp(other);
  }

  @Test
  void xdgCacheHomeComesFirst() throws IOException {
    Path other = folder.resolve("xdg/dora-jvm");
    Files.createDirectories(other.getParent());
    Files.move(machine.caches(), other);
    machine.environment.put("XDG_CACHE_HOME", folder.resolve("xdg").toString());

    machine.run("list");

    assertTrue(machine.jdk.lastCall().contains("-XX:AOTCache=" + other), machine.jdk.lastCall());
  }

  @Test
  void withoutAHomeThereIsNone() {
    machine.environment.remove("HOME");

    machine.run("list");

    assertFalse(usesCache());
    assertEquals(1, machine.jdk.called().size());
  }

  private boolean usesCache() {
    return usesCache(machine.cache());
  }

  private boolean usesCache(Path cache) {
    return machine.jdk.lastCall().contains("-XX:AOTCache=" + cache + " ");
  }
}
