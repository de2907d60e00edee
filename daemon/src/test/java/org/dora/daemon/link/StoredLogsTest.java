package org.dora.daemon.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import org.dora.common.daemonlink.DaemonCommandReply;
import org.dora.common.daemonlink.DaemonLink;
import org.dora.common.daemonlink.StoredLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoredLogsTest extends WithLogFiles {
  private static final int LIMIT = 1_000_000;

  private String read(@Nullable Long tail) throws IOException {
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
  void whatDoesNotFitAMessageIsRefusedWithItsSize() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      lines.append("line ").append(i).append('\n');
    }
    Files.writeString(names.current(), lines);
    String refused = refusal(null);
    assertTrue(refused.contains("has " + lines.length() + " bytes"), refused);
    assertTrue(refused.contains("message of " + LIMIT + " bytes"), refused);
    assertTrue(refused.contains("`--tail`"), refused);
    assertTrue(refusal(90_000L).contains("the last 90000 lines"));
    assertEquals("line 99998\nline 99999\n", read(2L));
  }

  private String refusal(@Nullable Long tail) throws IOException {
    return assertInstanceOf(StoredLog.Unavailable.class, StoredLogs.read(names, tail, LIMIT))
        .reason();
  }

  @Test
  void anEmptyFileIsEmpty() throws Exception {
    Files.createFile(names.current());
    assertEquals("", read(null));
    assertEquals("", read(3L));
  }
}
