package org.dora.daemon.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dora.common.descriptor.NodeProgram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfinedProgramTest {
  @TempDir private Path temporary;
  private Path folder;
  private Path environment;

  @BeforeEach
  void makeFolders() throws IOException {
    folder = Files.createDirectories(temporary.toRealPath().resolve("package"));
    environment = folder.resolve("env");
    Files.createDirectories(environment.resolve("bin"));
  }

  private @Nullable String find(String path) {
    return ConfinedProgram.of(new NodeProgram(path, null, "--x"), folder, environment).path();
  }

  private String refusal(String path) {
    return assertThrows(PrepareException.class, () -> find(path)).report();
  }

  @Test
  void theEnvironmentOfTheNodeComesBeforeItsFolder() throws IOException {
    Path own = Files.createFile(folder.resolve("tool"));
    assertEquals(own.toString(), find("tool"));

    Path installed = Files.createFile(environment.resolve("bin/tool"));
    assertEquals(installed.toString(), find("tool"));
    assertEquals(
        "--x", ConfinedProgram.of(new NodeProgram("tool", null, "--x"), folder, null).args());
  }

  @Test
  void programsOfThisMachineAreNoReplacement() {
    assertTrue(refusal("sh").contains("no $PATH fallback"), refusal("sh"));
  }

  @Test
  void linksLeadNowhereElse() throws IOException {
    Files.createFile(temporary.resolve("outside"));
    Files.createSymbolicLink(folder.resolve("link"), temporary.resolve("outside"));

    assertTrue(refusal("link").contains("resolves outside the node's directory"));
    assertTrue(refusal("../outside").contains("resolves outside the node's directory"));
  }
}
