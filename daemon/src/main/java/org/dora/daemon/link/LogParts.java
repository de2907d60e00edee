package org.dora.daemon.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.dora.common.id.NodeId;
import org.dora.common.json.JsonWriter;
import org.dora.common.log.LogPart;
import org.dora.common.log.LogSection;
import org.dora.common.message.Bytes;
import org.dora.daemon.log.LogFileNames;
import org.jspecify.annotations.Nullable;

/**
 * Reads a node's log part by part, rotated files included. Nothing is kept between two parts: the
 * place where one ends names the file, which is found again when it has been rotated meanwhile.
 */
final class LogParts {
  private static final int MOST = 1 << 20;
  private static final int LEAST = 4 << 10;
  private static final int BLOCK = 64 << 10;

  /** A look during a rotation may miss a file. */
  private static final int LOOKS = 5;

  private LogParts() {}

  /**
   * Reads a part.
   *
   * @param tail how many lines of the whole log are wanted, from its end; null or 0 for all
   * @throws OrderRefusedException if there is no log
   */
  static LogPart read(LogFileNames names, @Nullable Long tail, LogSection section)
      throws IOException {
    LogPlace place = section.from() == null ? null : LogPlace.read(section.from());
    int most = (int) Math.clamp(section.most(), LEAST, MOST);
    for (int look = 1; ; look++) {
      List<LogFile> files = LogFile.list(names);
      if (files.isEmpty()) {
        requireLog(names);
        return new LogPart("", Bytes.utf8(""));
      }
      LogPlace start = place == null ? start(files, tail) : place;
      int at = start == null ? -1 : indexOf(files, start.file());
      LogPart part = at < 0 || start == null ? null : read(files, at, start, most);
      if (part != null) {
        return part;
      }
      if (look >= LOOKS && start != null) {
        return behindTheLost(names.node(), files, start);
      }
    }
  }

  private static void requireLog(LogFileNames names) {
    if (names.oldestFirst().isEmpty()) {
      throw new OrderRefusedException("there is no log file `" + names.current() + "`");
    }
  }

  private static int indexOf(List<LogFile> files, String id) {
    for (int i = 0; i < files.size(); i++) {
      if (files.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  private static @Nullable LogPart read(List<LogFile> files, int at, LogPlace start, int most)
      throws IOException {
    LogFile file = files.get(at);
    boolean isLast = file.id().equals(start.last());
    long end = isLast ? Math.min(start.end(), file.size()) : file.size();
    byte[] lines = file.read(start.offset(), (int) Math.clamp(end - start.offset(), 0, most));
    if (lines == null) {
      return null;
    }
    long reached = start.offset() + lines.length;
    String next = "";
    if (reached < end) {
      next = start.at(file, reached).toString();
    } else if (!isLast && at + 1 < files.size()) {
      next = start.at(files.get(at + 1), 0).toString();
    }
    return new LogPart(next, Bytes.wrap(lines));
  }

  /** Goes on with the oldest file that is left, and says that lines are missing. */
  private static LogPart behindTheLost(NodeId node, List<LogFile> files, LogPlace start) {
    String next = indexOf(files, start.last()) < 0 ? "" : start.at(files.getFirst(), 0).toString();
    return new LogPart(next, Bytes.utf8("\n" + notice(node)));
  }

  /** Returns a line like those of the file, so that every reader of them shows it. */
  private static String notice(NodeId node) {
    byte[] line =
        new JsonWriter()
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
            .text("lines are missing here: their file was rotated out while the log was read")
            .key("target")
            .text("daemon")
            .key("fields")
            .nothing()
            .endMap()
            .endLine()
            .toByteArray();
    return new String(line, StandardCharsets.UTF_8);
  }

  /**
   * Returns where the last lines begin.
   *
   * @param tail how many; null or 0 for all
   * @return null if a file has been renamed meanwhile
   */
  private static @Nullable LogPlace start(List<LogFile> files, @Nullable Long tail)
      throws IOException {
    LogFile last = files.getLast();
    LogPlace whole = new LogPlace(files.getFirst().id(), 0, last.id(), last.size());
    if (tail == null || tail == 0) {
      return whole;
    }
    Backwards lines = new Backwards(tail);
    for (LogFile file : files.reversed()) {
      long from = lines.read(file);
      if (from == Backwards.RENAMED) {
        return null;
      }
      if (from >= 0) {
        return whole.at(file, from);
      }
    }
    return whole;
  }

  /** Counts lines from the end of files towards their beginning. */
  private static final class Backwards {
    static final long RENAMED = -2;
    private static final long NOT_HERE = -1;

    private long left;

    private Backwards(long lines) {
      left = lines;
    }

    /** Returns where in the file the first of the wanted lines begins, if there. */
    private long read(LogFile file) throws IOException {
      long end = file.size();
      while (end > 0) {
        long begin = Math.max(0, end - BLOCK);
        byte[] block = file.read(begin, (int) (end - begin));
        if (block == null) {
          return RENAMED;
        }
        for (int i = block.length - 1; i >= 0; i--) {
          long after = begin + i + 1;
          if (block[i] == '\n' && after < file.size() && --left == 0) {
            return after;
          }
        }
        end = begin;
      }
      return --left == 0 ? 0 : NOT_HERE;
    }
  }
}
