package org.dora.interop.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The executable for runners that give each case a home folder of its own, for which start caches
 * would be recorded in the background each time: all these homes share those of one.
 */
public final class WarmExecutable {
  private static final Path FOLDER = Executable.repository().resolve("interop/target/warm");
  private static final Path CACHE = FOLDER.resolve("cache");

  /** Nobody's own cache is replaced. */
  private static final String SCRIPT =
      """
      #!/bin/sh
      if [ -d "${HOME-}" ] && [ ! -e "$HOME/.cache/dora-jvm" ]; then
        mkdir -p "$HOME/.cache" && ln -s '%s' "$HOME/.cache/dora-jvm"
      fi 2> /dev/null
      exec '%s' "$@"
      """;

  private static boolean made;

  private WarmExecutable() {}

  /** Returns a script that links the caches into the home folder and then is the executable. */
  public static synchronized Path dora() {
    Path script = FOLDER.resolve("dora");
    if (!made) {
      make(script);
      made = true;
    }
    return script;
  }

  private static void make(Path script) {
    Path home = FOLDER.resolve("home");
    try {
      Files.createDirectories(CACHE);
      Files.createDirectories(home);
      Files.writeString(script, SCRIPT.formatted(CACHE, Executable.dora()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!script.toFile().setExecutable(true)) {
      throw new AssertionError(script + " cannot be made executable");
    }
    Program.Outcome outcome =
        Program.of(home, script.toString(), "warm-up")
            .with(Map.of("HOME", home.toString(), "XDG_CACHE_HOME", ""))
            .run(Duration.ofMinutes(3));
    assertEquals(0, outcome.exitCode(), outcome.stderr());
  }
}
