package org.dora.cli.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Openers are scripts in a folder of the test's own. */
@Timeout(60)
class BrowserTest {
  private static final String ADDRESS = "file:///tmp/a%20b.html";

  @TempDir private Path folder;

  private void opener(String name, String script) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Browser browser(String system) {
    return new Browser(system, Map.of("PATH", "/no/such/folder::" + folder));
  }

  @Test
  void theSystemsOpenerGetsTheAddress() throws IOException {
    opener("xdg-open", "printf %s \"$*\" > " + folder.resolve("got"));
    assertEquals(Optional.empty(), browser("Linux").open(ADDRESS));
    assertEquals(ADDRESS, Files.readString(folder.resolve("got")));
  }

  @Test
  void eachSystemHasItsOwnOpener() throws IOException {
    opener("open", "printf %s \"$*\" > " + folder.resolve("mac"));
    opener("rundll32.exe", "printf %s \"$*\" > " + folder.resolve("windows"));
    opener("gio", "printf %s \"$*\" > " + folder.resolve("linux"));
    assertEquals(Optional.empty(), browser("Mac OS X").open(ADDRESS));
    assertEquals(Optional.empty(), browser("Windows 11").open(ADDRESS));
    assertEquals(Optional.empty(), browser("Linux").open(ADDRESS));
    assertEquals(ADDRESS, Files.readString(folder.resolve("mac")));
    assertEquals(
        "url.dll,FileProtocolHandler " + ADDRESS, Files.readString(folder.resolve("windows")));
    assertEquals("open " + ADDRESS, Files.readString(folder.resolve("linux")));
  }

  @Test
  void aBrowserThatStaysOpenIsNotWaitedFor() throws IOException {
    // Ends when the test opens the pipe's other end.
    opener("xdg-open", "mkfifo " + folder + "/go; touch " + folder + "/up; cat " + folder + "/go");
    assertEquals(Optional.empty(), browser("Linux").open(ADDRESS));
    assertTrue(Files.exists(folder.resolve("up")));
    Files.writeString(folder.resolve("go"), "end");
  }

  @Test
  void theBrowserGetsASessionOfItsOwnWhereThatCanBeHad() throws IOException {
    opener("setsid", "touch " + folder + "/apart; exec \"$@\"");
    opener("xdg-open", "printf %s \"$*\" > " + folder.resolve("got"));
    assertEquals(Optional.empty(), browser("Linux").open(ADDRESS));
    assertTrue(Files.exists(folder.resolve("apart")));
    assertEquals(ADDRESS, Files.readString(folder.resolve("got")));
  }

  @Test
  void anOpenerThatFailsIsTold() throws IOException {
    opener("xdg-open", "exit 3");
    assertEquals(Optional.of("`xdg-open` failed with exit code 3"), browser("Linux").open(ADDRESS));
  }

  @Test
  void withoutAnOpenerItSaysWhatWasLookedFor() {
    assertEquals(
        Optional.of("none of the programs that open one is on the PATH: xdg-open, gio, wslview"),
        browser("Linux").open(ADDRESS));
  }
}
