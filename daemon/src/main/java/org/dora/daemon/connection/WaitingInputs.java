package org.dora.daemon.connection;

import java.util.LinkedHashMap;
import java.util.Map;
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
import org.dora.daemon.connection.NodeEventQueue.InputLoad;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits on the inputs of one node: all inputs share its memory, so that none is crowded out by
 * others, and take turns. Guarded by the lock of the {@link NodeEventQueue} whose part it is.
 */
final class WaitingInputs {
  /** Memory that inputs take at most; the released daemon bounds its channel by count only. */
  private static final long MAX_BYTES = 8 * FrameChannel.MAX_FRAME;

  private static final Logger LOG = LoggerFactory.getLogger(WaitingInputs.class);

  /**
   * What may wait on an input beyond its size, for the node's own queue to judge: a burst comes
   * while the node fetches the last reply.
   *
   * @param messages beyond the size
   * @param bytes up to which all messages of the input are a burst
   */
  record Burst(int messages, long bytes) {
    static final Burst SHORT = new Burst(64, 1 << 20);
  }

  /** What became of a message that was offered. */
  enum Offer {
    /** It waits, or it or older ones were given up by the rule of its input. */
    QUEUED,
    /** There was no memory for it, and it was given up. */
    GIVEN_UP,
    /** There is no room for it, and its input has backpressure: it is still its owner's. */
    HELD_BACK
  }

  private final NodeId node;
  private final Burst burst;
  private final Map<DataId, WaitingInput> inputs = new LinkedHashMap<>();
  private long turns;
  private long bytes;

  WaitingInputs(NodeId node, Map<DataId, InputDescriptor> inputs, Burst burst) {
    this.node = node;
    this.burst = burst;
    inputs.forEach((id, input) -> this.inputs.put(id, new WaitingInput(QueueRule.of(input))));
  }

  /**
   * Queues a message, or gives it or older ones up by the rule of its input.
   *
   * @param event an {@link NodeEvent.Input}; its payload reference passes to the queue unless it is
   *     held back
   * @param arrival its place among all events of the node
   */
  Offer offer(Timestamped<NodeEvent> event, long arrival) {
    DataId id = ((NodeEvent.Input) event.inner()).id();
    WaitingInput input = inputs.computeIfAbsent(id, _ -> new WaitingInput(QueueRule.DEFAULT));
    QueuedInput message = new QueuedInput(event, EventSize.atMost(event), arrival, input);
    if (message.isFlush()) {
      input.waiting.flush();
    }
    if (!hasRoom(input, message.cost())) {
      return refuse(input, message);
    }
    account(input, message.cost());
    if (input.waiting.add(message) == InputQueue.Outcome.LOST_CORRELATED) {
      tellOfLoss(id, input);
    }
    input.endLargeBurst();
    return Offer.QUEUED;
  }

  private static Offer refuse(WaitingInput input, QueuedInput message) {
    if (input.waiting.rule().backpressure()) {
      return Offer.HELD_BACK;
    }
    input.refused++;
    NodeEventQueue.release(message.event);
    return Offer.GIVEN_UP;
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

  /**
   * Returns the message whose turn it is: the oldest of the input that has waited longest for one.
   *
   * @param before only messages that arrived before are looked at
   * @return null if there is none
   */
  @Nullable QueuedInput next(long before) {
    QueuedInput best = null;
    for (WaitingInput input : inputs.values()) {
      QueuedInput oldest = input.waiting.peek();
      if (oldest != null
          && oldest.arrival < before
          && (best == null || input.lastServed < best.input.lastServed)) {
        best = oldest;
      }
    }
    return best;
  }

  /**
   * Takes a message, whose payload reference passes to the caller.
   *
   * @param next whose turn it is
   */
  Timestamped<NodeEvent> take(QueuedInput next) {
    next.input.lastServed = ++turns;
    QueuedInput message = next.input.waiting.take();
    account(message.input, -message.cost());
    return message.event;
  }

  private void account(WaitingInput input, long cost) {
    input.bytes += cost;
    bytes += cost;
  }

  /** Drops what waits. */
  void discard() {
    inputs.values().forEach(input -> input.waiting.discard());
  }

  /** Returns what waits on each input that the node has or was sent something for. */
  Map<DataId, InputLoad> load() {
    Map<DataId, InputLoad> load = new LinkedHashMap<>();
    inputs.forEach((id, input) -> load.put(id, input.load()));
    return load;
  }

  /** One input: what waits, the memory it takes, and when it had its last turn. */
  private final class WaitingInput {
    private final QueueRule rule;
    private final InputQueue<QueuedInput> waiting;
    private long bytes;
    private long lastServed;

    /** Newcomers for which there was no memory. */
    private long refused;

    private boolean toldOfLoss;

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
      return !rule.backpressure() && waiting.hasOrdinary();
    }

    InputLoad load() {
      return new InputLoad(waiting.size(), waiting.dropped() + refused);
    }
  }

  /** A message that waits: the number of its arrival and the bound of its size on the wire. */
  final class QueuedInput implements QueuedMessage {
    /** What a message takes in our heap, roughly, beside its content. */
    private static final long OBJECTS = 512;

    private final Timestamped<NodeEvent> event;
    private final long size;
    private final long arrival;
    private final WaitingInput input;

    private QueuedInput(Timestamped<NodeEvent> event, long size, long arrival, WaitingInput input) {
      this.event = event;
      this.size = size;
      this.arrival = arrival;
      this.input = input;
    }

    long size() {
      return size;
    }

    private long cost() {
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
      NodeEventQueue.release(event);
    }
  }
}
