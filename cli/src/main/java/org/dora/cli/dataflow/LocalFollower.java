package org.dora.cli.dataflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dora.cli.log.LogPrinter;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;

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

  void follow(LogQuery query, LogPrinter printer) throws IOException, InterruptedException {
    List<LogMessage> stored = new ArrayList<>(LocalLogs.read(older));
    stored.addAll(news());
    query.select(stored).forEach(printer::accept);
    while (true) {
      printer.flush();
      Thread.sleep(POLL_MILLIS);
      news().stream().filter(query::wants).forEach(printer::accept);
    }
  }

  private List<LogMessage> news() throws IOException {
    List<LogMessage> messages = new ArrayList<>();
    for (Map.Entry<NodeId, GrowingFile> file : current.entrySet()) {
      for (String line : file.getValue().lines()) {
        messages.add(StoredLine.read(file.getKey(), line));
      }
    }
    return messages;
  }

  @Override
  public void close() throws IOException {
    for (GrowingFile file : current.values()) {
      file.close();
    }
  }
}
