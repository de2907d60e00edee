package org.dora.daemon.connection;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bounds what one connection has handed to the conductor and not got back: a producer that is
 * faster than its readers waits in TCP instead of filling our memory.
 */
final class InFlightWindow {
  private static final int MAX_MESSAGES = 256;
  private static final long MAX_BYTES = 64L << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition shrunk = lock.newCondition();
  private int messages;
  private long bytes;
  private boolean closed;

  /** Waits until a message of {@code size} bytes fits; the first always does. */
  void enter(long size) throws InterruptedException {
    lock.lock();
    try {
      while (!closed && messages > 0 && (messages >= MAX_MESSAGES || bytes + size > MAX_BYTES)) {
        shrunk.await();
      }
      messages++;
      bytes += size;
    } finally {
      lock.unlock();
    }
  }

  /** A message of {@code size} bytes was dealt with. */
  void leave(long size) {
    lock.lock();
    try {
      messages--;
      bytes -= size;
      shrunk.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets everybody in: the connection is going away. */
  void close() {
    lock.lock();
    try {
      closed = true;
      shrunk.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
