package org.dora.node;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dora.common.DoraException;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.config.DaemonCommunication;
import org.dora.common.config.NodeConfig;
import org.dora.common.config.NodeConfigReader;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.id.UuidV7;
import org.dora.common.memory.SegmentPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
 * <p>The methods that send, and {@link #output}, {@link #stream}, {@link #closeOutputs} and those
 * that only tell something, may be called by any thread. All others belong to the thread that takes
 * events. A message is one Arrow array; with its metadata it may have up to 64 MiB. Messages on one
 * output arrive in the order in which they were sent.
 *
 * <p>All methods that send throw {@link OutputClosedException} if the output or the node was
 * closed, {@link PayloadTooLargeException} if the message is too large, {@link
 * DaemonConnectionException} if the daemon is gone, and {@link DataTypeException} if {@code
 * DORA_RUNTIME_TYPE_CHECK} is {@code error} and the data is not of the type that the descriptor
 * declares. Sending on an output that the descriptor does not list does nothing but warn once
 * (node-protocol.md, section 16.3).
 */
public final class Node extends ConfiguredNode implements AutoCloseable, Iterable<Event> {
  /** Where a daemon puts the configuration of a node that it starts. */
  static final String CONFIG_VARIABLE = "DORA_NODE_CONFIG";

  private static final Logger log = LoggerFactory.getLogger(Node.class);

  private final SegmentPool pool;
  private final HybridLogicalClock clock;
  private final DroppedKeys droppedKeys = new DroppedKeys();
  private final OutputTypeCheck types;
  private final EventQueue queue;
  private final EventStream events;
  private final Session session;
  private final boolean hasDescriptor;
  private final Map<String, Output> outputs = new ConcurrentHashMap<>();
  private boolean closed;

  /**
   * Joins the dataflow that this program was started in. Returns once all nodes of the dataflow are
   * ready.
   *
   * <p>A program that no daemon has started is played: by the test that runs it ({@code
   * dora-node-test}), from the file that {@code DORA_TEST_WITH_INPUTS} names, or else by you, if it
   * has a terminal.
   *
   * @throws NodeInitException if nothing of that is the case, or the daemon refuses the node
   */
  public static Node init() {
    SimulatedDaemon simulated = Simulation.current();
    if (simulated != null) {
      return simulated.join(LocalNode.ID);
    }
    String text = System.getenv(CONFIG_VARIABLE);
    return text == null ? LocalNode.init() : joinAs(text);
  }

  private static Node joinAs(String text) {
    OrphanGuard.start();
    try {
      return init(NodeConfigReader.read(text), SegmentPool.shared());
    } catch (NodeInitException e) {
      throw e;
    } catch (DoraException e) {
      throw new NodeInitException(CONFIG_VARIABLE + " cannot be used: " + e.getMessage(), e);
    }
  }

  /**
   * Joins the dataflow that this program was started in, or else, started by hand, the one that
   * runs on this machine and has a node of this name with {@code path: dynamic}. The daemon is
   * looked for at the port in {@code DORA_DAEMON_LOCAL_LISTEN_PORT}, else at 53291.
   *
   * @param id the node's name in the descriptor; does not matter where a daemon started the program
   * @throws NodeInitException if there is no daemon, no such node, or more than one
   */
  public static Node init(String id) {
    if (Simulation.current() == null && isNamed(id)) {
      return init();
    }
    return connect(id, DynamicNode.port(System.getenv()));
  }

  private static boolean isNamed(String id) {
    for (String variable : List.of(CONFIG_VARIABLE, LocalNode.INPUTS_VARIABLE)) {
      if (System.getenv(variable) != null) {
        log.info("node id `{}` is not used: {} names this node", id, variable);
        return true;
      }
    }
    return false;
  }

  /**
   * Joins a running dataflow as its node of this name with {@code path: dynamic}, in whatever way
   * this program was started.
   *
   * @param daemonPort where the daemon of this machine listens for dynamic nodes
   * @throws NodeInitException if there is no daemon, no such node, or more than one
   */
  public static Node connect(String id, int daemonPort) {
    SimulatedDaemon simulated = Simulation.current();
    return simulated != null
        ? simulated.join(new NodeId(id))
        : init(DynamicNode.ask(id, daemonPort), SegmentPool.shared());
  }

  static Node init(NodeConfig config, SegmentPool pool) {
    return switch (config.daemonCommunication()) {
      case DaemonCommunication.Tcp tcp -> {
        HybridLogicalClock clock = new HybridLogicalClock();
        EventScheduler scheduler = EventScheduler.of(config.nodeId(), config.runConfig().inputs());
        yield new Node(
            config,
            pool,
            clock,
            new EventQueue(scheduler),
            inbox -> DaemonSession.join(config, tcp, clock, inbox, pool));
      }
      case DaemonCommunication.Interactive _ -> LocalNode.byHand(config);
      case null ->
          throw new NodeInitException(
              "node `" + config.nodeId() + "`: no daemon communication method specified", null);
    };
  }

  /**
   * @param joining joins the dataflow, whose events then come into the inbox
   */
  Node(
      NodeConfig config,
      SegmentPool pool,
      HybridLogicalClock clock,
      EventQueue queue,
      Function<Inbox, Session> joining) {
    super(config);
    this.pool = pool;
    this.clock = clock;
    this.types = OutputTypeCheck.of(config);
    this.queue = queue;
    this.hasDescriptor = config.daemonCommunication() instanceof DaemonCommunication.Tcp;
    this.events =
        new EventStream(
            config.nodeId(), queue, new InputTypeCheck(config.runConfig().inputTypes()));
    this.session = joining.apply(new Inbox(queue, droppedKeys, EventRecording.of(config, clock)));
    for (DataId id : config.runConfig().outputs()) {
      outputs.put(id.value(), new Output(id(), id, true, session, pool, types));
    }
  }

  /**
   * Returns the present time of the dataflow's clock, in UTC: later than all timestamps that this
   * node has seen or sent.
   */
  public Instant timestamp() {
    return clock.now().instant();
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
    return events.next(EventStream.nanos(timeout));
  }

  /** Takes the next event if one waits; the same as {@link #next(Duration)} without any time. */
  public Optional<Event> tryNext() {
    return events.next(0);
  }

  /**
   * Takes all events that wait, and closes the inputs that were taken before unless they were
   * retained. The inputs among the events are valid until the next event is taken.
   *
   * @return the events in the order in which {@link #next()} gives them; empty if none waits
   */
  public List<Event> drain() {
    return events.drain();
  }

  /** Returns whether an event waits. For any thread. */
  public boolean hasEvents() {
    return queue.hasEvents();
  }

  /** Returns whether the stream has ended: no event waits and none will come. For any thread. */
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
   * Joins these events and the values of another source in one loop.
   *
   * @param source gives values, and may wait for each: a thread of its own reads it
   */
  public <T> MergedEvents<T> merge(Iterator<? extends T> source) {
    ExternalValues<T> values = new ExternalValues<>(queue::wake);
    values.read(source, "dora-merge-" + id());
    return new MergedEvents<>(events, queue, values);
  }

  /**
   * Joins these events and the values of another source in one loop.
   *
   * @param source gives values by callback, for instance a {@code SubmissionPublisher}
   */
  public <T> MergedEvents<T> merge(Flow.Publisher<? extends T> source) {
    ExternalValues<T> values = new ExternalValues<>(queue::wake);
    values.subscribe(source);
    return new MergedEvents<>(events, queue, values);
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
        id,
        unlisted -> new Output(id(), new DataId(unlisted), !hasDescriptor, session, pool, types));
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

  @Override
  public void send(String output, Data data, Metadata metadata) {
    output(output).send(data, metadata);
  }

  /** Returns an output for a stream that is sent in parts, as a new session. For any thread. */
  public StreamOutput stream(String output) {
    return stream(output, UuidV7.next(InstantSource.system()).toString());
  }

  /** Returns an output for a stream that is sent in parts, as the given session. */
  public StreamOutput stream(String output, String sessionId) {
    return new StreamOutput(output(output), sessionId);
  }

  /**
   * Returns a service of which this node is a client.
   *
   * @param requests the output that carries requests to the server
   * @param responses the input that brings the server's responses
   */
  public Service service(String requests, String responses) {
    return new Service(output(requests), answers(responses));
  }

  /** The same for the output {@code name/request} and the input {@code name/response}. */
  public Service service(String name) {
    return service(name + "/request", name + "/response");
  }

  /**
   * Returns an action of which this node is a client.
   *
   * @param goals the output that carries goals to the server
   * @param cancels the output that carries cancellations
   * @param results the input that brings the server's results
   */
  public Action action(String goals, String cancels, String results) {
    return new Action(output(goals), output(cancels), answers(results));
  }

  /**
   * The same for the outputs {@code name/goal} and {@code name/cancel} and the input {@code
   * name/result}; feedback comes on any other input.
   */
  public Action action(String name) {
    return action(name + "/goal", name + "/cancel", name + "/result");
  }

  /**
   * Returns an action of which this node is the server.
   *
   * @param feedback the output that tells how goals go
   * @param results the output that tells how they have ended
   */
  public ActionServer actionServer(String feedback, String results) {
    return new ActionServer(output(feedback), output(results));
  }

  private Answers answers(String input) {
    DataId id = new DataId(input);
    return new Answers(id, config.runConfig().inputs().get(id), queue, events);
  }

  /** Returns the values that the nodes of this dataflow share under a name. For any thread. */
  public Extension extension(String namespace) {
    return new Extension(namespace, session, droppedKeys);
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
