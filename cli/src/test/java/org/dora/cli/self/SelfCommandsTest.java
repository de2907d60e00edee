package org.dora.cli.self;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dora.cli.CliException;
import org.dora.cli.RecordedConsole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SelfCommandsTest {
  private static final String HEAD = "#!/bin/sh\n# The dora file: this script, then a JAR.\n";

  @TempDir private Path temporary;
  private Path home = Path.of("");
  private final RecordedConsole console = new RecordedConsole();

  @BeforeEach
  void resolveLinksOfTheSystem() throws IOException {
    home = temporary.toRealPath();
  }

  @Test
  void aCopiedFileIsRemovedWithItsLinksAndCaches() throws IOException {
    Path file = doraFile("opt/dora/dora");
    Path link = link("bin/dora", file);
    Path outer = link("bin/d", link);
    Path cache = write(".cache/dora-jvm/key/file.aot", "x");
    Path state = write(".dora/coordinator.redb", "x");

    assertEquals(0, uninstall(Installation.of(outer), "", "--force"));

    for (Path gone : List.of(file, link, outer, cache, home.resolve(".cache/dora-jvm"))) {
      assertFalse(Files.exists(gone), gone.toString());
      assertFalse(Files.isSymbolicLink(gone), gone.toString());
    }
    assertTrue(Files.exists(state));
    assertTrue(Files.isDirectory(home.resolve(".cache")));
    assertEquals(
        """
        Kept %1$s/.dora: other installations of dora use it, too
        Removed %1$s/.cache/dora-jvm
        Removed %1$s/bin/d
        Removed %1$s/bin/dora
        Removed %1$s/opt/dora/dora
        """
            .formatted(home),
        console.out());
  }

  @Test
  void linksInsideOfACacheAreNotFollowed() throws IOException {
    Path precious = write("precious/data", "x");
    Files.createDirectories(home.resolve(".cache/dora-jvm"));
    link(".cache/dora-jvm/link", home.resolve("precious"));
    assertEquals(0, uninstall(Installation.of(doraFile("bin/dora")), "", "--force"));
    assertTrue(Files.exists(precious));
  }

  @Test
  void theResultOfABuildStays() throws IOException {
    Path file = doraFile("clone/cli/target/dora");
    write("clone/cli/pom.xml", "<project/>");
    assertEquals(0, uninstall(Installation.of(link("bin/dora", file)), "", "--force"));
    assertTrue(Files.exists(file));
    assertTrue(Files.isSymbolicLink(home.resolve("bin/dora")));
    assertEquals(
        "Kept " + file + ": it is the result of a build\nNothing to uninstall\n", console.out());
  }

  @Test
  void aFileThatIsNotOursStays() throws IOException {
    Path file = write("bin/dora", "#!/bin/sh\nexec /opt/dora \"$@\"\n");
    assertInstanceOf(Installation.Other.class, Installation.of(file));
    assertInstanceOf(Installation.Other.class, Installation.of(home.resolve("none")));
    assertEquals(0, uninstall(Installation.of(file), "", "--force"));
    assertTrue(Files.exists(file));
  }

  @Test
  void itAsksFirstAndAnythingButYesMeansNo() throws IOException {
    Path file = doraFile("bin/dora");
    for (String answer : List.of("n\n", "\n", "", "yep\n")) {
      assertEquals(0, uninstall(Installation.of(file), answer));
      assertTrue(console.out().endsWith("(y/N) Uninstallation cancelled\n"), console.out());
      assertTrue(Files.exists(file));
    }
    assertEquals(0, uninstall(Installation.of(file), " Yes\n"));
    assertFalse(Files.exists(file));
  }

  @Test
  void withoutATerminalItNeedsForce() throws IOException {
    Path file = doraFile("bin/dora");
    SelfUninstallCommand command =
        new SelfUninstallCommand(
            console.console(), Installation.of(file), userFiles(), typed("y\n"), false);
    CliException failure = assertThrows(CliException.class, command::call);
    assertEquals("use --force for non-interactive uninstall", failure.getMessage());
    assertEquals(CliException.FAILURE, failure.exitCode());
    assertTrue(Files.exists(file));
  }

  @Test
  void anUpdateFailsAndSaysHowTheFileIsReplaced() throws IOException {
    Path file = doraFile("bin/dora");
    SelfUpdateCommand command = new SelfUpdateCommand(console.console(), Installation.of(file));
    new CommandLine(command).parseArgs("--check-only");
    CliException failure = assertThrows(CliException.class, command::call);
    assertEquals(
        "failed to check for updates: there is no release service to ask", failure.getMessage());
    assertEquals(CliException.FAILURE, failure.exitCode());
    assertTrue(failure.hint().contains("cp NEW_FILE '" + file + ".new'"), failure.hint());
    assertEquals("Checking for updates...\n", console.out());
  }

  @Test
  void aBuiltFileIsUpdatedByBuilding() throws IOException {
    Path file = doraFile("clone/cli/target/dora");
    write("clone/cli/pom.xml", "<project/>");
    SelfUpdateCommand command = new SelfUpdateCommand(console.console(), Installation.of(file));
    CliException failure = assertThrows(CliException.class, command::call);
    assertTrue(failure.hint().endsWith("update the sources and build again"), failure.hint());
  }

  private int uninstall(Installation installation, String answer, String... arguments)
      throws IOException {
    SelfUninstallCommand command =
        new SelfUninstallCommand(console.console(), installation, userFiles(), typed(answer), true);
    new CommandLine(command).parseArgs(arguments);
    return command.call();
  }

  private UserFiles userFiles() {
    return new UserFiles(Map.of("HOME", home.toString()));
  }

  private static ByteArrayInputStream typed(String answer) {
    return new ByteArrayInputStream(answer.getBytes(UTF_8));
  }

  private Path doraFile(String path) throws IOException {
    return write(path, HEAD);
  }

  private Path write(String path, String text) throws IOException {
    Path file = home.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Path link(String path, Path target) throws IOException {
    Path link = home.resolve(path);
    Files.createDirectories(link.getParent());
    return Files.createSymbolicLink(link, target);
  }
}
