package org.dora.zenoh.transport;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.dora.zenoh.Priority;
import org.dora.zenoh.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be sent with one priority. All but {@link #turn} is guarded by the lock of the
 * {@link Sender}.
 */
final class Lane {
  /** Held while a message is put in, so that the fragments of one stay together. */
  final ReentrantLock turn = new ReentrantLock();

  /** Where whoever has the {@link #turn} encodes what comes before the payload. */
  final WireWriter head = new WireWriter();

  /** Where headers of frames and fragments are encoded. */
  final WireWriter envelope = new WireWriter();

  final Priority priority;
  final Deque<OutgoingBatch> full = new ArrayDeque<>();

  /** The batch that still has room, if there is one. */
  @Nullable OutgoingBatch open;

  /** How many batches this lane has, with those that are being written. */
  int batches;

  /** Whether the message whose turn it is waits for room. */
  volatile boolean blocked;

  private final long sequenceMask;
  private long nextReliable;
  private long nextBestEffort;

  Lane(Priority priority, Agreement agreement) {
    this.priority = priority;
    this.sequenceMask = agreement.sequenceMask();
    this.nextReliable = agreement.sendFrom();
    this.nextBestEffort = agreement.sendFrom();
  }

  /** Takes the next sequence number. */
  long nextSequence(boolean reliable) {
    long next = reliable ? nextReliable : nextBestEffort;
    long after = next + 1 & sequenceMask;
    if (reliable) {
      nextReliable = after;
    } else {
      nextBestEffort = after;
    }
    return next;
  }

  void sealOpen() {
    if (open != null) {
      full.add(open);
      open = null;
    }
  }
}
