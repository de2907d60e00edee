package org.dora.daemon.link;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.dora.common.daemonlink.StoredLog;
import org.dora.common.log.LogPart;
import org.dora.common.log.LogSection;
import org.dora.common.message.Bytes;
import org.dora.daemon.log.LogFileNames;
import org.jspecify.annotations.Nullable;

/**
 * Reads a node's log into the one message that released peers know. Bytes travel as a list of
 * numbers there, nearly four characters each; what does not fit is refused.
 */
final class StoredLogs {
  /** Kept free for the frame around the bytes. */
  private static final int RESERVE = 4096;

  private static final int LEAST_PER_BYTE = 2;
  private static final int MOST_PER_BYTE = 4;

  private StoredLogs() {}

  /**
   * Reads whole lines.
   *
   * @param tail how many at most, from the end; null or 0 for all
   * @param limit size of the message that they are to fit into
   */
  static StoredLog read(LogFileNames names, @Nullable Long tail, int limit) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    long cost = 0;
    byte last = '\n';
    LogSection section = new LogSection(null, limit);
    while (true) {
      LogPart part = LogParts.read(names, tail, section);
      byte[] bytes = part.lines().toArray();
      lines.writeBytes(bytes);
      for (byte each : bytes) {
        cost += cost(each);
        last = each;
      }
      if (cost > limit - RESERVE) {
        return new StoredLog.Unavailable(tooLarge(names, tail, limit));
      }
      if (part.isLast()) {
        if (last != '\n') {
          lines.write('\n');
        }
        return new StoredLog.Content(Bytes.wrap(lines.toByteArray()));
      }
      section = new LogSection(part.next(), limit);
    }
  }

  private static int cost(byte value) {
    int number = value & 0xFF;
    return number < 10 ? LEAST_PER_BYTE : number < 100 ? LEAST_PER_BYTE + 1 : MOST_PER_BYTE;
  }

  private static String tooLarge(LogFileNames names, @Nullable Long tail, int limit)
      throws IOException {
    long size = 0;
    for (LogFile file : LogFile.list(names)) {
      size += file.size();
    }
    String what =
        tail == null || tail == 0
            ? "the log of node `%s` has %d bytes".formatted(names.node(), size)
            : "the last %d lines of node `%s` (of %d bytes in all)"
                .formatted(tail, names.node(), size);
    return what
        + ", which do not fit one message of "
        + limit
        + " bytes, as dora 1.1 asks for them (up to four for each byte): ask for fewer lines with"
        + " `--tail`, or read `"
        + names.current()
        + "` on the node's machine";
  }
}
