package org.dora.interop.peers;

import java.nio.file.Files;
import java.nio.file.Path;

/** The one file that this build makes. */
public final class Executable {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Executable() {}

  /**
   * Returns {@code cli/target/dora}.
   *
   * @throws AssertionError if it has not been built
   */
  public static Path dora() {
    Path file = repository().resolve("cli/target/dora");
    if (!Files.isExecutable(file)) {
      throw new AssertionError(
          file + " is missing: run ./mvnw verify, or package module cli first");
    }
    return file;
  }

  /** Returns the root of the repository. */
  public static Path repository() {
    return ROOT;
  }
}
