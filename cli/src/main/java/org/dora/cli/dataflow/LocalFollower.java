package org.dora.cli.dataflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dora.cli.log.LogPrinter;
import org.dora.common.id.NodeId;

/** Shows log files and what is written to them, until the command is ended. */
final class LocalFollower implements AutoCloseable {
  private static final long POLL_MILLIS = 200;

  private final Map<NodeId, List<Path>> older = new TreeMap<>();
  private final Map<NodeId, GrowingFile> current = new TreeMap<>();

  /**
   * @param files of each node, that which is written among them
   */
  LocalFollower(LocalLogs logs, Map<NodeId, List<Path>> files) {
    files.forEach((node, all) -> {
      Path written = logs.current(node);
      older.put(node, all.stream().filter(file -> !file.equals(written)).toList());
      current.put(node, new GrowingFile(written));
    });
  }

  void follow(LogQuery query, LogPrinter printer) throws InterruptedException {
    query.select(new MergedLogs(stored()), printer::accept);
    while (true) {
      printer.flush();
      Thread.sleep(POLL_MILLIS);
      current.forEach((node, file) ->
          new NodeLog(node, file::next)
              .forEachRemaining(message -> {
                if (query.wants(message)) {
                  printer.accept(message);
                }
              }));
    }
  }

  private List<NodeLog> stored() {
    List<NodeLog> logs = new ArrayList<>();
    current.forEach((node, file) -> {
      FileParts before = new FileParts(older.getOrDefault(node, List.of()));
      logs.add(
          new NodeLog(
              node,
              () -> {
                byte[] part = before.next();
                return part == null ? file.next() : part;
              }));
    });
    return logs;
  }

  @Override
  public void close() throws IOException {
    for (GrowingFile file : current.values()) {
      file.close();
    }
  }
}
