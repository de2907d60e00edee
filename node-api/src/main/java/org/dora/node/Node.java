package org.dora.node;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.arrow.vector.FieldVector;
import org.dora.common.DoraException;
import org.dora.common.config.DaemonCommunication;
import org.dora.common.config.NodeConfig;
import org.dora.common.config.NodeConfigReader;
import org.dora.common.id.DataId;
import org.dora.common.memory.SegmentPool;
import org.dora.common.queue.QueueRule;

/**
 * A node of a dataflow: takes events, among them the messages on its inputs, and sends messages on
 * its outputs.
 *
 * {@snippet :
 * try (var node = Node.init()) {
 *   for (var event : node) {
 *     if (event instanceof Event.Input in && in.id().equals("tick")) {
 *       node.send("number", Math.random());
 *     }
 *   }
 * }
 * }
 *
 * <p>The loop ends by itself when the dataflow is stopped or all inputs are closed. A timer never
 * closes, so a node with a timer input that is to end earlier leaves its loop.
 *
 * <p>The methods that send, and {@link #output} and {@link #closeOutputs}, may be called by any
 * thread. All others belong to the thread that takes events. A message is one Arrow array; with its
 * metadata it may have up to 64 MiB. Messages on one output arrive in the order in which they were
 * sent.
 *
 * <p>All methods that send throw {@link OutputClosedException} if the output or the node was
 * closed, {@link PayloadTooLargeException} if the message is too large, and {@link
 * DaemonConnectionException} if the daemon is gone. Sending on an output that the dataflow's
 * descriptor does not list does nothing but warn once (node-protocol.md, section 16.3).
 */
public final class Node implements AutoCloseable, Iterable<Event> {
  /** Where a daemon puts the configuration of a node that it starts. */
  static final String CONFIG_VARIABLE = "DORA_NODE_CONFIG";

  private final NodeConfig config;
  private final SegmentPool pool;
  private final EventQueue queue;
  private final EventStream events;
  private final DaemonSession session;
  private final Map<String, Output> outputs = new ConcurrentHashMap<>();
  private boolean closed;

  /**
   * Joins the dataflow that this program was started in. Returns once all nodes of the dataflow are
   * ready.
   *
   * @throws NodeInitException if the program was not started as a node, or the daemon refuses it
   */
  public static Node init() {
    String text = System.getenv(CONFIG_VARIABLE);
    if (text == null) {
      throw new NodeInitException(
          CONFIG_VARIABLE
              + " is not set: this program is a node and has to be started in a dataflow. List it"
              + " in a dataflow's YAML file (`path: ...`) and start that with `dora run FILE`.",
          null);
    }
    OrphanGuard.start(
        Optional.ofNullable(System.getenv(OrphanGuard.VARIABLE)),
        OrphanGuard.INTERVAL,
        OrphanGuard::endProcess);
    try {
      return init(NodeConfigReader.read(text), SegmentPool.shared());
    } catch (NodeInitException e) {
      throw e;
    } catch (DoraException e) {
      throw new NodeInitException(CONFIG_VARIABLE + " cannot be used: " + e.getMessage(), e);
    }
  }

  static Node init(NodeConfig config, SegmentPool pool) {
    return switch (config.daemonCommunication()) {
      case DaemonCommunication.Tcp tcp -> new Node(config, tcp, pool);
      case DaemonCommunication.Interactive _ ->
          throw new NodeInitException(
              "node `" + config.nodeId() + "` is to be played by hand, which is not supported",
              null);
      case null ->
          throw new NodeInitException(
              "node `" + config.nodeId() + "`: no daemon communication method specified", null);
    };
  }

  private Node(NodeConfig config, DaemonCommunication.Tcp daemon, SegmentPool pool) {
    this.config = config;
    this.pool = pool;
    this.queue = new EventQueue(scheduler(config));
    this.events = new EventStream(config.nodeId(), queue);
    try {
      this.session =
          DaemonSession.join(
              new DaemonSession.Identity(config.dataflowId(), config.nodeId(), daemon.address()),
              queue,
              pool);
    } catch (DaemonConnectionException e) {
      throw new NodeInitException(
          "node `" + config.nodeId() + "` cannot join its dataflow: " + e.getMessage(), e);
    }
    for (DataId id : config.runConfig().outputs()) {
      outputs.put(id.value(), new Output(id(), id, true, session, pool));
    }
  }

  private static EventScheduler scheduler(NodeConfig config) {
    Map<DataId, QueueRule> rules = new TreeMap<>();
    config.runConfig().inputs().forEach((id, input) -> rules.put(id, QueueRule.of(input)));
    return new EventScheduler(rules, new LoggedNotices(config.nodeId()));
  }

  /** Returns this node's name in the dataflow's descriptor. */
  public String id() {
    return config.nodeId().value();
  }

  /** Returns the id of the running dataflow. */
  public UUID dataflowId() {
    return config.dataflowId();
  }

  /** Returns how often this node was restarted after a failure; 0 at its first start. */
  public int restartCount() {
    return Math.toIntExact(config.restartCount());
  }

  /**
   * Waits for the next event, and closes the input that was taken before unless it was retained.
   *
   * @return the event, or empty at the end of the stream
   */
  public Optional<Event> next() {
    return events.next(Long.MAX_VALUE);
  }

  /**
   * Waits for the next event, but not longer than {@code timeout}, and closes the input that was
   * taken before unless it was retained.
   *
   * {@snippet :
   * while (!node.hasEnded()) {
   *   node.next(Duration.ofMillis(20)).ifPresentOrElse(this::handle, this::idle);
   * }
   * }
   *
   * @param timeout how long to wait; not at all if zero or negative
   * @return the event, or empty if none came in time or the stream has ended; {@link #hasEnded()}
   *     tells which
   */
  public Optional<Event> next(Duration timeout) {
    return events.next(nanos(timeout));
  }

