package org.dora.node;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.dora.common.clock.HlcId;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.memory.SegmentPool;
import org.dora.common.message.NodeEvent;
import org.jspecify.annotations.Nullable;

/**
 * Plays the dataflow of one node in virtual time: while the node works time stands still, and when
 * it waits time jumps to the next event or to the end of the wait. For kits that test nodes;
 * authors use {@code TestNode} of {@code dora-node-test}.
 *
 * <p>Events are given one by one, in the order of their times and else in that in which they were
 * scheduled; the stream ends when the node waits and none is left. They may be scheduled by any
 * thread, also while the node runs.
 */
public final class SimulatedDaemon implements AutoCloseable {
  /** What the clock of the dataflow shows at the start: the first second of 2026. */
  public static final Instant START = Instant.ofEpochSecond(1_767_225_600);

  /** What it takes to look for events once more after none was there, so that polling gets on. */
  public static final Duration LOOK = Duration.ofMillis(1);

  /** Put before what is due at the same time: an answer that comes at once comes first. */
  private static final long AHEAD = Long.MIN_VALUE;

  /** The program of a node. */
  @FunctionalInterface
  public interface Program<E extends Exception> {
    /** Runs to the node's end. */
    void run() throws E;
  }

  /**
   * A message that the node has sent.
   *
   * @param output where it was sent
   * @param time when it was sent, after the start
   * @param place the line of the program that has sent it
   * @param message as a receiver would have it; valid until the daemon is closed
   */
  public record Sent(String output, Duration time, StackTraceElement place, Event.Input message) {
    /**
     * Returns the values as dora's tests write them: texts, truth values, {@code Long}, {@code
     * Double}, lists and maps; texts for times, bytes, and what is no finite number.
     *
     * @throws DataTypeException if there is no JSON for values of the type
     */
    public List<@Nullable Object> values() {
      return ArrowData.plain(((ReceivedInput) message).view());
    }
  }

  private record Scheduled(long time, long order, NodeEvent event) {}

  private record Delivered(long time, ReceivedInput input) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final PriorityQueue<Scheduled> scheduled =
      new PriorityQueue<>(
          Comparator.comparingLong(Scheduled::time).thenComparingLong(Scheduled::order));
  private final List<Delivered> delivered = new ArrayList<>();
  private final List<Sent> sent = new ArrayList<>();
  private final Set<String> closedOutputs = new TreeSet<>();
  private final HlcId clockId = HlcId.random();
  private final HybridLogicalClock clock = new HybridLogicalClock(() -> START.plus(now()), clockId);
  private volatile Consumer<Sent> observer = _ -> {};
  private volatile long now;
  private long orders;
  private volatile boolean looked;
  private @Nullable Inbox inbox;
  private boolean left;
  private volatile boolean reacting;

  /** Returns how much time has passed since the start. */
  public Duration now() {
    return Duration.ofNanos(now);
  }

  /** Has an event come at a time after the start, at once if that is over. */
  public void schedule(Duration time, NodeEvent event) {
    lock.lock();
    try {
      long order = reacting ? AHEAD + orders : orders;
      orders++;
      scheduled.add(new Scheduled(time.toNanos(), order, event));
      looked = false;
    } finally {
      lock.unlock();
    }
  }

  /** Has a message come. */
  public void input(Duration time, String id, Data data, Metadata metadata) {
    Payload payload = data.encode(ArrowData.ENCODER);
    schedule(
        time,
        new NodeEvent.Input(
            new DataId(id), metadata.wire(timestamp(time), payload != null), payload));
  }

  /**
   * Has a message come whose values are JSON, as in a file for tests.
   *
   * @throws DataTypeException if that is no JSON, or no array can be made of it
   */
  public void input(Duration time, String id, String json, Metadata metadata) {
    schedule(
        time,
        new NodeEvent.Input(
            new DataId(id), metadata.wire(timestamp(time), true), ArrowData.parse(json)));
  }

  /**
   * Has the events of a file come: one for dora's tests, or a recording.
   *
   * @param start the time from which their times count
   * @return the time of the last one
   * @throws NodeInitException if the file cannot be played
   */
  public Duration inputsFrom(Path file, Duration start) {
    Duration end = start;
    for (PlayedFile.TimedEvent event : PlayedFile.read(file, timestamp(start)).events()) {
      end = start.plus(event.offset());
      schedule(end, event.event());
    }
    return end;
  }

  private HlcTimestamp timestamp(Duration time) {
    return HlcTimestamp.of(START.plus(time), clockId);
  }

  /**
   * Has something done at each message, by the thread that has sent it. Events that it schedules
   * come before others that are due at the same time.
   */
  public void onSent(Consumer<Sent> reaction) {
    observer = observer.andThen(reaction);
  }

