package org.dora.interop.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program to run to its end, with its output kept in files so that it never waits for us.
 *
 * @param command program and arguments
 * @param directory working directory
 * @param environment variables beside those of this JVM, without its {@code DORA_…} ones
 */
public record Program(List<String> command, Path directory, Map<String, String> environment) {

  /** What a program left behind. */
  public record Outcome(int exitCode, String stdout, String stderr) {}

  /** A program with nothing added to its environment. */
  public static Program of(Path directory, String... command) {
    return new Program(List.of(command), directory, Map.of());
  }

  /** Returns this with more variables. */
  public Program with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new Program(command, directory, all);
  }

  /**
   * Runs the program to its end.
   *
   * @throws AssertionError if it takes longer than {@code limit}; it is killed then, with all that
   *     it has started
   */
  public Outcome run(Duration limit) {
    try {
      Path stdout = Files.createTempFile("program", ".out");
      Path stderr = Files.createTempFile("program", ".err");
      try {
        Process process = start(stdout, stderr);
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly().waitFor();
          throw new AssertionError(
              "%s did not end within %s%n%s%s"
                  .formatted(command, limit, Files.readString(stdout), Files.readString(stderr)));
        }
        return new Outcome(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
      } finally {
        Files.delete(stdout);
        Files.delete(stderr);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** Starts the program; whoever does so has to end it. */
  public Process start(Path stdout, Path stderr) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(stdout.toFile())
            .redirectError(stderr.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("DORA_"));
    builder.environment().putAll(environment);
    return builder.start();
  }
}
