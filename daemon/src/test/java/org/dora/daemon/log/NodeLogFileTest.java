package org.dora.daemon.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.descriptor.NodeLogging;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.dora.daemon.process.ProcessStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeLogFileTest {
  private static final UUID DATAFLOW = UUID.fromString("01a200fd-b066-712f-9593-8cf3571e62b2");

  @TempDir Path workingDir;

  private final List<String> warnings = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-22T02:01:34Z");

  @Test
  void aLargeFileIsRotatedAndTheOldestAreDropped() throws IOException {
    NodeLogFile file = file("1KB", 2L);
    writeAll(file, 0, 100);
    assertEquals(List.of("log_a.1.jsonl", "log_a.2.jsonl", "log_a.jsonl"), files());
    for (Path each : names().oldestFirst()) {
      assertTrue(Files.size(each) < 1024 + 200, each + " has " + Files.size(each));
    }
    assertTrue(Files.size(names().rotated(1)) >= 1024);
    List<String> lines = linesInOrder();
    assertEquals(IntStream.range(100 - lines.size(), 100).mapToObj(this::text).toList(), lines);
  }

  @Test
  void withoutRotatedFilesALargeFileIsBegunAnew() throws IOException {
    writeAll(file("1KB", 0L), 0, 100);
    assertEquals(List.of("log_a.jsonl"), files());
    assertTrue(Files.size(names().current()) < 1024);
  }

  @Test
  void fiveRotatedFilesAreKeptIfNotToldOtherwise() throws IOException {
    writeAll(file("200B", null), 0, 50);
    assertEquals(6, files().size());
  }

  @Test
  void withoutALimitNothingIsRotated() throws IOException {
    writeAll(file(null, 1L), 0, 500);
    assertEquals(List.of("log_a.jsonl"), files());
    assertEquals(500, linesInOrder().size());
  }

  @Test
  void whatARestartedNodeSaysCountsFromTheSizeThatIsThere() throws IOException {
    writeAll(file("1KB", 2L), 0, 5);
    long before = Files.size(names().current());
    writeAll(file("1KB", 2L), 5, 10);
    assertTrue(before < 1024, "not rotated yet");
    assertEquals(List.of("log_a.1.jsonl", "log_a.jsonl"), files());
    assertEquals(10, linesInOrder().size());
  }

  @Test
  void filesBeyondTheNumberKeptAreRemoved() throws IOException {
    Files.createDirectories(names().folder());
    Files.writeString(names().rotated(7), "of a setting that allowed more\n");
    writeAll(file("200B", 1L), 0, 10);
    assertEquals(List.of("log_a.1.jsonl", "log_a.jsonl"), files());
  }

  @Test
  void aFullDiskIsSaidOnceAndTheFileIsTakenUpAgain() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "a device that is always full");
    Files.createDirectories(names().folder());
    Files.createSymbolicLink(names().current(), full);
    NodeLogFile file = file(null, null);
    writeAll(file, 0, 3);
    write(file, 3);
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(
        warnings.getFirst().startsWith("cannot write log file `" + names().current() + "`: "));

    now = now.plus(NodeLogFile.RETRY);
    write(file, 4);
    assertEquals(1, warnings.size(), "it is still full");
    Files.delete(names().current());
    write(file, 5);
    now = now.plus(NodeLogFile.RETRY);
    write(file, 6);
    writeAll(file, 7, 9);
    assertEquals(
        List.of("log file `" + names().current() + "` is written again; 6 lines are missing"),
        warnings.subList(1, warnings.size()));
    assertEquals(List.of(text(6), text(7), text(8)), linesInOrder());
  }

  @Test
  void linesThatStayMissingAreCountedAtTheEnd() throws IOException {
    Files.writeString(workingDir.resolve("out"), "a file where the folder belongs");
    NodeLogFile file = file(null, null);
    file.open();
    writeAll(file, 0, 2);
    file.close();
    file.close();
    assertEquals(2, warnings.size(), warnings::toString);
    assertEquals(
        "log file `" + names().current() + "` is closed; 2 lines are missing", warnings.getLast());
  }

  @Test
  void aDiskThatRunsFullLeavesWholeLines() throws Exception {
    Path disk = Files.createDirectory(workingDir.resolve("disk"));
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString());
    assumeTrue(mounted, "skipped: only root may mount the small tmpfs that is to run full");
    try {
      LogFileNames names = LogFileNames.of(disk, DATAFLOW, new NodeId("a"));
      NodeLogFile file = file(names, null, null);
      Path ballast = Files.write(disk.resolve("ballast"), new byte[30_000]);
      for (int i = 0; i < 1000; i++) {
        write(file, i);
        if (i % 10 == 0) {
          file.flush();
        }
      }
      assertEquals(1, warnings.size(), warnings::toString);
      int written = texts(Files.readAllLines(names.current())).size();
      assertTrue(written > 50, "before it was full: " + written);

      Files.delete(ballast);
      now = now.plus(NodeLogFile.RETRY);
      write(file, 1000);
      file.close();
      assertEquals(
          "log file `%s` is written again; %d lines are missing"
              .formatted(names.current(), 1000 - written),
          warnings.getLast());
      List<String> all = texts(Files.readAllLines(names.current()));
      assertEquals(
          IntStream.range(0, written).mapToObj(this::text).toList(), all.subList(0, written));
      assertEquals(List.of(text(1000)), all.subList(written, all.size()));
    } finally {
      run("umount", disk.toString());
    }
  }

  private static boolean run(String... command) throws Exception {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      return false;
    }
    return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  private LogFileNames names() {
    return LogFileNames.of(workingDir, DATAFLOW, new NodeId("a"));
  }

  private NodeLogFile file(@Nullable String limit, @Nullable Long kept) {
    return file(names(), limit, kept);
  }

  private NodeLogFile file(LogFileNames names, @Nullable String limit, @Nullable Long kept) {
    NodeLogging settings = new NodeLogging(null, null, null, limit, kept);
    return new NodeLogFile(names, settings, () -> now, warnings::add);
  }

  private String text(int number) {
    return "line " + number;
  }

  private void write(NodeLogFile file, int number) {
    file.append(ProcessStream.STDOUT, LogMessage.of(LogLevel.STDOUT, null, text(number), now));
  }

  private void writeAll(NodeLogFile file, int from, int to) {
    IntStream.range(from, to).forEach(number -> write(file, number));
    file.flush();
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(names().folder())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private List<String> linesInOrder() {
    List<String> lines = new ArrayList<>();
    for (Path file : names().oldestFirst()) {
      try {
        lines.addAll(Files.readAllLines(file));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return texts(lines);
  }

  private static List<String> texts(List<String> lines) {
    return lines.stream()
        .map(line -> Arrays.asList(line.split("\"", -1)))
        .map(parts -> parts.get(parts.indexOf("msg") + 2))
        .toList();
  }
}