  /**
   * Runs the program of a node on this thread; the first {@link Node} that it initializes there
   * joins this dataflow.
   */
  public <E extends Exception> void run(Program<E> program) throws E {
    ScopedValue.where(Simulation.CURRENT, this)
        .call(() -> {
          program.run();
          return this;
        });
  }

  Node join(NodeId id) {
    if (inbox != null) {
      throw new NodeInitException(
          "node `" + id + "`: the test runs one node, and it has joined before", null);
    }
    return new Node(
        LocalNode.config(id, null),
        SegmentPool.shared(),
        clock,
        new SimulatedQueue(LocalNode.scheduler(id), this),
        in -> {
          inbox = in;
          return new LocalSession(clock, in, new Messages());
        });
  }

  /** Takes what the node sends. */
  private final class Messages implements LocalSession.Receiver {
    @Override
    public void sent(
        DataId output, org.dora.common.message.Metadata metadata, @Nullable Payload payload) {
      Sent message =
          new Sent(
              output.value(),
              now(),
              CallSite.current(),
              new ReceivedInput(output, metadata, payload == null ? null : payload.retain()));
      lock.lock();
      try {
        sent.add(message);
      } finally {
        lock.unlock();
      }
      reacting = true;
      try {
        observer.accept(message);
      } finally {
        reacting = false;
      }
    }

    @Override
    public void closed(List<DataId> outputs) {
      lock.lock();
      try {
        outputs.forEach(output -> closedOutputs.add(output.value()));
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void left() {
      left = true;
    }
  }

  /** Takes note of a message that is given to the node. */
  void deliver(ReceivedInput input) {
    lock.lock();
    try {
      delivered.add(new Delivered(now, input));
    } finally {
      lock.unlock();
    }
  }

  /** Gives the node the next event that is due; false if none is. */
  boolean bringDue() {
    Scheduled next = poll(now);
    if (next != null) {
      give(next);
    }
    return next != null;
  }

  /** Called when the node looks for events without waiting and finds none. */
  void look() {
    if (looked) {
      pass(LOOK.toNanos());
    } else {
      looked = true;
    }
  }

  /**
   * Lets time pass until the next event, which is given to the node, or until the end of a wait.
   * With no event left the stream ends instead.
   *
   * @param nanos how long the node waits; {@link Long#MAX_VALUE} for as long as it takes
   * @return what is left of that
   */
  long pass(long nanos) {
    looked = false;
    long start = now;
    long end = nanos > Long.MAX_VALUE - start ? Long.MAX_VALUE : start + nanos;
    Scheduled next = poll(end);
    if (next != null) {
      give(next);
      return nanos == Long.MAX_VALUE ? nanos : end - now;
    }
    if (isExhausted()) {
      inbox().close();
    } else {
      now = end;
    }
    return 0;
  }

  private @Nullable Scheduled poll(long end) {
    lock.lock();
    try {
      Scheduled next = scheduled.peek();
      return next != null && next.time() <= end ? scheduled.poll() : null;
    } finally {
      lock.unlock();
    }
  }

  private boolean isExhausted() {
    lock.lock();
    try {
      return scheduled.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void give(Scheduled next) {
    now = Math.max(now, next.time());
    if (next.event() instanceof NodeEvent.Input input) {
      clock.observe(input.metadata().timestamp());
    }
    inbox().accept(next.event());
  }

  private Inbox inbox() {
    if (inbox == null) {
      throw new IllegalStateException("no node has joined");
    }
    return inbox;
  }

  /** Returns whether a node has joined. */
  public boolean hasJoined() {
    return inbox != null;
  }

  /** Returns whether the node was closed. */
  public boolean hasLeft() {
    return left;
  }

  /** Returns what the node has sent so far. */
  public List<Sent> sent() {
    lock.lock();
    try {
      return List.copyOf(sent);
    } finally {
      lock.unlock();
    }
  }

  /** Returns the outputs that the node has closed, by itself or by its end. */
  public Set<String> closedOutputs() {
    lock.lock();
    try {
      return Set.copyOf(closedOutputs);
    } finally {
      lock.unlock();
    }
  }

  /** Returns a sentence for each message that the node retained and has not closed so far. */
  public List<String> leaks() {
    lock.lock();
    try {
      return delivered.stream()
          .filter(one -> one.input().isHeld())
          .map(one ->
              "the message of %s s on input `%s` was retained%s and never closed"
                  .formatted(
                      one.time() / 1e9,
                      one.input().id(),
                      one.input()
                          .retained()
                          .flatMap(CallSite::of)
                          .map(at -> " at " + at)
                          .orElse("")))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /** Gives up what the node has sent. */
  @Override
  public void close() {
    sent().forEach(one -> one.message().close());
  }
}
