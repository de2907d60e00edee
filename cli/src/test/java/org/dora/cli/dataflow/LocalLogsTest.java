package org.dora.cli.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.dora.cli.CliException;
import org.dora.common.id.NodeId;
import org.dora.daemon.log.LogFileNames;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of nodes that work in folders of their own, which daemons show by links. */
@SuppressWarnings("NullAway.Init") // set before each test
class LocalLogsTest {
  private static final UUID DATAFLOW = new UUID(1, 1);
  private static final NodeId NODE = new NodeId("a");

  @TempDir private Path disk;
  private Path home;
  private Path elsewhere;
  private LogFileNames shown;
  private LogFileNames real;

  @BeforeEach
  void link() throws IOException {
    home = disk.resolve("home");
    elsewhere = disk.resolve("elsewhere");
    shown = LogFileNames.of(home, DATAFLOW, NODE);
    real = LogFileNames.of(elsewhere, DATAFLOW, NODE);
    Files.createDirectories(shown.folder());
    Files.createDirectories(real.folder());
    Files.createSymbolicLink(shown.current(), real.current());
  }

  @Test
  void rotatedFilesLieBesideTheRealOne() throws IOException {
    Files.writeString(real.rotated(2), "one\n");
    Files.writeString(real.rotated(1), "two\n");
    Files.writeString(real.current(), "three\n");
    Files.writeString(home.resolve("out/" + DATAFLOW + "/log_b.jsonl"), "other\n");
    assertEquals(List.of("one", "two", "three"), lines("a"));
    assertEquals(List.of("one", "two", "three", "other"), lines(null));
    assertEquals(real.current().toRealPath(), logs().current(NODE));
  }

  @Test
  void aLinkThatLeadsNowhereIsNoLog() throws IOException {
    assertThrows(CliException.class, () -> lines("a"));
    Files.writeString(home.resolve("out/" + DATAFLOW + "/log_b.jsonl"), "other\n");
    assertEquals(List.of("other"), lines(null));
  }

  @Test
  void aLinkToAFileOfAnotherNameIsReadAsItIs() throws IOException {
    Path file = Files.writeString(elsewhere.resolve("kept"), "one\n");
    Files.delete(shown.current());
    Files.createSymbolicLink(shown.current(), file);
    Files.writeString(shown.rotated(1), "older\n");
    assertEquals(List.of("older", "one"), lines("a"));
  }

  private LocalLogs logs() {
    return LocalLogs.find(home.resolve("out"), null);
  }

  private List<String> lines(@Nullable String node) {
    List<String> lines = new ArrayList<>();
    LocalLogs.read(logs().files(node)).forEachRemaining(message -> lines.add(message.message()));
    return lines;
  }
}
