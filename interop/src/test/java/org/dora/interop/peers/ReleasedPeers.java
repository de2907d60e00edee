package org.dora.interop.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The released dora 1.1.0 for Python in a virtual environment under {@code target/}, made on first
 * use from the package index that {@code pip} is configured for.
 */
public final class ReleasedPeers {
  private static final List<String> PACKAGES =
      List.of(
          "dora-rs==1.1.0",
          "dora-rs-cli==1.1.0",
          "eclipse-zenoh==1.10.2",
          "pyarrow",
          "numpy",
          "PyYAML");

  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(5);

  private ReleasedPeers() {}

  /** Returns a Python that has the released node API. */
  public static Path python() {
    return environment().resolve("bin/python");
  }

  /** Returns the released {@code dora} command. */
  public static Path dora() {
    return environment().resolve("bin/dora");
  }

  private static synchronized Path environment() {
    Path folder = Executable.repository().resolve("target/venv");
    Path complete = folder.resolve("complete");
    String content = String.join("\n", PACKAGES);
    try {
      Files.createDirectories(folder.getParent());
      try (FileChannel lockFile =
              FileChannel.open(
                  folder.resolveSibling("venv.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock _ = lockFile.lock()) {
        if (!Files.exists(complete) || !Files.readString(complete).equals(content)) {
          install(folder);
          Files.writeString(complete, content);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  private static void install(Path folder) {
    Path root = Executable.repository();
    must(Program.of(root, "python3", "-m", "venv", "--clear", folder.toString()));
    List<String> pip = new ArrayList<>();
    pip.add(folder.resolve("bin/python").toString());
    pip.addAll(List.of("-m", "pip", "install", "--quiet", "--disable-pip-version-check"));
    pip.addAll(PACKAGES);
    must(Program.of(root, pip.toArray(String[]::new)));
  }

  private static void must(Program program) {
    Program.Outcome outcome = program.run(INSTALL_LIMIT);
    if (outcome.exitCode() != 0) {
      throw new AssertionError(
          "%s failed with exit code %d:%n%s%s"
              .formatted(
                  program.command(), outcome.exitCode(), outcome.stdout(), outcome.stderr()));
    }
  }
}
