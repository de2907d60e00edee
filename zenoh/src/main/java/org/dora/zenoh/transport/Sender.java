package org.dora.zenoh.transport;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.dora.zenoh.Priority;
import org.dora.zenoh.QoS;
import org.dora.zenoh.Reliability;
import org.dora.zenoh.wire.NetworkCodec;
import org.dora.zenoh.wire.NetworkMessage;
import org.dora.zenoh.wire.TransportCodec;
import org.dora.zenoh.wire.TransportMessage;
import org.dora.zenoh.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages into batches, by priority, and writes the batches to the link.
 *
 * <p>Callers encode; one thread writes. It takes what is there as soon as the link is ready, so an
 * idle link adds no delay and a busy one gets full batches. A caller waits only when the lane of
 * its priority has as many batches as it may have, and then as long as its {@link Patience} says.
 */
final class Sender {
  /** Sequence number and priority: what a frame or fragment needs at most before its content. */
  private static final int LARGEST_ENVELOPE = 16;

  /** How much is written at once before more urgent messages are looked for. */
  private static final int WRITTEN_AT_ONCE = 8;

  private final Link link;
  private final Agreement agreement;
  private final TransportSettings.Sending limits;
  private final Lane[] lanes = new Lane[Priority.count()];
  private final Deque<OutgoingBatch> spare = new ArrayDeque<>();
  private final LongAdder dropped = new LongAdder();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition room = lock.newCondition();
  private boolean keepAliveDue;
  private boolean writing;
  private boolean wroteSinceTick;
  private volatile boolean closed;
  private @Nullable TransportMessage last;

  Sender(Link link, Agreement agreement, TransportSettings.Sending limits) {
    this.link = link;
    this.agreement = agreement;
    this.limits = limits;
    for (int index = 0; index < lanes.length; index++) {
      lanes[index] = new Lane(Priority.of(index), agreement);
    }
  }

  /** Returns how many messages were given up because the link was full. */
  long dropped() {
    return dropped.sum();
  }

  /**
   * Sends a message.
   *
   * @param patience how long to wait for room, instead of what its congestion control says
   * @return whether it is on its way; if not, it was dropped or the link is closed
   */
  boolean send(NetworkMessage message, Reliability reliability, @Nullable Patience patience) {
    QoS qos = message.qos();
    Lane lane = lanes[(agreement.qos() ? qos.priority() : Priority.DATA).ordinal()];
    Outgoing outgoing = new Outgoing(lane, reliability, qos, patience, limits);
    if (!outgoing.takeTurn(() -> closed)) {
      return giveUp(outgoing);
    }
    try {
      NetworkCodec.writeHead(lane.head.clear(), message);
      lock.lock();
      try {
        return append(outgoing, message.payload()) || giveUp(outgoing);
      } finally {
        lock.unlock();
      }
    } finally {
      lane.turn.unlock();
    }
  }

  private boolean giveUp(Outgoing outgoing) {
    if (!closed) {
      dropped.increment();
      if (outgoing.closesLink()) {
        link.close();
      }
    }
    return false;
  }

  private boolean append(Outgoing outgoing, MemorySegment payload) {
    Lane lane = outgoing.lane();
    long size = lane.head.size() + payload.byteSize();
    if (size + LARGEST_ENVELOPE > agreement.batchSize() - Short.BYTES) {
      outgoing.fragmented();
      return appendFragments(outgoing, payload);
    }
    OutgoingBatch batch = batchWithRoom(outgoing, size);
    if (batch == null) {
      return false;
    }
    OutgoingBatch.Frame frame =
        outgoing.isReliable() ? OutgoingBatch.Frame.RELIABLE : OutgoingBatch.Frame.BEST_EFFORT;
    if (batch.frame() != frame) {
      long sequence = lane.nextSequence(outgoing.isReliable());
      TransportCodec.write(
          lane.envelope.clear(),
          new TransportMessage.Frame(outgoing.isReliable(), sequence, lane.priority));
      batch.append(lane.envelope.memory(), 0, lane.envelope.size());
      batch.frame(frame);
    }
    batch.append(lane.head.memory(), 0, lane.head.size());
    batch.append(payload, 0, payload.byteSize());
    wakeWriter();
    return true;
  }

  private @Nullable OutgoingBatch batchWithRoom(Outgoing outgoing, long size) {
    Lane lane = outgoing.lane();
    OutgoingBatch open = lane.open;
    if (open != null && open.room() >= size + LARGEST_ENVELOPE) {
      return closed ? null : open;
    }
    lane.sealOpen();
    OutgoingBatch fresh = newBatch(outgoing);
    lane.open = fresh;
    return fresh;
  }

  /** Waits for a batch; returns null if the patience has come to its end or the link is closed. */
  private @Nullable OutgoingBatch newBatch(Outgoing outgoing) {
    Lane lane = outgoing.lane();
    if (!outgoing.hasRoom() && !awaitRoom(outgoing) || closed) {
      return null;
    }
    lane.batches++;
    OutgoingBatch batch = spare.poll();
    return batch != null ? batch : new OutgoingBatch(agreement.batchSize());
  }

