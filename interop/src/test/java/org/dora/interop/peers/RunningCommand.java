package org.dora.interop.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command that runs beside the test, and what it prints. */
public final class RunningCommand implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;

  private RunningCommand(Process process) {
    this.process = process;
    this.lines = process.inputReader();
  }

  /**
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
   * Reads lines until one holds the text.
   *
   * @throws AssertionError with all of them if there is none
   */
  public void awaitLine(String text) throws IOException {
    String _ = linesUntil(text);
  }

  /**
   * Reads lines until one holds the text, and returns all of them.
   *
   * @throws AssertionError with all of them if there is none
   */
  public String linesUntil(String text) throws IOException {
    StringBuilder read = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      read.append(line).append('\n');
      if (line.contains(text)) {
        return read.toString();
      }
    }
    throw new AssertionError("no `" + text + "` in:\n" + read);
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
