package org.dora.daemon.dataflow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.memory.Payload;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Timestamped;
import org.dora.common.schedule.Deadlines;
import org.dora.daemon.connection.NodeConnection;
import org.dora.daemon.connection.NodeEventQueue;
import org.dora.daemon.dataflow.Routes.Reader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings each message of a node to all who read it.
 *
 * <p>A reader with {@code queue_policy: backpressure} whose queue is full holds the producer's
 * connection: the message waits here, and what the connection sends later waits behind it, so order
 * and content stay. A reader that takes nothing for a minute is given up: the message is lost for
 * it, loudly.
 */
final class MessageRouter {
  /** How long a reader may take nothing before it is given up (daemon.md, section 5). */
  private static final Duration STALL_LIMIT = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(MessageRouter.class);

  /** Where the readers' queues are found. */
  interface Queues {
    /** Returns the queue of the node's present subscription, or null if it has none. */
    @Nullable NodeEventQueue of(Reader reader);
  }

  /** A message that some readers have not taken yet, and what the same connection sent after it. */
  private static final class Held {
    private final DaemonRequest.SendMessage message;
    private final List<Reader> missing;
    private final Deque<Timestamped<DaemonRequest>> behind = new ArrayDeque<>();
    private final Deadlines.Deadline giveUp;

    private Held(
        DaemonRequest.SendMessage message, List<Reader> missing, Deadlines.Deadline giveUp) {
      this.message = message;
      this.missing = missing;
      this.giveUp = giveUp;
    }
  }

  /** Takes up what waited behind a held message. */
  interface Resume {
    /** Handles a request as if it had just arrived. */
    void request(NodeConnection from, Timestamped<DaemonRequest> request);

    /** Nothing of that connection waits any more. */
    void released(NodeConnection producer);
  }

  private final Queues queues;
  private final Deadlines deadlines;
  private final Resume resume;
  private final FaultCounters faults;
  private final Map<NodeConnection, Held> held = new HashMap<>();
  private final Set<Reader> warned = new HashSet<>();

  MessageRouter(Queues queues, Deadlines deadlines, FaultCounters faults, Resume resume) {
    this.queues = queues;
    this.faults = faults;
    this.deadlines = deadlines;
    this.resume = resume;
  }

  /**
   * Keeps a request for later if its connection is held.
   *
   * @return whether it was kept
   */
  boolean defer(NodeConnection from, Timestamped<DaemonRequest> request) {
    Held waiting = held.get(from);
    if (waiting == null) {
      return false;
    }
    waiting.behind.add(request);
    return true;
  }

  /** Returns whether a message of that process waits for a reader. */
  boolean holdsMessagesOf(Incarnation producer) {
    return held.keySet().stream().anyMatch(from -> from.owner() == producer);
  }

  /** Delivers a message; its payload reference passes to the router. */
  void deliver(NodeConnection from, DaemonRequest.SendMessage message, List<Reader> readers) {
    List<Reader> missing = new ArrayList<>(0);
    for (Reader reader : readers) {
      if (!offer(reader, message)) {
        missing.add(reader);
      }
    }
    if (missing.isEmpty()) {
      drop(from, message);
    } else {
      Deadlines.Deadline giveUp = deadlines.after(STALL_LIMIT, () -> giveUp(from));
      held.put(from, new Held(message, missing, giveUp));
    }
  }

  /** Tries again to deliver what waits. Called when some reader has room or has gone. */
  void retry() {
    for (NodeConnection connection : List.copyOf(held.keySet())) {
      Held waiting = held.get(connection);
      if (waiting != null) {
        retry(connection, waiting);
      }
    }
  }

  private void retry(NodeConnection connection, Held waiting) {
    for (Iterator<Reader> missing = waiting.missing.iterator(); missing.hasNext(); ) {
      if (offer(missing.next(), waiting.message)) {
        missing.remove();
      }
    }
    if (waiting.missing.isEmpty()) {
      release(connection, waiting);
    }
  }

  private void giveUp(NodeConnection connection) {
    Held waiting = held.get(connection);
    if (waiting != null) {
      for (Reader reader : waiting.missing) {
        faults.droppedMessages++;
        faults.lostBackpressureMessages++;
        LOG.error(
            "input {}/{} has taken nothing for {} s: a message with backpressure is lost",
            reader.node(),
            reader.input(),
            STALL_LIMIT.toSeconds());
      }
      release(connection, waiting);
    }
  }

  private void release(NodeConnection connection, Held waiting) {
    held.remove(connection);
    waiting.giveUp.cancel();
    drop(connection, waiting.message);
    while (!waiting.behind.isEmpty()) {
      Held again = held.get(connection);
      if (again != null) {
        again.behind.addAll(waiting.behind);
        return;
      }
      resume.request(connection, waiting.behind.remove());
    }
    resume.released(connection);
  }

  /** Lets go of a message that was delivered, or is for nobody. */
  static void drop(NodeConnection from, DaemonRequest.SendMessage message) {
    Payload data = message.data();
    if (data != null) {
      data.release();
    }
    from.messageDone(message);
  }

  /** Offers a message to one reader; false only if it has to wait for room. */
  private boolean offer(Reader reader, DaemonRequest.SendMessage message) {
    NodeEventQueue queue = queues.of(reader);
    if (queue == null) {
      warnOnce(reader, "is not connected");
      return true;
    }
    Payload data = message.data();
    NodeEvent.Input input =
        new NodeEvent.Input(
            reader.input(), message.metadata(), data == null ? null : data.retain());
    if (queue.offerInput(new Timestamped<>(input, message.metadata().timestamp()))) {
      return true;
    }
    if (data != null) {
      data.release();
    }
    if (reader.policy() == QueuePolicy.BACKPRESSURE) {
      return false;
    }
    warnOnce(reader, "is too slow");
    return true;
  }

  private void warnOnce(Reader reader, String why) {
    faults.droppedMessages++;
    if (warned.add(reader)) {
      LOG.warn("a message for {}/{} was dropped: the node {}", reader.node(), reader.input(), why);
    } else {
      LOG.debug("a message for {}/{} was dropped: the node {}", reader.node(), reader.input(), why);
    }
  }
}
