package org.dora.interop.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Program;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 40 MiB at 10 Hz from a Java node to a Java node: heap, resident and mapped memory and open files
 * of daemon and nodes do not grow. A minute in the campaign, three seconds otherwise.
 */
class FlatMemoryTest {
  private static final int MESSAGES =
      (int) (600 * Double.parseDouble(System.getProperty("dora.campaign.scale", "0.05")));

  /** What may come and go: three messages on their way, in KiB. */
  private static final long SLACK_KIB = 3 * 64 << 10;

  private static final long SLACK_FILES = 4;

  private static final Pattern FOOTPRINT =
      Pattern.compile("stdout (\\w+): footprint heap=(\\d+) rss=(\\d+) mapped=(\\d+) files=(\\d+)");

  @TempDir private Path folder;

  @Test
  void largeMessagesLeaveNothingBehind() throws IOException, InterruptedException {
    for (String file : List.of("BigSource.java", "BigSink.java", "Footprint.java")) {
      Files.copy(Path.of("src/test/resources/nodes", file), folder.resolve(file));
    }
    Files.writeString(
        folder.resolve("dataflow.yml"),
        """
        nodes:
          - id: source
            path: BigSource.java
            env: {MESSAGES: %d}
            inputs: {tick: dora/timer/millis/100}
            outputs: [image]
          - id: sink
            path: BigSink.java
            inputs: {image: {source: source/image, queue_size: 100}}
        """
            .formatted(MESSAGES));
    Map<String, List<Long>> series = new LinkedHashMap<>();
    String output = run(series);
    assertFalse(output.contains("damaged") || output.contains("error"), output);
    assertTrue(output.contains("sink: received " + MESSAGES), output);

    Matcher matcher = FOOTPRINT.matcher(output);
    while (matcher.find()) {
      String node = matcher.group(1);
      add(series, node + " heap", matcher.group(2));
      add(series, node + " rss", matcher.group(3));
      add(series, node + " mapped", matcher.group(4));
      add(series, node + " files", matcher.group(5));
    }
    assertEquals(10, series.size(), series.keySet()::toString);
    series.forEach((name, values) -> {
      System.out.println(name + " " + values);
      assertFlat(name, values);
    });
  }

  /** The last third of the samples is no higher than the second, beyond what comes and goes. */
  private static void assertFlat(String name, List<Long> values) {
    int third = values.size() / 3;
    assertTrue(third > 0, () -> name + ": too few samples " + values);
    long before = max(values.subList(third, 2 * third));
    long after = max(values.subList(2 * third, values.size()));
    long slack = name.endsWith("files") ? SLACK_FILES : SLACK_KIB;
    assertTrue(after <= before + slack, () -> name + " grows: " + values);
  }

  private static long max(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).max().orElseThrow();
  }

  private static void add(Map<String, List<Long>> series, String name, String value) {
    series.computeIfAbsent(name, _ -> new ArrayList<>()).add(Long.valueOf(value));
  }

  /** Runs the dataflow and samples the daemon meanwhile. */
  private String run(Map<String, List<Long>> series) throws IOException, InterruptedException {
    Path stdout = folder.resolve("stdout");
    Process dora =
        Program.of(folder, Executable.dora().toString(), "run", "dataflow.yml")
            .with(Map.of("NO_COLOR", "1"))
            .start(stdout, folder.resolve("stderr"));
    try {
      for (int i = 0; i < 600 && !dora.waitFor(200, TimeUnit.MILLISECONDS); i++) {
        sample(dora.pid(), series);
      }
      assertFalse(dora.isAlive(), "the dataflow does not end");
    } finally {
      dora.descendants().forEach(ProcessHandle::destroyForcibly);
      dora.destroyForcibly().waitFor();
    }
    return Files.readString(stdout) + Files.readString(folder.resolve("stderr"));
  }

  private static void sample(long pid, Map<String, List<Long>> series) {
    Path proc = Path.of("/proc/" + pid);
    try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
      long open = files.count();
      String rss =
          Files.readAllLines(proc.resolve("status")).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .map(line -> line.replaceAll("\\D", ""))
              .findFirst()
              .orElseThrow();
      add(series, "daemon rss", rss);
      add(series, "daemon files", Long.toString(open));
    } catch (IOException | NoSuchElementException _) {
      // The process has just ended.
    }
  }
}
