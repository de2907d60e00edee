package org.dora.interop.project;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A dataflow that would run for ever, stopped as Ctrl-C does once it has printed what it is to
 * print: a slow machine makes such a test slow, not red.
 */
final class RunningDataflow {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Process dora;
  private final BufferedReader output;
  private final StringBuilder soFar = new StringBuilder();

  private RunningDataflow(Process dora) {
    this.dora = dora;
    this.output = new BufferedReader(new InputStreamReader(dora.getInputStream(), UTF_8));
  }

  /** Runs a dataflow until each text was in a line of its output, then stops it; exit code 0. */
  static void hears(
      Path program, Path dataflow, Map<String, String> environment, List<String> texts)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(program.toString(), "run", dataflow.toString())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("DORA_"));
    builder.environment().putAll(environment);
    Process dora = builder.start();
    Thread.ofVirtual().name("end-after-limit").start(() -> endAfterLimit(dora));
    try {
      RunningDataflow running = new RunningDataflow(dora);
      running.awaitAll(texts);
      running.stop();
    } finally {
      kill(dora);
      dora.waitFor();
    }
  }

  /** Whoever waits for its output then finds that it has ended. */
  private static void endAfterLimit(Process dora) {
    try {
      if (!dora.waitFor(LIMIT)) {
        kill(dora);
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private static void kill(Process dora) {
    dora.descendants().forEach(ProcessHandle::destroyForcibly);
    dora.destroyForcibly();
  }

  private void awaitAll(List<String> texts) throws IOException {
    while (!texts.stream().allMatch(text -> soFar.indexOf(text) >= 0)) {
      if (!readLine()) {
        fail("the dataflow ended without " + texts + ":\n" + soFar);
      }
    }
  }

  private boolean readLine() throws IOException {
    String line = output.readLine();
    if (line == null) {
      return false;
    }
    soFar.append(line).append('\n');
    return true;
  }

  private void stop() throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder("kill", "-INT", "" + dora.pid()).start().waitFor());
    while (readLine()) {
      // Its last lines are for the report.
    }
    assertEquals(0, dora.waitFor(), soFar::toString);
  }
}
