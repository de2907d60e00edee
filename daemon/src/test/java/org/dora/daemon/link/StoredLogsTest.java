package org.dora.daemon.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.DaemonLink;
import org.dora.common.daemonlink.StoredLog;
import org.dora.common.id.NodeId;
import org.dora.daemon.log.LogFileNames;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before each test
class StoredLogsTest {
  private static final int LIMIT = 1_000_000;

  @TempDir private Path folder;

  private LogFileNames names;

  @BeforeEach
  void name() throws IOException {
    names = LogFileNames.of(folder, new UUID(1, 1), new NodeId("a"));
    Files.createDirectories(names.folder());
  }

  private String read(@Nullable Long tail) {
    StoredLog log = StoredLogs.read(names, tail, LIMIT);
    byte[] frame = DaemonLink.reply(new UUID(2, 2), new DaemonCommandReply.Logs(log));
    assertTrue(frame.length <= LIMIT, "a frame of " + frame.length + " bytes");
    return assertInstanceOf(StoredLog.Content.class, log).lines().utf8();
  }

  @Test
  void theTailReachesBackIntoRotatedFiles() throws Exception {
    Files.writeString(names.rotated(2), "1\n2\n");
    Files.writeString(names.rotated(1), "3\n");
    Files.writeString(names.current(), "4\n5");
    assertEquals("1\n2\n3\n4\n5\n", read(null));
    assertEquals("1\n2\n3\n4\n5\n", read(0L));
    assertEquals("1\n2\n3\n4\n5\n", read(5L));
    assertEquals("2\n3\n4\n5\n", read(4L));
    assertEquals("5\n", read(1L));
  }

  @Test
  void theNewestLinesAreTakenThatFitAMessage() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      lines.append("line ").append(i).append('\n');
    }
    Files.writeString(names.current(), lines);
    String read = read(null);
    int first = read.indexOf('\n') + 1;
    assertTrue(read.startsWith("{\"ts\":\""), read.substring(0, first));
    assertTrue(read.substring(0, first).contains("older lines do not fit"));
    assertTrue(lines.toString().endsWith("\n" + read.substring(first)));
    assertTrue(read.length() > LIMIT / 4, "only " + read.length() + " bytes");
    assertEquals("line 99998\nline 99999\n", read(2L));
  }

  @Test
  void aLineLargerThanAnyMessageIsLeftOut() throws Exception {
    Files.writeString(names.current(), "x".repeat(LIMIT) + "\nafter\n");
    String read = read(null);
    assertTrue(read.endsWith("}\nafter\n"), read);
  }

  @Test
  void anEmptyFileIsEmpty() throws Exception {
    Files.createFile(names.current());
    assertEquals("", read(null));
    assertEquals("", read(3L));
  }

  @Test
  void aMissingFileIsNamed() {
    var missing =
        assertInstanceOf(StoredLog.Unavailable.class, StoredLogs.read(names, null, LIMIT));
    assertTrue(missing.reason().contains(names.current().toString()), missing.reason());
  }
}
