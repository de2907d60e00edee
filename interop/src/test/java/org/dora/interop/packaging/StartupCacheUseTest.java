package org.dora.interop.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dora.common.version.DoraVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What commands do with an AOT cache that is there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartupCacheUseTest {
  private static final Run VERSION =
      new Run(0, "dora " + DoraVersion.ours() + " (dora 1.1 compatible)\n", "");

  private final Path folder;
  private final StartupMachine machine;

  StartupCacheUseTest(@TempDir Path folder) {
    this.folder = folder;
    machine = new StartupMachine(folder);
    assertEquals(0, machine.warmUp().exit());
  }

  @AfterEach
  void forgetOptions() {
    machine
        .environment
        .keySet()
        .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "DORA_NO_START_CACHE"));
  }

  @Test
  void theJvmsTakeWhatWasMade() throws IOException {
    machine.run("--version");

    // In this mode a JVM that does not take the cache does not start.
    List<String> command = new ArrayList<>(List.of("-XX:AOTMode=on"));
    command.addAll(List.of(machine.jdk.lastCall().split(" ")));
    assertEquals(
        VERSION,
        Run.of(
            folder,
            machine.environment,
            Command.of(Repository.jdk().resolve("bin/java"), command.toArray(String[]::new))));
  }

  @Test
  void errorsAndExitCodesAreTheSame() throws IOException {
    Path mistaken = folder.resolve("mistaken.yml");
    Files.writeString(mistaken, "nodes:\n  - id: a\n    path: a\n    inputs:\n      x: b/y\n");
    List<List<String>> commands =
        List.of(
            List.of("--help"),
            List.of("validate", mistaken.toString()),
            List.of("validate", "--nonsense"),
            List.of("validate", folder.resolve("gone.yml").toString()),
            List.of("no-such-command"));

    for (List<String> command : commands) {
      Run with = machine.run(command.toArray(String[]::new));
      assertTrue(machine.jdk.lastCall().contains("-XX:AOTCache="), machine.jdk.lastCall());
      machine.environment.put("DORA_NO_START_CACHE", "1");
      assertEquals(machine.run(command.toArray(String[]::new)), with);
      machine.environment.remove("DORA_NO_START_CACHE");
    }
  }

  @Test
  void whatTheUserWantsOfEveryJvmIsKept() {
    machine.environment.put("JAVA_TOOL_OPTIONS", "-Xmx300m");
    machine.environment.put("JDK_JAVA_OPTIONS", "-Dx=y");

    assertEquals(
        new Run(
            0,
            VERSION.out(),
            """
            NOTE: Picked up JDK_JAVA_OPTIONS: -Dx=y
            Picked up JAVA_TOOL_OPTIONS: -Xmx300m
            """),
        machine.run("--version"));
    assertTrue(machine.jdk.lastCall().contains("-XX:AOTCache="));
  }

  @Test
  void anOptionThatForbidsCachesDoesNotKeepItFromStarting() {
    machine.environment.put("JAVA_TOOL_OPTIONS", "-Xshare:off -XX:+UseZGC");

    assertEquals(
        new Run(0, VERSION.out(), "Picked up JAVA_TOOL_OPTIONS: -Xshare:off -XX:+UseZGC\n"),
        machine.run("--version"));
  }
}
