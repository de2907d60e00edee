package org.dora.daemon.link;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.RunningDataflow;
import org.dora.common.daemonlink.ZenohEndpoints;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the coordinator is to be told, in order, while it is slow or away: results without
 * bound, since they are few; log lines and metrics as far as there is room. Nobody waits to put
 * something in. Safe for use by any thread; one at a time takes something out.
 */
final class Outbox {
  /** Room for what may be lost, in characters. */
  static final int ROOM = 8 << 20;

  /**
   * Room for messages that users look at, in bytes; a larger one goes if no other waits. Small ones
   * have as much room of their own, so that images do not keep back what a joystick says.
   */
  static final long TOPIC_ROOM = 16 << 20;

  private static final long LARGEST_SMALL = 64 << 10;

  /** How long the report of an end is kept after it was sent (control-protocol.md section 10). */
  static final Duration UNCONFIRMED = Duration.ofSeconds(75);

  /** What a message costs beside its text. */
  private static final int OVERHEAD = 400;

  /** A dataflow's end, which the coordinator may not have heard of. */
  private static final class Report {
    private final DaemonEvent.AllNodesFinished event;

    /** When it was sent over the present connection; 0 if it was not. */
    private long sentAt;

    private Report(DaemonEvent.AllNodesFinished event) {
      this.event = event;
    }
  }

  private final LongSupplier nanoTime;
  private final int room;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Condition emptied = lock.newCondition();

  /** Goes first, and only over the present connection. */
  private final Deque<Outgoing> urgent = new ArrayDeque<>();

  private final Deque<Outgoing> queue = new ArrayDeque<>();
  private final Map<UUID, Report> reports = new LinkedHashMap<>();

  /** How nodes have ended last whose dataflows run on. */
  private final Map<UUID, Map<NodeId, DaemonEvent.NodeStopped>> ends = new HashMap<>();

  private int weight;
  private long topicWeight;
  private long smallTopicWeight;
  private long lost;

  Outbox(LongSupplier nanoTime) {
    this(nanoTime, ROOM);
  }

  Outbox(LongSupplier nanoTime, int room) {
    this.nanoTime = nanoTime;
    this.room = room;
  }

  /** Keeps something until it is sent, however long that takes. */
  void event(DaemonEvent event) {
    put(queue, new Outgoing.Event(event, 0));
  }

  /** Keeps a node's end until its dataflow's: what was sent may not have arrived. */
  void ended(DaemonEvent.NodeStopped event) {
    lock.lock();
    try {
      ends.computeIfAbsent(event.dataflowId(), _ -> new TreeMap<>()).put(event.nodeId(), event);
      event(event);
    } finally {
      lock.unlock();
    }
  }

  /** Keeps the report of a dataflow's end until the coordinator must have taken it. */
  void finished(DaemonEvent.AllNodesFinished event) {
    lock.lock();
    try {
      reports.put(event.dataflowId(), new Report(event));
      ends.remove(event.dataflowId());
      put(queue, new Outgoing.Event(event, 0));
    } finally {
      lock.unlock();
    }
  }

  /** Keeps a log message if there is room; what is lost is counted, and said in its place. */
  void log(LogMessage message) {
    lock.lock();
    try {
      if (weight >= room) {
        lost++;
        return;
      }
      if (lost > 0) {
        add(lossReport(message));
        lost = 0;
      }
      add(message);
    } finally {
      lock.unlock();
    }
  }

  private void add(LogMessage message) {
    int size = OVERHEAD + message.message().length();
    weight += size;
    put(queue, new Outgoing.Event(new DaemonEvent.Log(message), size));
  }

  /** Returns what stands in place of lost messages, in the name of the next one. */
  private LogMessage lossReport(LogMessage next) {
    return new LogMessage(
        next.buildId(),
        next.dataflowId(),
        null,
        next.daemonId(),
        LogLevel.WARN,
        "daemon",
        null,
        null,
        null,
        lost
            + " log messages were not sent, since the coordinator was slow or away; lines of nodes"
            + " are in files",
        next.timestamp(),
        null);
  }

