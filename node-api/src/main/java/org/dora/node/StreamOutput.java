package org.dora.node;

import java.util.concurrent.locks.ReentrantLock;
import org.dora.common.message.Metadata;

/**
 * Sends a stream in parts that receivers can put together, and can be told to forget: speech,
 * tokens, video. Numbers the chunks of each segment and the segments of the session
 * (node-protocol.md, section 8).
 *
 * {@snippet :
 * StreamOutput tokens = node.stream("tokens");
 * tokens.send(Data.of("Hello"));
 * tokens.finish(Data.of("world"));    // the segment is complete; the next chunk starts another
 * tokens.flush(Data.of("Wait"));      // receivers drop what they have not read yet
 * }
 *
 * <p>A flush reaches all that waits on the receiver's input, whichever session it is of: an output
 * should carry one session at a time. Receivers read {@link org.dora.node.Metadata#chunk()}.
 *
 * <p>For any thread; chunks are numbered in the order in which they are sent. All methods throw
 * what {@link Node#send} throws.
 */
public final class StreamOutput {
  private final ReentrantLock lock = new ReentrantLock();
  private final Output output;
  private final String sessionId;
  private long segmentId;
  private long seq;

  StreamOutput(Output output, String sessionId) {
    this.output = output;
    this.sessionId = sessionId;
  }

  /** Returns what all chunks belong to. */
  public String sessionId() {
    return sessionId;
  }

  /** Sends the next chunk of the segment. */
  public void send(Data data) {
    send(data, org.dora.node.Metadata.empty());
  }

  /** Sends the next chunk of the segment, with further metadata. */
  public void send(Data data, org.dora.node.Metadata metadata) {
    lock.lock();
    try {
      transmit(data, metadata, false, false);
    } finally {
      lock.unlock();
    }
  }

  /** Sends the last chunk of the segment. */
  public void finish(Data data) {
    finish(data, org.dora.node.Metadata.empty());
  }

  /** Sends the last chunk of the segment, with further metadata. */
  public void finish(Data data, org.dora.node.Metadata metadata) {
    lock.lock();
    try {
      transmit(data, metadata, true, false);
      nextSegment();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Breaks the segment off and sends the first chunk of another: what was sent before and has not
   * been read yet is dropped.
   */
  public void flush(Data data) {
    flush(data, org.dora.node.Metadata.empty());
  }

  /** The same, with further metadata. */
  public void flush(Data data, org.dora.node.Metadata metadata) {
    lock.lock();
    try {
      if (seq > 0) {
        nextSegment();
      }
      transmit(data, metadata, false, true);
    } finally {
      lock.unlock();
    }
  }

  private void nextSegment() {
    segmentId++;
    seq = 0;
  }

  private void transmit(Data data, org.dora.node.Metadata metadata, boolean fin, boolean flush) {
    org.dora.node.Metadata numbered =
        metadata
            .copy()
            .put(Metadata.SESSION_ID, sessionId)
            .put(Metadata.SEGMENT_ID, segmentId)
            .put(Metadata.SEQ, seq)
            .put(Metadata.FIN, fin);
    if (flush) {
      numbered.put(Metadata.FLUSH, true);
    }
    output.send(data, numbered);
    seq++;
  }
}
