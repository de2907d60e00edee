package org.dora.node;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.dora.common.arrow.IpcEncoder;
import org.dora.common.arrow.IpcReservation;
import org.dora.common.id.DataId;
import org.dora.common.memory.Payload;
import org.dora.common.memory.SegmentPool;
import org.dora.common.net.FrameChannel;
import org.dora.common.net.FrameTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of a node's outputs, for messages that are written where they will be sent from.
 *
 * <p>May be used by any thread.
 */
public final class Output {
  private static final Logger log = LoggerFactory.getLogger(Output.class);

  private final String node;
  private final DataId id;
  private final boolean listed;
  private final Session session;
  private final SegmentPool pool;
  private final OutputTypeCheck types;
  private final IpcEncoder encoder = new IpcEncoder(this::memory);
  private final AtomicBoolean unlistedReported = new AtomicBoolean();
  private volatile boolean closed;

  /**
   * @param listed whether the dataflow's descriptor gives the node this output
   */
  Output(
      String node,
      DataId id,
      boolean listed,
      Session session,
      SegmentPool pool,
      OutputTypeCheck types) {
    this.node = node;
    this.id = id;
    this.listed = listed;
    this.session = session;
    this.pool = pool;
    this.types = types;
  }

  /** Returns the output's name in the dataflow's descriptor. */
  public String id() {
    return id.value();
  }

  /**
   * Returns a message of {@code count} values that are still to be written. They lie in the memory
   * that will be sent, so nothing is copied.
   *
   * @param type a type of fixed width without parameters, such as {@code MinorType.UINT1}
   * @throws PayloadTooLargeException if the message would be too large to be sent
   * @throws OutputClosedException if the output, or the node, was closed
   */
  public Sample allocate(MinorType type, int count) {
    return allocate(type.getType(), count);
  }

  /**
   * The same for any type of fixed width.
   *
   * @param type integers, floating point, decimals, Bool, dates, times, FixedSizeBinary
   */
  public Sample allocate(ArrowType type, int count) {
    requireOpen();
    IpcReservation reservation = encoder.allocate(type, count);
    return new Sample(this, reservation.payload(), reservation.values());
  }

  /**
   * Ends this output; its readers get {@link Event.InputClosed} after all messages sent before.
   *
   * @throws UnknownOutputException if the descriptor does not give the node this output
   * @throws DaemonConnectionException if the daemon refuses or is gone
   */
  public void close() {
    session.closeOutputs(List.of(this));
  }

  /** Encodes and sends a message. */
  void send(Data data, Metadata metadata) {
    requireOpen();
    if (isIgnored()) {
      return;
    }
    try (Payload payload = data.encode(encoder)) {
      transmit(payload, metadata);
    }
  }

  /** Encodes and sends a message that would be of no use if it were ignored. */
  void sendListed(Data data, Metadata metadata) {
    requireListed();
    send(data, metadata);
  }

  /** Sends a message; the payload stays the caller's. */
  void transmit(@Nullable Payload payload, Metadata metadata) {
    requireOpen();
    if (isIgnored()) {
      return;
    }
    types.check(id, payload, metadata);
    try {
      session.send(this, metadata, payload);
    } catch (FrameTooLargeException e) {
      throw tooLarge(e.size());
    }
  }

  /** Returns the name on the wire. */
  DataId dataId() {
    return id;
  }

  /** Returns whether the daemon knows this output and was not told of its end. */
  boolean isOpen() {
    return listed && !closed;
  }

  void markClosed() {
    closed = true;
  }

  void requireOpen() {
    if (closed || session.isLeft()) {
      throw new OutputClosedException(
          "node `" + node + "`: output `" + id + "` is closed, nothing more can be sent on it");
    }
  }

  void requireListed() {
    if (!listed) {
      throw new UnknownOutputException(
          "node `" + node + "` has no output `" + id + "` in the dataflow's descriptor");
    }
  }

  /** The descriptor decides what a node sends; the released nodes only warn, and so do we. */
  private boolean isIgnored() {
    if (!listed && unlistedReported.compareAndSet(false, true)) {
      log.warn(
          "output `{}` is not in the dataflow's descriptor: messages for it are ignored; add it to"
              + " the outputs of node `{}`",
          id,
          node);
    }
    return !listed;
  }

  /** Refuses what cannot be sent before it takes any memory. */
  private Payload memory(long size) {
    if (size > FrameChannel.MAX_FRAME) {
      throw tooLarge(size);
    }
    return pool.allocate(size);
  }

  private PayloadTooLargeException tooLarge(long size) {
    return new PayloadTooLargeException(node, id.value(), size, FrameChannel.MAX_FRAME);
  }

  @Override
  public String toString() {
    return "Output[" + node + "/" + id + (closed ? ", closed]" : "]");
  }
}
