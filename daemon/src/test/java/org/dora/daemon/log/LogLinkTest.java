package org.dora.daemon.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.dora.common.descriptor.NodeLogging;
import org.dora.common.id.DaemonId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.daemon.process.OutputLine;
import org.dora.daemon.process.ProcessStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
class LogLinkTest {
  private static final UUID DATAFLOW = new UUID(1, 1);
  private static final DaemonId DAEMON = new DaemonId(null, new UUID(2, 2));

  @TempDir private Path disk;
  private Path folder;
  private Path outside;

  @BeforeEach
  void begin() throws IOException {
    folder = Files.createDirectory(disk.resolve("dataflow"));
    outside = Files.createDirectory(disk.resolve("outside"));
  }

  @Test
  void theLogOfANodeWithAFolderOfItsOwnIsShownInTheDataflows() throws IOException {
    start(outside);
    assertTrue(Files.isSymbolicLink(file(folder)));
    assertEquals(Files.readString(file(outside)), Files.readString(file(folder)));
    assertTrue(Files.readString(file(folder)).contains("hello"));
    assertTrue(LogLink.isOne(file(folder)));
    start(outside);
    assertEquals(file(outside).toRealPath(), file(folder).toRealPath(), "started again");
  }

  @Test
  void aNodeThatIsReplacedByOneElsewhereIsShownFromThere() throws IOException {
    start(outside);
    Path elsewhere = Files.createDirectory(disk.resolve("elsewhere"));
    start(elsewhere);
    assertEquals(file(elsewhere).toRealPath(), file(folder).toRealPath());
  }

  @Test
  void withinTheDataflowsFolderTheLinkMayBeMoved() throws IOException {
    start(Files.createDirectories(folder.resolve("nodes/a")));
    Path link = Path.of("../../nodes/a/out", DATAFLOW.toString(), "log_a.jsonl");
    assertEquals(link, Files.readSymbolicLink(file(folder)));
    assertTrue(Files.readString(file(folder)).contains("hello"));
    assertTrue(LogLink.isOne(file(folder)));
  }

  @Test
  void aNodeOfTheDataflowsFolderNeedsNoLink() throws IOException {
    start(folder.resolve("."));
    assertTrue(Files.isRegularFile(file(folder), LinkOption.NOFOLLOW_LINKS));
    Path other = Files.createSymbolicLink(outside.resolve("same"), folder);
    start(other);
    assertTrue(Files.isRegularFile(file(folder), LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void whatIsInTheWayStays() throws IOException {
    Files.createDirectories(names(folder).folder());
    Files.writeString(file(folder), "taken");
    start(outside);
    assertEquals("taken", Files.readString(file(folder)));
    assertTrue(Files.readString(file(outside)).contains("hello"));
  }

  @Test
  void aFolderThatCannotBeWrittenDoesNotMatter() throws IOException {
    Files.writeString(folder.resolve("out"), "a file where the folder belongs");
    start(outside);
    assertTrue(Files.readString(file(outside)).contains("hello"));
  }

  @Test
  void otherLinksAreTheUsers() throws IOException {
    start(outside);
    Path run = names(folder).folder();
    Path other = Files.createSymbolicLink(run.resolve("log_b.jsonl"), file(outside));
    assertFalse(LogLink.isOne(other), "of another name");
    Path pathless = Files.createSymbolicLink(run.resolve("log_c.jsonl"), Path.of("log_c.jsonl"));
    assertFalse(LogLink.isOne(pathless), "of no run");
    assertFalse(LogLink.isOne(file(outside)), "a file");
  }

  private void start(Path workingDir) {
    try (LogWriter writer =
        new LogWriter(DAEMON, new Silence(), LogSettings.PLAIN, () -> Instant.EPOCH)) {
      NodeLog log =
          writer.node(
              DATAFLOW,
              new NodeId("a"),
              new LogFolders(workingDir, folder),
              new NodeLogging(null, null, null, null, null),
              new LogSubscribers());
      log.started();
      LogDelivery nobody = new LogDelivery(size -> Payload.ofBytes(new byte[0]), _ -> {});
      log.line(new OutputLine(ProcessStream.STDOUT, "hello", true, false, false), nobody);
      log.finished();
    }
  }

  private static LogFileNames names(Path folder) {
    return LogFileNames.of(folder, DATAFLOW, new NodeId("a"));
  }

  private static Path file(Path folder) {
    return names(folder).current();
  }
}
