package org.dora.daemon.prometheus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.dora.common.log.LogMessage;
import org.dora.common.metrics.DataflowLabels;
import org.dora.common.metrics.LogLineCounts;
import org.dora.daemon.log.LogSink;

/** Counts log messages on their way to another sink. */
public final class CountedLog implements LogSink {
  private final LogSink sink;
  private final Map<UUID, LogLineCounts> counts = new ConcurrentHashMap<>();

  /**
   * @param sink gets all messages
   */
  public CountedLog(LogSink sink) {
    this.sink = sink;
  }

  @Override
  public void accept(LogMessage message) {
    if (message.dataflowId() != null) {
      counts.computeIfAbsent(message.dataflowId(), _ -> new LogLineCounts()).add(message);
    }
    sink.accept(message);
  }

  @Override
  public void flush() {
    sink.flush();
  }

  /** Returns the counts of those dataflows, and forgets all others. */
  Map<DataflowLabels, Map<String, long[]>> countsOf(Set<UUID> dataflows) {
    counts.keySet().retainAll(dataflows);
    Map<DataflowLabels, Map<String, long[]>> all = new LinkedHashMap<>();
    counts.forEach((id, of) -> all.put(new DataflowLabels(id, null), of.counts()));
    return all;
  }
}
