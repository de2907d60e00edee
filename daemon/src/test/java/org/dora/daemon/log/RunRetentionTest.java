package org.dora.daemon.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.dora.common.descriptor.NodeLogging;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-22T02:01:34Z");
  private static final RunRetention THREE = new RunRetention(3, null);

  @TempDir Path workingDir;
  private Path out;
  private Path current;

  @BeforeEach
  void begin() throws IOException {
    out = workingDir.resolve("out");
    current = run(0, 0);
  }

  @Test
  void theNewestRunsAreKept() throws IOException {
    for (int i = 1; i <= 6; i++) {
      run(i, 10 - i);
    }
    assertEquals(4, THREE.clean(out, current, NOW));
    assertEquals(List.of(id(0), id(5), id(6)), left());
  }

  @Test
  void theRunThatBeginsIsKeptHoweverOldItsFilesAre() throws IOException {
    Files.setLastModifiedTime(log(0), FileTime.from(NOW.minus(Duration.ofDays(99))));
    run(1, 1);
    run(2, 2);
    run(3, 3);
    assertEquals(1, new RunRetention(3, Duration.ofDays(9)).clean(out, current, NOW));
    assertEquals(List.of(id(0), id(1), id(2)), left());
  }

  @Test
  void oldRunsAreRemovedHoweverFewTheyAre() throws IOException {
    run(1, 29);
    run(2, 31);
    assertEquals(1, new RunRetention(-1, Duration.ofDays(30)).clean(out, current, NOW));
    assertEquals(List.of(id(0), id(1)), left());
  }

  @Test
  void everythingIsKeptIfSoWished() throws IOException {
    run(1, 5000);
    assertEquals(0, RunRetention.ALL.clean(out, current, NOW));
  }

  @Test
  void whatIsNotExactlyTheFolderOfARunIsLeftAlone() throws IOException {
    for (int i = 1; i <= 5; i++) {
      run(i, i);
    }
    Files.writeString(out.resolve(id(1)).resolve("notes.txt"), "the user's");
    Files.createDirectory(out.resolve(id(2)).resolve("log_sub.jsonl"));
    Path elsewhere = Files.createDirectory(workingDir.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("log_a.jsonl"), "");
    Path link = Files.createSymbolicLink(out.resolve(id(7)), elsewhere);
    Path empty = Files.createDirectory(out.resolve(id(8)));
    Path named = Files.createDirectory(out.resolve("results"));
    Files.writeString(named.resolve("log_a.jsonl"), "");
    Path file = Files.writeString(out.resolve(id(9)), "a file");
    Path capitals = Files.createDirectory(out.resolve(id(10).replace('a', 'A')));
    Files.writeString(capitals.resolve("log_a.jsonl"), "");

    assertEquals(3, new RunRetention(1, null).clean(out, current, NOW));
    List<String> kept = left();
    assertTrue(kept.containsAll(List.of(id(0), id(1), id(2))), kept.toString());
    for (Path each : List.of(link, empty, named, file, capitals)) {
      assertTrue(kept.contains(each.getFileName().toString()), each.toString());
    }
    assertTrue(Files.exists(elsewhere.resolve("log_a.jsonl")));
  }

  @Test
  void linksToLogsOfTheRunAreRemovedAndWhatTheyLeadToIsNot() throws IOException {
    Path elsewhere = workingDir.resolve("elsewhere/out").resolve(id(1));
    Path file = Files.writeString(Files.createDirectories(elsewhere).resolve("log_b.jsonl"), "");
    Path link = out.resolve(id(1)).resolve("log_b.jsonl");
    run(1, 90);
    Files.createSymbolicLink(link, file);
    run(2, 90);
    Path lost = workingDir.resolve("gone/out").resolve(id(2)).resolve("log_b.jsonl");
    Files.createSymbolicLink(out.resolve(id(2)).resolve("log_b.jsonl"), lost);
    run(3, 90);
    Files.createSymbolicLink(out.resolve(id(3)).resolve("log_b.jsonl"), file);
    run(4, 90);
    Files.createSymbolicLink(out.resolve(id(4)).resolve("log_c.jsonl"), log(4));

    Files.setLastModifiedTime(file, FileTime.from(NOW));
    RunRetention days = new RunRetention(-1, Duration.ofDays(30));
    assertEquals(0, days.clean(out, current, NOW), "its last line is new, or its links are");
    assertEquals(2, new RunRetention(1, null).clean(out, current, NOW));
    assertEquals(List.of(id(0), id(3), id(4)), left());
    assertTrue(Files.exists(file));
  }

  @Test
  void aRunWhoseFileIsOpenSomewhereIsKept() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "open files are seen in /proc");
    run(1, 1);
    run(2, 2);
    try (FileChannel _ = FileChannel.open(log(2), StandardOpenOption.APPEND)) {
      assertEquals(1, new RunRetention(1, null).clean(out, current, NOW));
    }
    assertEquals(List.of(id(0), id(2)), left());
  }

  @Test
  void aDataflowThatRunsIsKeptWhenItsNodesHaveEnded() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "open files are seen in /proc");
    DaemonId daemon = new DaemonId(null, UUID.fromString(id(99)));
    List<String> messages = new ArrayList<>();
    LogSettings one = new LogSettings(false, new RunRetention(1, null));
    try (LogWriter first = new LogWriter(daemon, new Silence(), LogSettings.PLAIN, () -> NOW);
        LogWriter second = new LogWriter(daemon, new Sink(messages), one, () -> NOW)) {
      NodeLog ended = node(first, id(1), "ended");
      NodeLog waiting = node(first, id(1), "waiting");
      ended.started();
      ended.finished();
      written(waiting);
      NodeLog other = node(second, id(2), "n");
      other.started();
      written(other);
    }
    assertEquals(List.of(id(1), id(2)), left());
    assertEquals(List.of("removed the logs of 1 earlier run from `" + out + "`"), messages);
  }

  @Test
  void theEnvironmentSaysHowMuchIsKept() {
    assertEquals(new RunRetention(20, null), LogSettings.of(Map.of()).retention());
    assertEquals(
        new RunRetention(5, Duration.ofDays(7)),
        LogSettings.of(Map.of("DORA_LOG_KEEP_RUNS", "5", "DORA_LOG_KEEP_DAYS", "7")).retention());
    assertEquals(RunRetention.ALL, LogSettings.of(Map.of("DORA_LOG_KEEP_RUNS", "all")).retention());
    assertEquals(
        new RunRetention(20, null),
        LogSettings.of(Map.of("DORA_LOG_KEEP_RUNS", "0", "DORA_LOG_KEEP_DAYS", "-1")).retention());
  }

  private NodeLog node(LogWriter writer, String dataflow, String node) {
    return writer.node(
        UUID.fromString(dataflow),
        new NodeId(node),
        new LogFolders(workingDir, workingDir),
        new NodeLogging(null, null, null, null, null),
        new LogSubscribers());
  }

  private static void written(NodeLog log) {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    log.afterLines(() -> reached.complete(null));
    reached.join();
  }

  private static String id(int run) {
    return "01a200fd-b066-712f-9593-8cf3571e6%03d".formatted(run);
  }

  private Path log(int run) {
    return out.resolve(id(run)).resolve("log_a.jsonl");
  }

  private Path run(int run, int daysAgo) throws IOException {
    Files.createDirectories(out.resolve(id(run)));
    Files.writeString(log(run), "{}\n");
    Files.setLastModifiedTime(log(run), FileTime.from(NOW.minus(Duration.ofDays(daysAgo))));
    return out.resolve(id(run));
  }

  private List<String> left() throws IOException {
    try (Stream<Path> folders = Files.list(out)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  private record Sink(List<String> messages) implements LogSink {
    @Override
    public void accept(LogMessage message) {
      messages.add(message.message());
    }

    @Override
    public void flush() {}
  }
}