  private static long nanos(Duration timeout) {
    try {
      return Math.min(timeout.toNanos(), Long.MAX_VALUE - 1);
    } catch (ArithmeticException _) {
      return timeout.isNegative() ? 0 : Long.MAX_VALUE - 1;
    }
  }

  /** Returns whether the stream has ended: no event waits and none will come. */
  public boolean hasEnded() {
    return queue.isFinished();
  }

  /**
   * Returns the events from here to the end of the stream, each as {@link #next()} gives it. All
   * iterators share the one stream; asking for {@code hasNext()} already closes the input before.
   */
  @Override
  public Iterator<Event> iterator() {
    return events.iterator();
  }

  /**
   * Returns how many messages were dropped per input since the last call because the node did not
   * take them in time; inputs without drops are left out. For any thread.
   */
  public Map<String, Long> drainDropCounts() {
    Map<String, Long> counts = new TreeMap<>();
    queue.drainDropCounts().forEach((id, count) -> counts.put(id.value(), count));
    return counts;
  }

  /**
   * Returns an output, to write large messages in place. For any thread.
   *
   * @param id its name in the dataflow's descriptor
   * @throws org.dora.common.id.InvalidIdException if that can be no output's name
   */
  public Output output(String id) {
    return outputs.computeIfAbsent(
        id, unlisted -> new Output(id(), new DataId(unlisted), false, session, pool));
  }

  /**
   * Ends outputs; their readers get {@link Event.InputClosed} after all messages sent before. For
   * any thread.
   *
   * @throws UnknownOutputException if one of them is not in the descriptor; none is closed then
   */
  public void closeOutputs(String... ids) {
    session.closeOutputs(Stream.of(ids).map(this::output).toList());
  }

  /** Sends a message without data: a signal. */
  public void send(String output) {
    send(output, Metadata.empty());
  }

  /** Sends metadata without data. */
  public void send(String output, Metadata metadata) {
    output(output).transmit(null, metadata);
  }

  /** Sends an Arrow vector, structs and lists included, by one copy; it stays the caller's. */
  public void send(String output, FieldVector vector) {
    send(output, vector, Metadata.empty());
  }

  /**
   * Sends an Arrow vector, structs and lists included, by one copy; it stays the caller's, with
   * metadata.
   */
  public void send(String output, FieldVector vector, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(vector), metadata);
  }

  /** Sends bytes, as UInt8. */
  public void send(String output, byte[] bytes) {
    send(output, bytes, Metadata.empty());
  }

  /** Sends bytes, as UInt8, with metadata. */
  public void send(String output, byte[] bytes, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(bytes), metadata);
  }

  /** Sends bytes from anywhere in memory, as UInt8. */
  public void send(String output, MemorySegment bytes) {
    send(output, bytes, Metadata.empty());
  }

  /** Sends bytes from anywhere in memory, as UInt8, with metadata. */
  public void send(String output, MemorySegment bytes, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(bytes), metadata);
  }

  /** Sends one text. */
  public void send(String output, String text) {
    send(output, text, Metadata.empty());
  }

  /** Sends one text, with metadata. */
  public void send(String output, String text, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(text), metadata);
  }

  /** Sends one integer, as Int64. */
  public void send(String output, long value) {
    send(output, value, Metadata.empty());
  }

  /** Sends one integer, as Int64, with metadata. */
  public void send(String output, long value, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(value), metadata);
  }

  /** Sends one real number, as Float64. */
  public void send(String output, double value) {
    send(output, value, Metadata.empty());
  }

  /** Sends one real number, as Float64, with metadata. */
  public void send(String output, double value, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(value), metadata);
  }

  /** Sends one truth value. */
  public void send(String output, boolean value) {
    send(output, value, Metadata.empty());
  }

  /** Sends one truth value, with metadata. */
  public void send(String output, boolean value, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(value), metadata);
  }

  /** Sends integers, as Int32. */
  public void send(String output, int[] values) {
    send(output, values, Metadata.empty());
  }

  /** Sends integers, as Int32, with metadata. */
  public void send(String output, int[] values, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(values), metadata);
  }

  /** Sends integers, as Int64. */
  public void send(String output, long[] values) {
    send(output, values, Metadata.empty());
  }

  /** Sends integers, as Int64, with metadata. */
  public void send(String output, long[] values, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(values), metadata);
  }

  /** Sends real numbers, as Float32. */
  public void send(String output, float[] values) {
    send(output, values, Metadata.empty());
  }

  /** Sends real numbers, as Float32, with metadata. */
  public void send(String output, float[] values, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(values), metadata);
  }

  /** Sends real numbers, as Float64. */
  public void send(String output, double[] values) {
    send(output, values, Metadata.empty());
  }

  /** Sends real numbers, as Float64, with metadata. */
  public void send(String output, double[] values, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(values), metadata);
  }

  /** Sends truth values. */
  public void send(String output, boolean[] values) {
    send(output, values, Metadata.empty());
  }

  /** Sends truth values, with metadata. */
  public void send(String output, boolean[] values, Metadata metadata) {
    output(output).send(encoder -> encoder.encode(values), metadata);
  }

  /**
   * Leaves the dataflow: closes all outputs, gives up waiting events and closes the input that was
   * taken last, unless it was retained. Does nothing if that was done before.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    events.closeCurrent();
    session.leave(outputs.values());
  }

  @Override
  public String toString() {
    return "Node[" + id() + " of dataflow " + dataflowId() + "]";
  }
}
