package org.dora.common.net;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.dora.common.codec.PostcardReader;
import org.dora.common.memory.Payload;
import org.dora.common.memory.SegmentPool;

/**
 * The bytes of a binary message outside the heap, in pieces, to be read once and in order. A piece
 * goes back to the pool as soon as it is read, so that a large message costs a reader who puts it
 * somewhere else hardly more than itself. Not thread-safe.
 */
public final class ReceivedBytes implements PostcardReader.Source, AutoCloseable {
  /** The largest piece. */
  private static final int PIECE = 1 << 20;

  /** Where bytes come from. */
  @FunctionalInterface
  interface Origin {
    /** Fills a part of an array. */
    void read(byte[] target, int from, int count) throws IOException;
  }

  private final Deque<Payload> pieces = new ArrayDeque<>();
  private long size;

  /** How much of the first piece is read. */
  private long position;

  ReceivedBytes() {}

  /** Returns bytes that are on the heap; for tests. */
  public static ReceivedBytes of(byte[] bytes) {
    ReceivedBytes received = new ReceivedBytes();
    received.add(Payload.ofBytes(bytes));
    return received;
  }

  private void add(Payload piece) {
    if (piece.size() > 0) {
      pieces.add(piece);
      size += piece.size();
    }
  }

  /**
   * Appends what comes next.
   *
   * @param through what comes goes through this array
   */
  void append(Origin origin, long count, byte[] through) throws IOException {
    for (long left = count; left > 0; ) {
      Payload piece = SegmentPool.shared().allocate(Math.min(left, PIECE));
      try {
        fill(piece.bytes(), origin, through);
      } catch (IOException e) {
        piece.release();
        throw e;
      }
      add(piece);
      left -= piece.size();
    }
  }

  private static void fill(MemorySegment piece, Origin origin, byte[] through) throws IOException {
    MemorySegment block = MemorySegment.ofArray(through);
    for (long at = 0; at < piece.byteSize(); ) {
      int count = (int) Math.min(through.length, piece.byteSize() - at);
      origin.read(through, 0, count);
      MemorySegment.copy(block, 0, piece, at, count);
      at += count;
    }
  }

  /** Returns how many bytes are left to read. */
  public long size() {
    return size;
  }

  @Override
  public void read(ByteBuffer target) throws EOFException {
    Payload piece = pieces.peek();
    if (piece == null) {
      throw new EOFException("the message has no more bytes");
    }
    long count = Math.min(target.remaining(), piece.size() - position);
    target.put(piece.bytes().asSlice(position, count).asByteBuffer());
    position += count;
    size -= count;
    if (position == piece.size()) {
      pieces.remove().release();
      position = 0;
    }
  }

  /**
   * Fills a buffer.
   *
   * @throws EOFException if there are not as many bytes
   */
  public void readFully(ByteBuffer target) throws EOFException {
    while (target.hasRemaining()) {
      read(target);
    }
  }

  /** Returns what is left. */
  public byte[] toArray() {
    byte[] all = new byte[Math.toIntExact(size)];
    try {
      readFully(ByteBuffer.wrap(all));
    } catch (EOFException e) {
      throw new AssertionError("as many bytes as there are", e);
    }
    return all;
  }

  /** Lets go of what is not read. */
  @Override
  public void close() {
    pieces.forEach(Payload::release);
    pieces.clear();
    size = 0;
  }
}