  private boolean awaitRoom(Outgoing outgoing) {
    Lane lane = outgoing.lane();
    lane.blocked = true;
    try {
      while (!closed && !outgoing.hasRoom()) {
        long left = outgoing.left();
        if (left <= 0) {
          return false;
        }
        room.awaitNanos(left);
      }
      return !closed;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lane.blocked = false;
    }
  }

  private boolean appendFragments(Outgoing outgoing, MemorySegment payload) {
    Lane lane = outgoing.lane();
    lane.sealOpen();
    long headSize = lane.head.size();
    long size = headSize + payload.byteSize();
    for (long done = 0; done < size; ) {
      OutgoingBatch batch = newBatch(outgoing);
      if (batch == null) {
        // The number left out tells the other side that the rest of this message is missing.
        lane.nextSequence(outgoing.isReliable());
        return false;
      }
      long part = Math.min(size - done, batch.room() - LARGEST_ENVELOPE);
      TransportCodec.write(
          lane.envelope.clear(),
          new TransportMessage.Fragment(
              outgoing.isReliable(),
              done + part < size,
              lane.nextSequence(outgoing.isReliable()),
              lane.priority,
              done == 0,
              false,
              MemorySegment.NULL));
      batch.append(lane.envelope.memory(), 0, lane.envelope.size());
      long ofHead = Math.max(0, Math.min(part, headSize - done));
      if (ofHead > 0) {
        batch.append(lane.head.memory(), done, ofHead);
      }
      batch.append(payload, Math.max(0, done - headSize), part - ofHead);
      done += part;
      lane.full.add(batch);
      wakeWriter();
    }
    return true;
  }

  private void wakeWriter() {
    if (!writing) {
      work.signal();
    }
  }

  /** Says that we are alive unless something was written since the last call. */
  void tick() {
    lock.lock();
    try {
      if (!wroteSinceTick) {
        keepAliveDue = true;
        trimSpare();
        wakeWriter();
      }
      wroteSinceTick = false;
    } finally {
      lock.unlock();
    }
  }

  /** Writes batches until the link ends or {@link #finish} has been obeyed. */
  void run() throws IOException {
    List<OutgoingBatch> batches = new ArrayList<>();
    ByteBuffer[] buffers = new ByteBuffer[WRITTEN_AT_ONCE];
    while (next(batches)) {
      for (int index = 0; index < batches.size(); index++) {
        buffers[index] = batches.get(index).toSend();
      }
      link.write(buffers, batches.size());
    }
  }

  /**
   * Gives back the batches that were written and waits for the next ones.
   *
   * @return whether there are any; otherwise nothing is to be sent any more
   */
  private boolean next(List<OutgoingBatch> batches) {
    lock.lock();
    try {
      for (OutgoingBatch written : batches) {
        written.clear();
        spare.push(written);
      }
      if (!batches.isEmpty()) {
        batches.clear();
      }
      writing = false;
      while (!collect(batches)) {
        if (closed) {
          return false;
        }
        work.awaitUninterruptibly();
      }
      writing = true;
      wroteSinceTick = true;
      room.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes the most urgent batches; those of a lane stay in order. */
  private boolean collect(List<OutgoingBatch> batches) {
    for (Lane lane : lanes) {
      while (batches.size() < WRITTEN_AT_ONCE && takeFrom(lane, batches)) {
        lane.batches--;
      }
    }
    if (batches.isEmpty() && keepAliveDue) {
      batches.add(batchOf(new TransportMessage.KeepAlive()));
    }
    keepAliveDue = false;
    if (batches.isEmpty() && last != null) {
      batches.add(batchOf(last));
      last = null;
    }
    return !batches.isEmpty();
  }

  private static boolean takeFrom(Lane lane, List<OutgoingBatch> batches) {
    OutgoingBatch batch = lane.full.poll();
    if (batch == null) {
      batch = lane.open;
      if (batch == null) {
        return false;
      }
      lane.open = null;
    }
    batches.add(batch);
    return true;
  }

  private OutgoingBatch batchOf(TransportMessage message) {
    WireWriter writer = new WireWriter();
    TransportCodec.write(writer, message);
    OutgoingBatch batch = spare.isEmpty() ? new OutgoingBatch(agreement.batchSize()) : spare.pop();
    batch.append(writer.memory(), 0, writer.size());
    return batch;
  }

  /** An idle link keeps one batch. */
  private void trimSpare() {
    while (spare.size() > 1) {
      spare.pop();
    }
  }

  /** Accepts nothing more; what was accepted is written, and then {@code message}. */
  void finish(TransportMessage message) {
    lock.lock();
    try {
      if (!closed) {
        last = message;
        end();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Accepts nothing more, and whoever waits is let go. */
  void close() {
    lock.lock();
    try {
      end();
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    closed = true;
    work.signal();
    room.signalAll();
  }
}
