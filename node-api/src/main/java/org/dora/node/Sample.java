package org.dora.node;

import java.lang.foreign.MemorySegment;
import org.dora.common.memory.Payload;

/**
 * A message that is being written in the memory that it will be sent from.
 *
 * <p>Fill the {@link #segment()}, then {@link #send()}. Closing without sending gives the memory
 * back. Not thread-safe; different samples may be used by different threads.
 */
public final class Sample implements AutoCloseable {
  private final Output output;
  private final Payload payload;
  private final MemorySegment values;
  private final Metadata metadata = Metadata.empty();
  private boolean finished;

  Sample(Output output, Payload payload, MemorySegment values) {
    this.output = output;
    this.payload = payload;
    this.values = values;
  }

  /**
   * Returns where the values are to be written, little-endian, truth values eight to a byte. Its
   * content is undefined at first. It must not be used after {@link #send()} or {@link #close()}.
   */
  public MemorySegment segment() {
    requireUnfinished();
    return values;
  }

  /** Returns what will be sent beside the values; empty at first. */
  public Metadata metadata() {
    return metadata;
  }

  /**
   * Sends the message. Safe to be called by any thread, like {@link Node#send}.
   *
   * @throws OutputClosedException if the output, or the node, was closed
   * @throws PayloadTooLargeException if the message and its metadata are too large
   * @throws IllegalStateException if it was sent or closed before
   */
  public void send() {
    requireUnfinished();
    try {
      output.transmit(payload, metadata);
    } finally {
      close();
    }
  }

  /** Gives the memory back if the message was not sent. */
  @Override
  public void close() {
    if (!finished) {
      finished = true;
      payload.release();
    }
  }

  private void requireUnfinished() {
    if (finished) {
      throw new IllegalStateException(
          "message for " + output + " was sent or closed before; allocate another one");
    }
  }
}
