package org.dora.cli.dataflow;

import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.dora.common.log.LogMessage;

/**
 * The logs of several nodes as one, by time. The lines of one node stay in their order, whatever
 * their times say; one without a time has that of the line before it.
 */
final class MergedLogs implements Iterator<LogMessage> {
  /**
   * The log's next message.
   *
   * @param number of the log, for those of the same time
   */
  private record Head(Instant time, int number, LogMessage message) {}

  private final List<? extends Iterator<LogMessage>> logs;
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(Comparator.comparing(Head::time).thenComparing(Head::number));

  MergedLogs(List<? extends Iterator<LogMessage>> logs) {
    this.logs = logs;
    for (int number = 0; number < logs.size(); number++) {
      take(number, Instant.MIN);
    }
  }

  private void take(int number, Instant before) {
    if (logs.get(number).hasNext()) {
      LogMessage message = logs.get(number).next();
      Instant time = message.timestamp().isBefore(before) ? before : message.timestamp();
      heads.add(new Head(time, number, message));
    }
  }

  @Override
  public boolean hasNext() {
    return !heads.isEmpty();
  }

  @Override
  public LogMessage next() {
    Head head = heads.poll();
    if (head == null) {
      throw new NoSuchElementException();
    }
    take(head.number, head.time);
    return head.message;
  }
}
