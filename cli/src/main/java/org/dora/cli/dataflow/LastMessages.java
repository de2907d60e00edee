package org.dora.cli.dataflow;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.dora.common.log.LogMessage;

/**
 * The last so many of a sequence of messages. They are held in two generations: when the present
 * one has as many as are wanted, the one before it is not needed any more.
 */
final class LastMessages implements AutoCloseable {
  /** Of each generation, in characters. */
  private static final long MEMORY = 16 << 20;

  private final long wanted;
  private final long memory;
  private HeldMessages before;
  private HeldMessages present;

  LastMessages(long wanted) {
    this(wanted, MEMORY);
  }

  LastMessages(long wanted, long memory) {
    this.wanted = wanted;
    this.memory = memory;
    before = new HeldMessages(memory);
    present = new HeldMessages(memory);
  }

  void add(LogMessage message) {
    if (present.size() >= wanted) {
      before.close();
      before = present;
      present = new HeldMessages(memory);
    }
    present.add(message);
  }

  /**
   * Returns the last ones, once and when all have been added.
   *
   * @param others that count as well, and stand among the others by time
   */
  Iterator<LogMessage> with(List<LogMessage> others) {
    Iterator<LogMessage> held = new Chain(before.read(), present.read());
    Iterator<LogMessage> all = new MergedLogs(List.of(held, others.iterator()));
    for (long i = wanted; i < before.size() + present.size() + others.size(); i++) {
      all.next();
    }
    return all;
  }

  private record Chain(Iterator<LogMessage> first, Iterator<LogMessage> second)
      implements Iterator<LogMessage> {
    @Override
    public boolean hasNext() {
      return first.hasNext() || second.hasNext();
    }

    @Override
    public LogMessage next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return first.hasNext() ? first.next() : second.next();
    }
  }

  @Override
  public void close() {
    before.close();
    present.close();
  }
}
