package org.dora.daemon.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Timestamped;
import org.dora.common.net.FrameChannel;
import org.dora.common.queue.QueueRule;
import org.dora.daemon.connection.WaitingInputs.QueuedInput;

/**
 * Events on their way from the conductor to one node (node-protocol.md, section 10.2).
 *
 * <p>The conductor puts them in and never waits; the node's event connection takes them out. Each
 * input has a queue of its own, of the policy and by the same rules as in the node, which has
 * another such queue behind this one; only a short burst may wait here beyond the descriptor's
 * size. Inputs take turns. Every other event keeps its place: behind the inputs that came before
 * it, before those that came after. Each queued input owns a reference to its payload.
 */
public final class NodeEventQueue {
  /** What a reply with events may hold at most. */
  private static final long MAX_REPLY = FrameChannel.MAX_FRAME - 32;

  /**
   * What waits on one input.
   *
   * @param messages that wait now
   * @param dropped messages that were given up since the node subscribed
   */
  public record InputLoad(int messages, long dropped) {}

  /** Any other event, the number of its arrival, and the bound of its size on the wire. */
  private record Control(Timestamped<NodeEvent> event, long size, long arrival) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final NodeRequests conductor;
  private final WaitingInputs inputs;
  private final ArrayDeque<Control> controls = new ArrayDeque<>();
  private long arrivals;
  private boolean closed;
  private boolean wantsRoom;

  /**
   * @param node whose events these are
   * @param inputs of the descriptor; others are queued by {@link QueueRule#DEFAULT}
   * @param conductor told when there is room again after an input was refused
   */
  public NodeEventQueue(NodeId node, Map<DataId, InputDescriptor> inputs, NodeRequests conductor) {
    this(node, inputs, conductor, WaitingInputs.Burst.SHORT);
  }

  NodeEventQueue(
      NodeId node,
      Map<DataId, InputDescriptor> inputs,
      NodeRequests conductor,
      WaitingInputs.Burst burst) {
    this.conductor = conductor;
    this.inputs = new WaitingInputs(node, inputs, burst);
  }

  /**
   * Queues an input, or gives it or older ones up by the rule of the input.
   *
   * @param event an {@link NodeEvent.Input}; its payload reference passes to the queue if the
   *     result is true
   * @return false if the input has backpressure and is full; the conductor is told once there is
   *     room again
   */
  public boolean offerInput(Timestamped<NodeEvent> event) {
    lock.lock();
    try {
      if (closed) {
        release(event);
        return true;
      }
      switch (inputs.offer(event, arrivals)) {
        case QUEUED -> {
          arrivals++;
          changed.signalAll();
        }
        case GIVEN_UP -> {
          // Nothing new waits.
        }
        case HELD_BACK -> {
          wantsRoom = true;
          return false;
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Appends an event that must not be lost. */
  public void putControl(Timestamped<NodeEvent> event) {
    lock.lock();
    try {
      if (closed) {
        release(event);
        return;
      }
      controls.add(new Control(event, EventSize.atMost(event), arrivals++));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
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
      inputs.discard();
      controls.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns what waits on each input that the node has or was sent something for. */
  public Map<DataId, InputLoad> load() {
    lock.lock();
    try {
      return inputs.load();
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
      taken = takeBatch();
      while (taken.isEmpty() && !closed) {
        changed.await();
        taken = takeBatch();
      }
      tellOfRoom = wantsRoom;
      wantsRoom = false;
    } finally {
      lock.unlock();
    }
    if (tellOfRoom) {
      conductor.hasRoom(this);
    }
    return taken;
  }

  private List<Timestamped<NodeEvent>> takeBatch() {
    List<Timestamped<NodeEvent>> batch = new ArrayList<>();
    long left = MAX_REPLY;
    while (true) {
      Control control = controls.peek();
      QueuedInput input = inputs.next(control == null ? Long.MAX_VALUE : control.arrival);
      if (input == null && control == null) {
        return batch;
      }
      long size = input == null ? Objects.requireNonNull(control).size : input.size();
      if (size > left && !batch.isEmpty()) {
        return batch;
      }
      left -= size;
      batch.add(input == null ? controls.remove().event : inputs.take(input));
    }
  }

  /** Releases the payload that an event carries, if any. */
  static void release(Timestamped<NodeEvent> event) {
    if (event.inner() instanceof NodeEvent.Input input && input.data() != null) {
      input.data().release();
    }
  }
}
