package org.dora.node;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.dora.common.DoraException;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.config.DaemonCommunication;
import org.dora.common.config.NodeConfig;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.memory.PayloadAllocator;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.common.version.DoraVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node's three connections to its daemon, opened, used and closed in the order of
 * node-protocol.md, sections 5.2 to 5.4.
 *
 * <p>The events connection belongs to the reader's thread, the close connection says only that the
 * node takes no further events, the control connection carries all that the node sends; its order
 * is the order in which receivers see this node's messages.
 */
final class DaemonSession implements Session {
  /** How long to wait for the daemon to end the event stream, as the released nodes do. */
  private static final long READER_JOIN_MILLIS = 1_000;

  private static final Logger log = LoggerFactory.getLogger(DaemonSession.class);

  /** Who the node is and where its daemon listens. */
  record Identity(UUID dataflowId, NodeId nodeId, InetSocketAddress daemon) {
    private DaemonRequest.Register registration() {
      return new DaemonRequest.Register(
          dataflowId, nodeId, DoraVersion.announced(), org.dora.common.message.Metadata.VERSION);
    }
  }

  private final ReentrantLock controlLock = new ReentrantLock();
  private final HybridLogicalClock clock;
  private final Inbox inbox;
  private final Thread reader;
  private final DaemonChannel events;
  private final DaemonChannel closing;
  private final DaemonChannel control;
  private volatile boolean left;

  private DaemonSession(
      HybridLogicalClock clock,
      Inbox inbox,
      Thread reader,
      DaemonChannel events,
      DaemonChannel closing,
      DaemonChannel control) {
    this.clock = clock;
    this.inbox = inbox;
    this.reader = reader;
    this.events = events;
    this.closing = closing;
    this.control = control;
  }

  /**
   * Joins the dataflow; returns once all of its nodes are ready.
   *
   * @param inbox discarded if that fails
   * @throws NodeInitException with the daemon's words if it refuses, or if it is not there
   */
  static DaemonSession join(
      NodeConfig config,
      DaemonCommunication.Tcp daemon,
      HybridLogicalClock clock,
      Inbox inbox,
      PayloadAllocator payloads) {
    try {
      return join(
          new Identity(config.dataflowId(), config.nodeId(), daemon.address()),
          clock,
          inbox,
          payloads);
    } catch (DaemonConnectionException e) {
      inbox.discard();
      throw new NodeInitException(
          "node `" + config.nodeId() + "` cannot join its dataflow: " + e.getMessage(), e);
    }
  }

  private static DaemonSession join(
      Identity identity, HybridLogicalClock clock, Inbox inbox, PayloadAllocator payloads) {
    List<DaemonChannel> opened = new ArrayList<>();
    try {
      DaemonChannel events = open("events", identity, clock, payloads, opened);
      DaemonChannel closing = open("close", identity, clock, payloads, opened);
      events.require(identity.registration());
      events.require(new DaemonRequest.Subscribe());
      closing.require(identity.registration());
      Thread reader =
          Thread.ofPlatform()
              .daemon()
              .name("dora-events-" + identity.nodeId())
              .start(new EventReader(events, inbox, clock));
      DaemonChannel control = open("control", identity, clock, payloads, opened);
      control.require(identity.registration());
      return new DaemonSession(clock, inbox, reader, events, closing, control);
    } catch (DoraException e) {
      opened.forEach(DaemonChannel::close);
      throw e;
    }
  }

  private static DaemonChannel open(
      String name,
      Identity identity,
      HybridLogicalClock clock,
      PayloadAllocator payloads,
      List<DaemonChannel> opened) {
    DaemonChannel channel = DaemonChannel.open(name, identity.daemon(), clock, payloads);
    opened.add(channel);
    return channel;
  }

  @Override
  public void send(Output output, Metadata metadata, @Nullable Payload payload) {
    controlLock.lock();
    try {
      output.requireOpen(); // another thread may have closed it meanwhile
      control.send(
          new DaemonRequest.SendMessage(
              output.dataId(), metadata.wire(clock.now(), payload != null), payload));
    } finally {
      controlLock.unlock();
    }
  }

  @Override
  public void closeOutputs(Collection<Output> outputs) {
    outputs.forEach(Output::requireListed);
    controlLock.lock();
    try {
      outputs.forEach(Output::requireOpen);
      control.require(
          new DaemonRequest.CloseOutputs(outputs.stream().map(Output::dataId).sorted().toList()));
      outputs.forEach(Output::markClosed);
    } finally {
      controlLock.unlock();
    }
  }

  @Override
  public DaemonReply call(DaemonRequest request) {
    controlLock.lock();
    try {
      return control.call(request);
    } finally {
      controlLock.unlock();
    }
  }

  @Override
  public boolean isLeft() {
    return left;
  }

  @Override
  public void leave(Collection<Output> outputs) {
    inbox.discard();
    try (events;
        closing;
        control) {
      closing.require(new DaemonRequest.EventStreamDropped());
      closing.close();
      awaitReader();
      finishControl(outputs);
    } catch (DoraException e) {
      log.warn("the daemon was not told of the end of this node: {}", e.getMessage());
    }
  }

  private void finishControl(Collection<Output> outputs) {
    controlLock.lock();
    try {
      closeOutputs(outputs.stream().filter(Output::isOpen).toList());
      control.require(new DaemonRequest.OutputsDone());
    } finally {
      left = true;
      controlLock.unlock();
    }
  }

  private void awaitReader() {
    boolean interrupted = Thread.interrupted();
    try {
      if (!reader.join(Duration.ofMillis(READER_JOIN_MILLIS))) {
        log.debug("the daemon did not end the event stream within {} ms", READER_JOIN_MILLIS);
      }
    } catch (InterruptedException _) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
