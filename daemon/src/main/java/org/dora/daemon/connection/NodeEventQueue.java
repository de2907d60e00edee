package org.dora.daemon.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.message.Metadata;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Timestamped;
import org.dora.common.net.FrameChannel;
import org.dora.common.queue.InputQueue;
import org.dora.common.queue.QueueRule;
import org.dora.common.queue.QueuedMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
  /** Memory that inputs take at most; the released daemon bounds its channel by count only. */
  private static final long MAX_BYTES = 8 * FrameChannel.MAX_FRAME;

  /**
   * What may wait on an input beyond its size, for the node's own queue to judge: a burst comes
   * while the node fetches the last reply.
   *
   * @param messages beyond the size
   * @param bytes up to which all messages of the input are a burst
   */
  record Burst(int messages, long bytes) {
    private static final Burst SHORT = new Burst(64, 1 << 20);
  }

  /** What a reply with events may hold at most. */
  private static final long MAX_REPLY = FrameChannel.MAX_FRAME - 32;

  private static final Logger LOG = LoggerFactory.getLogger(NodeEventQueue.class);

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
  private final NodeId node;
  private final NodeRequests conductor;
  private final Burst burst;
  private final Map<DataId, WaitingInput> inputs = new LinkedHashMap<>();
  private final ArrayDeque<Control> controls = new ArrayDeque<>();
  private long arrivals;
  private long turns;
  private long bytes;
  private boolean closed;
  private boolean wantsRoom;

  /**
   * @param node whose events these are
   * @param inputs of the descriptor; others are queued by {@link QueueRule#DEFAULT}
   * @param conductor told when there is room again after an input was refused
   */
  public NodeEventQueue(NodeId node, Map<DataId, InputDescriptor> inputs, NodeRequests conductor) {
    this(node, inputs, conductor, Burst.SHORT);
  }

  NodeEventQueue(
      NodeId node, Map<DataId, InputDescriptor> inputs, NodeRequests conductor, Burst burst) {
    this.node = node;
    this.conductor = conductor;
    this.burst = burst;
    inputs.forEach((id, input) -> this.inputs.put(id, new WaitingInput(QueueRule.of(input))));
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
      DataId id = ((NodeEvent.Input) event.inner()).id();
      WaitingInput input = inputs.computeIfAbsent(id, _ -> new WaitingInput(QueueRule.DEFAULT));
      QueuedInput message = new QueuedInput(event, EventSize.atMost(event), arrivals, input);
      if (message.isFlush()) {
        input.waiting.flush();
      }
      if (!hasRoom(input, message.cost())) {
        return refuse(input, message);
      }
      arrivals++;
      account(input, message.cost());
      if (input.waiting.add(message) == InputQueue.Outcome.LOST_CORRELATED) {
        tellOfLoss(id, input);
      }
      input.endLargeBurst();
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns whether the conductor may forget the message: it holds back those with backpressure.
   */
  private boolean refuse(WaitingInput input, QueuedInput message) {
    if (input.waiting.rule().backpressure()) {
      wantsRoom = true;
      return false;
    }
    input.refused++;
    release(message.event);
    return true;
  }

  private boolean hasRoom(WaitingInput input, long cost) {
    if (input.waiting.isCongested()) {
      return false;
    }
    while (bytes > 0 && bytes + cost > MAX_BYTES) {
      WaitingInput victim = victim(input, input.bytes + cost);
      if (victim == null) {
        return false;
      }
      victim.waiting.dropOldestOrdinary();
    }
    return true;
  }

  /**
   * Returns the input that has to give something up when there is no memory for a message of {@code
   * newcomer}: the one that takes most, so that none is crowded out by others.
   *
   * @param weight of the newcomer's input, the message included
   */
  private @Nullable WaitingInput victim(WaitingInput newcomer, long weight) {
    WaitingInput heaviest = null;
    for (WaitingInput input : inputs.values()) {
      if (input != newcomer
          && input.canGiveUp()
          && (heaviest == null || input.bytes > heaviest.bytes)) {
        heaviest = input;
      }
    }
    if (heaviest != null && heaviest.bytes > weight) {
      return heaviest;
    }
    if (newcomer.waiting.rule().backpressure()) {
      return null;
    }
    return newcomer.canGiveUp() ? newcomer : heaviest;
  }

  private void tellOfLoss(DataId id, WaitingInput input) {
    if (!input.toldOfLoss) {
      input.toldOfLoss = true;
      LOG.error(
          "node {}: the queue of input `{}` is full of service and action messages; the oldest are"
              + " lost",
          node,
          id);
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
      inputs.values().forEach(input -> input.waiting.discard());
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
      Map<DataId, InputLoad> load = new LinkedHashMap<>();
      inputs.forEach((id, input) -> load.put(id, input.load()));
      return load;
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
      WaitingInput turn = nextTurn();
      Control control = controls.peek();
      if (turn == null && control == null) {
        return batch;
      }
      long size = turn == null ? Objects.requireNonNull(control).size : turn.oldestSize();
      if (size > left && !batch.isEmpty()) {
        return batch;
      }
      left -= size;
      batch.add(turn == null ? controls.remove().event : take(turn));
    }
  }

  /** Returns the input to take from; null if another event is due, or nothing. */
  private @Nullable WaitingInput nextTurn() {
    Control control = controls.peek();
    long before = control == null ? Long.MAX_VALUE : control.arrival;
    WaitingInput best = null;
    for (WaitingInput input : inputs.values()) {
      QueuedInput oldest = input.waiting.peek();
      if (oldest != null
          && oldest.arrival < before
          && (best == null || input.lastServed < best.lastServed)) {
        best = input;
      }
    }
    return best;
  }

  private Timestamped<NodeEvent> take(WaitingInput input) {
    input.lastServed = ++turns;
    QueuedInput message = input.waiting.take();
    account(input, -message.cost());
    return message.event;
  }

  private void account(WaitingInput input, long cost) {
    input.bytes += cost;
    bytes += cost;
  }

  /** Releases the payload that an event carries, if any. */
  static void release(Timestamped<NodeEvent> event) {
    if (event.inner() instanceof NodeEvent.Input input && input.data() != null) {
      input.data().release();
    }
  }

  /** One input: what waits, the memory it takes, and when it had its last turn. */
  private final class WaitingInput {
    private final InputQueue<QueuedInput> waiting;
    private long bytes;
    private long lastServed;

    /** Newcomers for which there was no memory. */
    private long refused;

    private boolean toldOfLoss;

    private final QueueRule rule;

    WaitingInput(QueueRule rule) {
      this.rule = rule;
      waiting =
          new InputQueue<>(
              rule.backpressure()
                  ? rule
                  : new QueueRule(rule.capacity() + burst.messages(), false));
    }

    /** Gives up what waits beyond the input's own size, unless it is little. */
    void endLargeBurst() {
      while (!rule.backpressure()
          && bytes > burst.bytes()
          && waiting.size() > rule.capacity()
          && waiting.dropOldestOrdinary()) {
        // until the queue is small, or as short as it was meant
      }
    }

    boolean canGiveUp() {
      return !waiting.rule().backpressure() && waiting.hasOrdinary();
    }

    long oldestSize() {
      QueuedInput oldest = waiting.peek();
      return oldest == null ? 0 : oldest.size;
    }

    InputLoad load() {
      return new InputLoad(waiting.size(), waiting.dropped() + refused);
    }
  }

  /** A message that waits: the number of its arrival and the bound of its size on the wire. */
  private final class QueuedInput implements QueuedMessage {
    /** What a message takes in our heap, roughly, beside its content. */
    private static final long OBJECTS = 512;

    private final Timestamped<NodeEvent> event;
    private final long size;
    private final long arrival;
    private final WaitingInput input;

    QueuedInput(Timestamped<NodeEvent> event, long size, long arrival, WaitingInput input) {
      this.event = event;
      this.size = size;
      this.arrival = arrival;
      this.input = input;
    }

    long cost() {
      return OBJECTS + size;
    }

    private Metadata metadata() {
      return ((NodeEvent.Input) event.inner()).metadata();
    }

    @Override
    public boolean isCorrelated() {
      return metadata().isCorrelated();
    }

    @Override
    public boolean isFlush() {
      return metadata().isFlush();
    }

    @Override
    public void giveUp() {
      account(input, -cost());
      release(event);
    }
  }
}
