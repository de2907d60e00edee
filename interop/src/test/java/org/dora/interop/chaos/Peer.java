package org.dora.interop.chaos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A process that lives as long as the test wants, and what it prints, in a file. */
final class Peer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Process process;
  private final Path output;

  /**
   * Starts a process.
   *
   * @param output gets all that it prints; must not exist
   */
  Peer(Path folder, Path output, List<String> command, Map<String, String> environment)
      throws IOException {
    this.output = output;
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("DORA_"));
    builder.environment().putAll(environment);
    process = builder.start();
  }

  /** Waits until it has printed a text, and returns what follows in that line. */
  String await(String text) throws IOException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      String printed = Files.readString(output);
      int found = printed.indexOf(text);
      int lineEnd = found < 0 ? -1 : printed.indexOf('\n', found);
      if (lineEnd >= 0) {
        return printed.substring(found + text.length(), lineEnd);
      }
      if (!process.isAlive()) {
        break;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new AssertionError("no `" + text + "` in:\n" + Files.readString(output));
  }

  /** Writes a line to its standard input. */
  void tell(String line) throws IOException {
    BufferedWriter input = process.outputWriter();
    input.write(line);
    input.newLine();
    input.flush();
  }

  /** Kills it alone, at once. */
  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Waits until it has been killed. */
  void awaitEnd() throws InterruptedException {
    if (!process.waitFor(LIMIT)) {
      throw new AssertionError("it lives on: " + process);
    }
  }

  /** Ends it with all that it has started. */
  @Override
  public void close() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    kill();
    awaitEnd();
  }
}
