package org.dora.daemon.link;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.dora.common.daemonlink.StoredLog;
import org.dora.common.id.NodeId;
import org.dora.common.json.JsonWriter;
import org.dora.common.message.Bytes;
import org.dora.daemon.log.LogFileNames;
import org.jspecify.annotations.Nullable;

/**
 * Reads the end of a node's log, rotated files included, as much of it as one message holds: bytes
 * travel as a list of numbers, nearly four characters each.
 */
final class StoredLogs {
  /** Kept free for the frame around the bytes, and for the notice of what is left out. */
  private static final int RESERVE = 4096;

  private static final int CHARS_PER_BYTE = 4;

  private StoredLogs() {}

  /**
   * Reads whole lines.
   *
   * @param tail how many at most, from the end; null or 0 for all
   * @param limit size of the message that they are to fit into
   */
  static StoredLog read(LogFileNames names, @Nullable Long tail, int limit) {
    List<Path> files = names.oldestFirst();
    if (files.isEmpty()) {
      return new StoredLog.Unavailable("there is no log file `" + names.current() + "`");
    }
    try {
      return new StoredLog.Content(Bytes.wrap(lines(files, names.node(), tail, limit)));
    } catch (IOException e) {
      return new StoredLog.Unavailable("cannot read log file `" + names.current() + "`: " + e);
    }
  }

  private static byte[] lines(List<Path> files, NodeId node, @Nullable Long tail, int limit)
      throws IOException {
    int budget = limit - RESERVE;
    // A byte takes two characters at least.
    byte[] end = end(files, budget / 2);
    boolean isWhole = isWhole(files, end.length);
    long wanted = tail == null || tail == 0 ? Long.MAX_VALUE : tail;
    long lines = 0;
    int cost = 0;
    int start = end.length;
    int at = end.length;
    while (at > 0 && lines < wanted) {
      at--;
      cost += cost(end[at]);
      if (cost > budget) {
        break;
      }
      if (at == 0 ? isWhole : end[at - 1] == '\n') {
        start = at;
        lines++;
      }
    }
    boolean cut = lines < wanted && (cost > budget || !isWhole);
    ByteArrayOutputStream out = new ByteArrayOutputStream(end.length - start + RESERVE / 4);
    if (cut) {
      out.writeBytes(notice(node, files.getLast()));
    }
    out.write(end, start, end.length - start);
    if (end.length > start && end[end.length - 1] != '\n') {
      out.write('\n');
    }
    return out.toByteArray();
  }

  /** Returns the last bytes of the files, which may begin within a line if not all were read. */
  private static byte[] end(List<Path> files, int most) throws IOException {
    Deque<byte[]> parts = new ArrayDeque<>();
    int left = most;
    for (Path path : files.reversed()) {
      if (left > 0) {
        byte[] part = endOf(path, left);
        parts.push(part);
        left -= part.length;
      }
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream(most - left);
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }

  private static byte[] endOf(Path path, int most) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
      long length = file.length();
      byte[] part = new byte[(int) Math.min(length, most)];
      file.seek(length - part.length);
      file.readFully(part);
      return part;
    }
  }

  private static boolean isWhole(List<Path> files, int read) {
    long size = 0;
    for (Path path : files) {
      size += path.toFile().length();
    }
    return size <= read;
  }

  private static int cost(byte value) {
    int number = value & 0xFF;
    return number < 10 ? 2 : number < 100 ? 3 : CHARS_PER_BYTE;
  }

  /** Returns a line like those of the file, so that every reader of them shows it. */
  private static byte[] notice(NodeId node, Path file) {
    return new JsonWriter()
        .beginMap()
        .key("ts")
        .text(Instant.now().toString())
        .key("level")
        .text("warn")
        .key("node")
        .text(node.toString())
        .key("stream")
        .text("stderr")
        .key("msg")
        .text(
            "older lines do not fit the answer; they stand in `" + file + "` on the node's machine")
        .key("target")
        .text("daemon")
        .key("fields")
        .nothing()
        .endMap()
        .endLine()
        .toByteArray();
  }
}
