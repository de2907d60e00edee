package org.dora.interop.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command that runs beside the test, and what it prints. */
public final class RunningCommand implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Process process;
  private final BufferedReader lines;

  private RunningCommand(Process process) {
    this.process = process;
    this.lines = process.inputReader();
    // Whoever waits for a line that does not come finds the end of the output then.
    CompletableFuture.delayedExecutor(LIMIT.toSeconds(), TimeUnit.SECONDS).execute(this::close);
  }

  /**
   * Starts a command.
   *
   * @param folder where it works, and its home
   * @param more further variables
   */
  public static RunningCommand start(
      Path folder, Map<String, String> more, Path program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("DORA_"));
    environment.put("HOME", folder.toString());
    environment.put("NO_COLOR", "1");
    environment.put("PATH", ReleasedPeers.python().getParent() + ":/usr/bin:/bin");
    environment.putAll(more);
    return new RunningCommand(builder.start());
  }

  /**
   * Reads lines until each text was in one of them.
   *
   * @throws AssertionError with all of them if there is none
   */
  public void awaitLines(String... texts) throws IOException {
    String _ = linesUntil(texts);
  }

  /**
   * Reads lines until each text was in one of them, and returns all of them.
   *
   * @throws AssertionError with all of them if there is none
   */
  public String linesUntil(String... texts) throws IOException {
    StringBuilder read = new StringBuilder();
    List<String> missing = new ArrayList<>(List.of(texts));
    while (!missing.isEmpty()) {
      String line = lines.readLine();
      if (line == null) {
        throw new AssertionError("no " + missing + " in:\n" + read);
      }
      read.append(line).append('\n');
      missing.removeIf(line::contains);
    }
    return read.toString();
  }

  /** Kills the command alone, at once, and waits until it has gone. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Sends it SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** Sends it what Ctrl-C sends. */
  public void interrupt() throws IOException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().onExit().join();
  }

  /** Waits for its end and returns its exit code. */
  public int awaitExit() {
    return process.onExit().join().exitValue();
  }

  /** Ends it with all that it has started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
