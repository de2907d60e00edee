package org.dora.daemon.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Timestamped;
import org.dora.common.net.FrameChannel;

/**
 * Events on their way from the conductor to one node (node-protocol.md, section 10.2).
 *
 * <p>The conductor puts them in and never waits; the node's event connection takes them out. The
 * bounds are those of the released daemon, whose channel of 1000 events and listener's queue of
 * another 1000 are one queue here. Each queued input owns a reference to its payload.
 */
public final class NodeEventQueue {
  private static final int CHANNEL = 1000;
  private static final int LISTENER = 1000;

  /** Places that inputs leave free, so that control events always fit. */
  private static final int CONTROL_HEADROOM = 50;

  /** Inputs are refused beyond this; the released daemon bounds the channel by count only. */
  private static final long MAX_BYTES = 8 * FrameChannel.MAX_FRAME;

  /** What a reply with events may hold at most. */
  private static final long MAX_REPLY = FrameChannel.MAX_FRAME - 32;

  /** A queued event and the bound of its size on the wire. */
  private record Sized(Timestamped<NodeEvent> event, long size) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Sized> events = new ArrayDeque<>();
  private final NodeRequests conductor;
  private long bytes;
  private boolean closed;
  private boolean wantsRoom;

  /**
   * @param conductor told when there is room again after an input was refused
   */
  public NodeEventQueue(NodeRequests conductor) {
    this.conductor = conductor;
  }

  /**
   * Appends an input if there is room.
   *
   * @param input its payload reference passes to the queue if the result is true
   * @return false if the queue is full; the conductor is told once there is room again
   */
  public boolean offerInput(Timestamped<NodeEvent> input) {
    lock.lock();
    try {
      long size = EventSize.atMost(input);
      boolean full =
          events.size() >= CHANNEL + LISTENER - CONTROL_HEADROOM
              || (bytes > 0 && bytes + size > MAX_BYTES);
      if (full && !closed) {
        wantsRoom = true;
        return false;
      }
      append(input, size);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Appends an event that must not be lost. */
  public void putControl(Timestamped<NodeEvent> event) {
    lock.lock();
    try {
      append(event, EventSize.atMost(event));
    } finally {
      lock.unlock();
    }
  }

  private void append(Timestamped<NodeEvent> event, long size) {
    if (closed) {
      release(event);
      return;
    }
    events.add(new Sized(event, size));
    bytes += size;
    changed.signalAll();
  }

  /** Ends the stream behind what is queued; what comes later is dropped. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the stream and drops what is queued. */
  public void discard() {
    lock.lock();
    try {
      closed = true;
      events.forEach(queued -> release(queued.event));
      events.clear();
      bytes = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for events and takes as many as fit one reply.
   *
   * @return the events, whose payload references pass to the caller; empty if the stream has ended
   */
  List<Timestamped<NodeEvent>> take() throws InterruptedException {
    boolean tellOfRoom;
    List<Timestamped<NodeEvent>> taken;
    lock.lock();
    try {
      while (events.isEmpty() && !closed) {
        changed.await();
      }
      taken = takeBatch();
      tellOfRoom = wantsRoom && events.size() < CHANNEL + LISTENER - 2 * CONTROL_HEADROOM;
      if (tellOfRoom) {
        wantsRoom = false;
      }
    } finally {
      lock.unlock();
    }
    if (tellOfRoom) {
      conductor.hasRoom(this);
    }
    return taken;
  }

  private List<Timestamped<NodeEvent>> takeBatch() {
    List<Timestamped<NodeEvent>> batch = new ArrayList<>(events.size());
    long size = 0;
    while (!events.isEmpty() && (batch.isEmpty() || size + events.element().size <= MAX_REPLY)) {
      Sized next = events.remove();
      batch.add(next.event);
      size += next.size;
    }
    bytes -= size;
    return batch;
  }

  /** Releases the payload that an event carries, if any. */
  static void release(Timestamped<NodeEvent> event) {
    if (event.inner() instanceof NodeEvent.Input input && input.data() != null) {
      input.data().release();
    }
  }
}