  /** Keeps what is of use only while there is room, and at once. */
  void metrics(DaemonEvent.Metrics event) {
    lock.lock();
    try {
      int size = OVERHEAD * (1 + event.metrics().size());
      if (weight + size <= room) {
        weight += size;
        put(queue, new Outgoing.Event(event, size));
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Keeps what users look at while there is room, and for the present connection only.
   *
   * @return whether there is room
   */
  boolean topic(Outgoing.Topic topic) {
    lock.lock();
    try {
      long waiting = isSmall(topic) ? smallTopicWeight : topicWeight;
      boolean hasRoom = waiting == 0 || waiting + topic.weight() <= TOPIC_ROOM;
      if (hasRoom) {
        topic.retain();
        weigh(topic, topic.weight());
        put(queue, topic);
      }
      return hasRoom;
    } finally {
      lock.unlock();
    }
  }

  private static boolean isSmall(Outgoing.Topic topic) {
    return topic.weight() <= LARGEST_SMALL;
  }

  private void weigh(Outgoing.Topic topic, long change) {
    if (isSmall(topic)) {
      smallTopicWeight += change;
    } else {
      topicWeight += change;
    }
  }

  /** Sends something before all that waits, or never if the present connection is lost. */
  void now(Outgoing message) {
    put(urgent, message);
  }

  /** Sends the answer to a command behind all that was told before it. */
  void answerBehind(Outgoing answer) {
    put(queue, answer);
  }

  private void put(Deque<Outgoing> lane, Outgoing message) {
    lock.lock();
    try {
      lane.add(message);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * A new connection has begun: the ends of dataflows of which the coordinator may not know go
   * first, then what runs, then the ends of nodes.
   *
   * @param running as it was just before; may name what has ended since
   */
  void connected(List<RunningDataflow> running) {
    lock.lock();
    try {
      urgent.clear();
      for (Report report : reports.values()) {
        report.sentAt = 0;
        urgent.add(new Outgoing.Event(report.event, 0));
      }
      Set<UUID> ended = new HashSet<>(reports.keySet());
      queue.removeIf(message -> message instanceof Outgoing.Topic topic && isGone(topic));
      queue.removeIf(message -> isPast(message, ended));
      List<RunningDataflow> status = new ArrayList<>(running);
      status.removeIf(dataflow -> ended.contains(dataflow.dataflowId()));
      urgent.add(new Outgoing.Event(new DaemonEvent.StatusReport(status), 0));
      urgent.add(new Outgoing.Event(new DaemonEvent.ZenohListenEndpoint(ZenohEndpoints.NONE), 0));
      status.forEach(this::repeatEnds);
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** A node that runs has been started again since. */
  private void repeatEnds(RunningDataflow dataflow) {
    Map<NodeId, DaemonEvent.NodeStopped> known = ends.getOrDefault(dataflow.dataflowId(), Map.of());
    known.forEach((node, end) -> {
      if (!dataflow.runningNodes().contains(node)) {
        Outgoing repeated = new Outgoing.Event(end, 0);
        queue.removeIf(repeated::equals);
        urgent.add(repeated);
      }
    });
  }

  /** Nobody looks any more: a new connection begins with no subscription. */
  private boolean isGone(Outgoing.Topic topic) {
    weigh(topic, -topic.weight());
    topic.release();
    return true;
  }

  /** Whether a new connection has no use for a message: its report of the end says it all. */
  private static boolean isPast(Outgoing message, Set<UUID> ended) {
    return switch (message) {
      case Outgoing.Answer _, Outgoing.BinaryAnswer _, Outgoing.Topic _ -> true;
      case Outgoing.Event(DaemonEvent.AllNodesFinished finished, _) ->
          ended.contains(finished.dataflowId());
      case Outgoing.Event(DaemonEvent.NodeStopped stopped, _) ->
          ended.contains(stopped.dataflowId());
      case Outgoing.Event _ -> false;
    };
  }

  /**
   * Returns what is to be sent next, which stays here until {@link #sent}.
   *
   * @param patience how long to wait for something
   * @return null if there was nothing
   */
  @Nullable Outgoing next(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (urgent.isEmpty() && queue.isEmpty() && left > 0) {
        left = arrived.awaitNanos(left);
      }
      return urgent.isEmpty() ? queue.peek() : urgent.peek();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what was sent. */
  void sent(Outgoing message) {
    lock.lock();
    try {
      if (urgent.peek() == message) {
        urgent.remove();
      } else {
        queue.remove();
      }
      switch (message) {
        case Outgoing.Event(DaemonEvent event, int size) -> {
          weight -= size;
          if (event instanceof DaemonEvent.AllNodesFinished(UUID dataflow, _)) {
            noteSent(dataflow);
          }
        }
        case Outgoing.Topic topic -> {
          weigh(topic, -topic.weight());
          topic.release();
        }
        case Outgoing.Answer _, Outgoing.BinaryAnswer _ -> {
          // It took no room.
        }
      }
      if (urgent.isEmpty() && queue.isEmpty()) {
        emptied.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void noteSent(UUID dataflow) {
    Report report = reports.get(dataflow);
    if (report != null) {
      report.sentAt = nanoTime.getAsLong();
    }
  }

  /** The connection lives: what was sent over it long enough ago has arrived. */
  void confirm() {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      reports
          .values()
          .removeIf(report -> report.sentAt != 0 && now - report.sentAt >= UNCONFIRMED.toNanos());
    } finally {
      lock.unlock();
    }
  }

  /** Waits until everything is sent, at most for a while. */
  void awaitEmpty(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (!(urgent.isEmpty() && queue.isEmpty()) && left > 0) {
        left = emptied.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
