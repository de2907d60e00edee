package org.dora.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.config.DaemonCommunication;
import org.dora.common.config.NodeConfig;
import org.dora.common.config.RuntimeConfig;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.id.DataId;
import org.dora.common.id.OperatorId;
import org.dora.common.memory.SegmentPool;
import org.jspecify.annotations.Nullable;

/**
 * A node whose inputs and outputs belong to its operators: one connection to the daemon for all of
 * them. For the program that hosts operators; authors write an {@link Operator}.
 */
public final class OperatorNode implements AutoCloseable {
  private final NodeConfig config;
  private final SegmentPool pool;
  private final OutputTypeCheck types;
  private final OperatorEvents events;
  private final DaemonSession session;
  private final Map<DataId, Output> outputs = new ConcurrentHashMap<>();

  /**
   * Joins the dataflow; returns once all of its nodes are ready.
   *
   * @throws NodeInitException if the daemon refuses the node or is not there
   */
  public static OperatorNode join(RuntimeConfig config) {
    OrphanGuard.start();
    return join(config, SegmentPool.shared());
  }

  static OperatorNode join(RuntimeConfig config, SegmentPool pool) {
    if (config.node().daemonCommunication() instanceof DaemonCommunication.Tcp tcp) {
      return new OperatorNode(config, tcp, pool);
    }
    throw new NodeInitException(
        "node `" + config.node().nodeId() + "`: no daemon communication method specified", null);
  }

  private OperatorNode(RuntimeConfig runtime, DaemonCommunication.Tcp daemon, SegmentPool pool) {
    this.config = runtime.node();
    this.pool = pool;
    Map<OperatorId, SortedMap<DataId, InputDescriptor>> inputs = new HashMap<>();
    for (OperatorDescriptor operator : runtime.operators()) {
      inputs.put(operator.effectiveId(), new TreeMap<>());
    }
    config
        .runConfig()
        .inputs()
        .forEach((id, input) -> {
          OperatorPort port = OperatorPort.of(id.value());
          if (port != null && inputs.containsKey(port.operator())) {
            inputs.get(port.operator()).put(port.id(), input);
          }
        });
    this.types = OutputTypeCheck.of(config);
    this.events = new OperatorEvents(config.nodeId(), inputs);
    HybridLogicalClock clock = new HybridLogicalClock();
    Inbox inbox = new Inbox(events, new DroppedKeys(), EventRecording.of(config, clock));
    this.session = DaemonSession.join(config, daemon, clock, inbox, pool);
    config.runConfig().outputs().forEach(id -> outputs.put(id, output(id, true)));
  }

  private Output output(DataId id, boolean listed) {
    return new Output(config.nodeId().value(), id, listed, session, pool, types);
  }

  /**
   * Returns what one of the operators is told; for one thread.
   *
   * @throws IllegalArgumentException if there is no such operator
   */
  public Events events(OperatorId operator) {
    Map<DataId, String> inputTypes = new HashMap<>();
    config
        .runConfig()
        .inputTypes()
        .forEach((id, type) -> {
          OperatorPort port = OperatorPort.of(id.value());
          if (port != null && port.operator().equals(operator)) {
            inputTypes.put(port.id(), type);
          }
        });
    return new Events(
        new EventStream(config.nodeId(), events.queue(operator), new InputTypeCheck(inputTypes)));
  }

  /** Returns where one of the operators sends; for any thread. */
  public Outputs outputs(OperatorId operator) {
    return new Outputs(id ->
        outputs.computeIfAbsent(
            new DataId(operator + "/" + id), unlisted -> output(unlisted, false)));
  }

  /** Ends one of the operators: its outputs close, and what waits for it is given up. */
  public void finish(OperatorId operator) {
    events.queue(operator).discard();
    List<Output> open = new ArrayList<>();
    outputs.forEach((id, output) -> {
      OperatorPort port = OperatorPort.of(id.value());
      if (port != null && port.operator().equals(operator) && output.isOpen()) {
        open.add(output);
      }
    });
    if (!open.isEmpty()) {
      session.closeOutputs(open);
    }
  }

  /** Tells all operators to stop, as the daemon does. */
  public void stop() {
    events.add(new Event.Stop(Event.Stop.Cause.MANUAL));
  }

  /** Leaves the dataflow: closes all outputs and gives up waiting events. */
  @Override
  public void close() {
    session.leave(outputs.values());
  }

  /** What one operator is told, one event at a time. */
  public static final class Events implements AutoCloseable {
    private final EventStream stream;

    private Events(EventStream stream) {
      this.stream = stream;
    }

    /**
     * Waits for the next event, and closes the input that was taken before unless it was retained.
     *
     * @return the event, or null at the end
     */
    public @Nullable Event next() {
      return stream.next(Long.MAX_VALUE).orElse(null);
    }

    /** Closes the input that was taken last, unless it was retained. */
    @Override
    public void close() {
      stream.closeCurrent();
    }
  }
}
