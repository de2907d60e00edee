package org.dora.interop.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.dora.common.version.DoraVersion;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutableFileTest {
  @TempDir Path folder;
  private Path dora = Path.of("");

  @BeforeEach
  void findDora() {
    dora = Repository.dora();
  }

  @Test
  void itRunsWhereItWasBuilt() {
    assertVersion(run(dora, "--version"));
  }

  @Test
  void itRunsMovedRenamedAndWithSpacesInItsPath() throws IOException {
    Path moved = Files.createDirectories(folder.resolve("a b/c  d")).resolve("my dora.1");
    Files.copy(dora, moved, StandardCopyOption.COPY_ATTRIBUTES);

    assertVersion(run(moved, "--version"));
  }

  @Test
  void itRunsThroughLinks() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), dora);
    Path linkToLink = Files.createSymbolicLink(folder.resolve("link2"), Path.of("link"));

    assertVersion(run(link, "--version"));
    assertVersion(run(linkToLink, "--version"));
  }

  @Test
  void itRunsByARelativePath() throws IOException {
    Files.createSymbolicLink(folder.resolve("dora"), dora);

    assertVersion(Run.of(folder, environment(), List.of("./dora", "--version")));
  }

  @Test
  void itRunsFromPath() throws IOException {
    Files.createSymbolicLink(folder.resolve("dora"), dora);

    assertVersion(
        Run.of(
            folder,
            environment(),
            List.of("/usr/bin/env", "PATH=" + folder + ":/usr/bin:/bin", "dora", "--version")));
  }

  @Test
  void aShellThatIsGivenTheFileRunsIt() throws IOException {
    Files.createSymbolicLink(folder.resolve("dora"), dora);

    assertVersion(Run.of(folder, environment(), List.of("/bin/sh", "dora", "--version")));
  }

  @Test
  void javaRunsItAsAJar() {
    assertVersion(
        Run.of(
            folder,
            environment(),
            Command.of(
                Repository.jdk().resolve("bin/java"), "-jar", dora.toString(), "--version")));
  }

  @Test
  void anotherUserRunsIt() throws IOException {
    Path setpriv = Path.of("/usr/bin/setpriv");
    assumeTrue(
        System.getProperty("user.name").equals("root") && Files.exists(setpriv),
        "only root can become another user, by setpriv");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path copy = Files.copy(dora, folder.resolve("dora"));
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("r-xr-xr-x"));

    assertVersion(
        Run.of(
            folder,
            Map.of(
                "PATH",
                "/usr/bin:/bin",
                "HOME",
                "/nonexistent",
                "JAVA_HOME",
                Repository.jdk().toString()),
            List.of(
                setpriv.toString(),
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                copy.toString(),
                "--version")));
  }

  @Test
  void anyoneMayExecuteIt() throws IOException {
    assertEquals("rwxr-xr-x", PosixFilePermissions.toString(Files.getPosixFilePermissions(dora)));
  }

  @Test
  void withoutSubcommandItEndsWithTwo() {
    Run run = run(dora);

    assertEquals(2, run.exit());
    assertEquals("", run.out());
    assertTrue(run.err().contains("Usage: dora <COMMAND>"), run.err());
  }

  @Test
  void aWrongCommandLineEndsWithTwoAndOnlyOurOwnWords() {
    Run run = run(dora, "java", "--nonsense");

    assertEquals(2, run.exit());
    assertEquals("", run.out());
    assertTrue(run.err().startsWith("error: unexpected argument '--nonsense' found\n"), run.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"LC_UNUSED=", "LC_ALL=C", "LANG=POSIX"})
  void namesOutsideOfAsciiSurviveWithoutALocale(String locale) throws IOException {
    Path source = folder.resolve("Größe.java");
    Files.writeString(source, "void main(String[] arguments) { IO.print(arguments[0]); }");

    Run run =
        run(Path.of("/usr/bin/env"), locale, dora.toString(), "java", source.toString(), "λ→ö");

    assertEquals(new Run(0, "λ→ö", ""), run);
  }

  @Test
  void theManifestServesThoseWhoLaunchItThemselves() throws IOException {
    try (JarFile jar = new JarFile(dora.toFile())) {
      Attributes main = jar.getManifest().getMainAttributes();

      assertEquals("org.dora.cli.Dora", main.getValue("Main-Class"));
      assertEquals("java.base/java.nio", main.getValue("Add-Opens"));
      assertEquals("ALL-UNNAMED", main.getValue("Enable-Native-Access"));
      assertEquals("true", main.getValue("Multi-Release"));
      assertEquals(DoraVersion.ours(), main.getValue("Implementation-Version"));
    }
  }

  @Test
  void noModuleOrSignatureOfALibraryIsLeftInIt() throws IOException {
    try (JarFile jar = new JarFile(dora.toFile())) {
      assertFalse(jar.stream().anyMatch(entry -> entry.getName().endsWith("module-info.class")));
      assertFalse(
          jar.stream().anyMatch(entry -> entry.getName().matches("META-INF/.*\\.(SF|RSA|DSA)")));
    }
  }

  @Test
  void logbackIsNotAProviderOfItsOwnInIt() throws IOException {
    try (JarFile jar = new JarFile(dora.toFile())) {
      var providers = jar.getEntry("META-INF/services/org.slf4j.spi.SLF4JServiceProvider");
      String named =
          providers == null ? "" : new String(jar.getInputStream(providers).readAllBytes(), UTF_8);

      assertFalse(named.contains("logback"), named);
      assertTrue(named.lines().count() <= 1, named);
    }
  }

  @Test
  void theFactoryThatArrowLooksForIsOurs() throws IOException {
    try (JarFile jar = new JarFile(dora.toFile())) {
      assertNull(jar.getEntry("org/apache/arrow/memory/netty/NettyAllocationManager.class"));
      assertNull(jar.getEntry("org/apache/arrow/memory/unsafe/UnsafeAllocationManager.class"));
    }
  }

  @Test
  void libraryLicencesTravelWithIt() throws IOException {
    try (JarFile jar = new JarFile(dora.toFile())) {
      assertTrue(jar.getEntry("META-INF/LICENSE") != null);
      assertTrue(jar.getEntry("META-INF/NOTICE") != null);
    }
  }

  private void assertVersion(Run run) {
    assertEquals(new Run(0, "dora " + DoraVersion.ours() + " (dora 1.1 compatible)\n", ""), run);
  }

  private Run run(Path file, String... arguments) {
    return Run.of(folder, environment(), Command.of(file, arguments));
  }

  /** As an ssh command or a service has it: no locale. */
  private static Map<String, String> environment() {
    return Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", Repository.jdk().toString());
  }
}
