package org.dora.interop.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.dora.common.version.DoraVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The AOT cache from the first run on, with the JVM of the tests. */
@Timeout(600)
class StartupCacheTest {
  private static final Run VERSION =
      new Run(0, "dora " + DoraVersion.ours() + " (dora 1.1 compatible)\n", "");

  private final Path folder;
  private final StartupMachine machine;

  StartupCacheTest(@TempDir Path folder) {
    this.folder = folder;
    machine = new StartupMachine(folder);
  }

  @Test
  void theFirstRunHasOneMadeAndTheNextUsesIt() throws Exception {
    Files.createDirectories(machine.caches());

    assertEquals(VERSION, machine.run("--version"));
    StartupMachine.await(machine.cache());
    machine.awaitEndOfWarmUp();

    assertEquals(machine.everyName(), machine.cacheFolder());
    assertEquals(VERSION, machine.run("--version"));
    assertTrue(machine.jdk.lastCall().contains("-XX:AOTCache=" + machine.cache()));
  }

  @Test
  void firstRunsAtOnceMakeOne() throws Exception {
    List<CompletableFuture<Run>> runs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      runs.add(CompletableFuture.supplyAsync(() -> machine.run("--version")));
    }

    for (CompletableFuture<Run> run : runs) {
      assertEquals(VERSION, run.join());
    }
    assertEquals(0, machine.warmUp().exit());
    assertEquals(machine.everyName(), machine.cacheFolder());
    assertEquals(
        2, machine.jdk.called().stream().filter(call -> call.contains("AOTMode=create")).count());
    machine.awaitEndOfWarmUp();
  }

  @Test
  void inTheBackgroundItIsOnItsOwn() throws Exception {
    Path pipe = folder.resolve("pipe");
    Run.of(folder, machine.environment, List.of("/usr/bin/mkfifo", pipe.toString()));
    machine.jdk.isToRun(
        """
        case "$*" in
          *AOTMode=record*) echo $$ > '%1$s'; read -r _ < '%1$s'; exit 1 ;;
        esac\
        """
            .formatted(pipe));

    // Also with a descriptor that somebody waits for.
    Run.of(
        folder,
        machine.environment,
        List.of("/bin/sh", "-c", "exec " + machine.dora + " list 5>&1"));
    String pid = Files.readString(pipe).strip();

    Path process = Path.of("/proc", pid);
    assertFalse(session(process).equals(session(Path.of("/proc/self"))), session(process));
    assertEquals(
        machine.cache() + ".new", Files.readSymbolicLink(process.resolve("cwd")).toString());
    for (String stream : List.of("1", "2", "5")) {
      Path descriptor = process.resolve("fd").resolve(stream);
      assertTrue(
          !Files.exists(descriptor)
              || Files.readSymbolicLink(descriptor).equals(Path.of("/dev/null")),
          stream);
    }
    Files.writeString(pipe, "go on\n");
    machine.awaitEndOfWarmUp();
    assertEquals(List.of("lock", "tried"), machine.cacheFolder());
  }

  @Test
  void whatAKilledWarmUpLeftGoes() throws IOException {
    Path left = Files.createDirectories(machine.caches().resolve("x.aot.new"));
    Files.writeString(left.resolve("aot"), "half");

    assertEquals(0, machine.warmUp().exit());

    assertEquals(machine.everyName(), machine.cacheFolder());
  }

  @Test
  void aHomeThatGoesMeanwhileDoesNotComeBack() throws Exception {
    Path pipe = folder.resolve("pipe");
    Run.of(folder, machine.environment, List.of("/usr/bin/mkfifo", pipe.toString()));
    machine.jdk.isToRun(
        """
        case "$*" in
          *AOTMode=record*) echo ready > '%1$s'; read -r _ < '%1$s' ;;
        esac
        exec %2$s/bin/java "$@\"\
        """
            .formatted(pipe, Repository.jdk()));

    assertEquals(VERSION, machine.run("--version"));
    Files.readString(pipe);
    Run.of(folder, machine.environment, List.of("/bin/rm", "-r", machine.home.toString()));
    Files.writeString(pipe, "go on\n");
    machine.awaitEndOfWarmUp();

    assertFalse(Files.exists(machine.home));
  }

  @Test
  void oneThatCannotBeMadeIsNotTriedAtEveryCommand() throws Exception {
    machine.jdk.isToRun("case \"$*\" in *AOTMode*) exit 1 ;; esac");

    machine.run("list");
    machine.awaitEndOfWarmUp();
    machine.run("list");
    // Makes sure that the second one's warm-up is over, if not how it ended.
    assertEquals(1, machine.warmUp().exit());

    assertTrue(recordings() <= 2, machine.jdk.called()::toString);
    assertEquals(List.of("lock", "tried"), machine.cacheFolder());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not a cache"})
  void aBrokenCacheIsNobodysBusiness(String content) throws IOException {
    machine.plantCaches(content.getBytes(UTF_8));

    assertEquals(VERSION, machine.run("--version"));
    assertTrue(machine.jdk.lastCall().contains("-XX:AOTCache="));
  }

  @Test
  void soIsHalfACache() throws IOException {
    assertEquals(0, machine.warmUp().exit());
    byte[] whole = Files.readAllBytes(machine.cache());
    machine.plantCaches(Arrays.copyOf(whole, whole.length / 2));

    assertEquals(VERSION, machine.run("--version"));
  }

  @Test
  void anotherJvmHasOneOfItsOwn() throws IOException {
    assertEquals(0, machine.warmUp().exit());
    WrappedJdk other = WrappedJdk.of(folder.resolve("other-jdk"), "25.0.9+2-test");
    machine.environment.put("JAVA_HOME", other.folder().toString());

    assertEquals(0, machine.warmUp().exit());
    assertEquals(VERSION, machine.run("--version"));

    assertFalse(other.lastCall().contains(machine.cacheName()), other.lastCall());
    assertTrue(other.lastCall().contains("-XX:AOTCache=" + machine.caches()), other.lastCall());
    assertEquals(5, machine.cacheFolder().size(), machine.cacheFolder().toString());
  }

  @Test
  void aNewBuildReplacesItsCache() throws IOException {
    String older = "0".repeat(16) + machine.cacheName().substring(16);
    Files.createDirectories(machine.caches());
    Files.writeString(machine.caches().resolve(older), "older");

    assertEquals(0, machine.warmUp().exit());

    assertEquals(machine.everyName(), machine.cacheFolder());
  }

  @Test
  void aFolderThatCannotBeWrittenIsLeftAlone() throws IOException {
    Path setpriv = Path.of("/usr/bin/setpriv");
    assumeTrue(
        System.getProperty("user.name").equals("root") && Files.exists(setpriv),
        "only root can become another user, by setpriv");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path copy =
        Files.copy(machine.dora, folder.resolve("readable"), StandardCopyOption.COPY_ATTRIBUTES);

    Run run =
        Run.of(
            folder,
            Map.of(
                "PATH",
                "/usr/bin:/bin",
                "HOME",
                machine.home.toString(),
                "JAVA_HOME",
                Repository.jdk().toString()),
            List.of(
                setpriv.toString(),
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                copy.toString(),
                "--version"));

    assertEquals(VERSION, run);
    try (var files = Files.list(machine.home)) {
      assertEquals(0, files.count());
    }
  }

  private long recordings() {
    return machine.jdk.called().stream().filter(call -> call.contains("AOTMode=record")).count();
  }

  /** The session that a process belongs to. */
  private static String session(Path process) throws IOException {
    String status = Files.readString(process.resolve("stat"));
    return status.substring(status.lastIndexOf(')') + 2).split(" ")[3];
  }
}
