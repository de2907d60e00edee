package org.dora.interop.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.Program;
import org.dora.interop.peers.ReleasedPeers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same dataflow of released Python nodes under the released {@code dora run} and under ours:
 * the nodes see the same events, the user the same lines and the same exit code.
 */
class SameAsReleasedTest {
  private static final Path SCENARIOS = Executable.repository().resolve("interop/vectors/daemon");
  private static final Pattern TIME = Pattern.compile("^\\d\\d:\\d\\d:\\d\\d ");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /**
   * Trace lines of the released daemon itself, which ours writes elsewhere (docs/differences.md).
   */
  private static final Pattern TRACE = Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT.*");

  /**
   * What a released node's Zenoh says. It warns now and then that it cannot find the transport of a
   * link that is just being closed, under either daemon.
   */
  private static final Pattern ZENOH = Pattern.compile("^[\\d:]+ +\\w+ +\\S+: zenoh::.*");

  private static final int RELEASED_ATTEMPTS = 8;

  @TempDir private Path folder;

  /** What can be observed of a run, without times and ids. */
  private record Observation(
      int exitCode, List<String> lines, SortedMap<String, List<String>> events) {}

  @Test
  void aPipelineThatEndsWell() throws IOException {
    Observation released = released("pipeline", 5);
    assertEquals(0, released.exitCode());
    assertEquals(released, observe("pipeline", Executable.dora()));
  }

  @Test
  void aSourceThatFails() throws IOException {
    Observation released = released("crash", 2);
    assertEquals(1, released.exitCode());
    assertEquals(released, observe("crash", Executable.dora()));
  }

  /**
   * Observes the released program, until it has lost nothing: its nodes' direct path drops a
   * message now and then, which is not what we want to be measured by.
   *
   * @param messages how many the sink has to get
   */
  private Observation released(String scenario, int messages) throws IOException {
    for (int attempt = 0; attempt < RELEASED_ATTEMPTS; attempt++) {
      Observation released = observe(scenario, ReleasedPeers.dora());
      if (released.events().getOrDefault("sink.events in", List.of()).size() == messages) {
        return released;
      }
      System.out.println("the released program lost messages: " + released.events());
    }
    throw new AssertionError(
        "the released program lost messages in %d runs of %s"
            .formatted(RELEASED_ATTEMPTS, scenario));
  }

  private Observation observe(String scenario, Path dora) throws IOException {
    Path root = Files.createTempDirectory(folder, scenario);
    Path work = root.resolve("work");
    copy(SCENARIOS.resolve("nodes"), work);
    Files.copy(
        SCENARIOS.resolve("scenarios").resolve(scenario).resolve("dataflow.yml"),
        work.resolve("dataflow.yml"));
    Path events = Files.createDirectory(root.resolve("events"));
    Path bin = Files.createDirectory(root.resolve("bin"));
    Path python = bin.resolve("python");
    Files.writeString(python, "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(ReleasedPeers.python()));
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));

    Program.Outcome outcome =
        Program.of(work, dora.toString(), "run", "dataflow.yml")
            .with(
                Map.of(
                    "SCN_OUT",
                    events.toString(),
                    "NO_COLOR",
                    "1",
                    "PATH",
                    bin + ":/usr/bin:/bin",
                    "PYTHONDONTWRITEBYTECODE",
                    "1"))
            .run(Duration.ofMinutes(1));
    List<String> lines =
        outcome
            .stdout()
            .lines()
            .filter(line -> !line.isBlank() && !TRACE.matcher(line).matches())
            .filter(line -> !ZENOH.matcher(line).matches())
            .map(line -> normalised(line, root))
            .sorted()
            .toList();
    return new Observation(outcome.exitCode(), lines, eventsIn(events));
  }

  private static String normalised(String line, Path root) {
    String text = TIME.matcher(line).replaceFirst("");
    text = UUID.matcher(text).replaceAll("<uuid>");
    return text.replace(root.toString(), "<root>").replaceAll("with pid \\d+", "with pid <pid>");
  }

  /**
   * Each node's inputs and its control events, in order; the two sequences have no common order.
   */
  private static SortedMap<String, List<String>> eventsIn(Path folder) throws IOException {
    SortedMap<String, List<String>> events = new TreeMap<>();
    Pattern text = Pattern.compile("\"kind\": \"(\\w+)\", \"text\": (.*)}");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file)) {
          var matcher = text.matcher(line);
          if (matcher.find()) {
            events
                .computeIfAbsent(
                    file.getFileName() + " " + matcher.group(1), _ -> new ArrayList<>())
                .add(matcher.group(2));
          }
        }
      }
    }
    return events;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(file -> {
        try {
          Files.copy(file, to.resolve(from.relativize(file).toString()));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }
}
