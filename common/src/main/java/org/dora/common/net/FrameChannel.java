package org.dora.common.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.dora.common.codec.PostcardReader;
import org.dora.common.codec.PostcardWriter;
import org.dora.common.memory.PayloadAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Messages on a socket between daemon and node: eight bytes of length, little-endian, and a
 * postcard body (node-protocol.md, section 3).
 *
 * <p>Reads and writes block; both are made for virtual threads. One thread may read while another
 * writes, but not two of a kind. {@link #close()} may be called by any thread and ends both.
 */
public final class FrameChannel implements AutoCloseable {
  /** Largest body, in bytes, that may be sent or is accepted. */
  public static final long MAX_FRAME = 64L << 20;

  /** Up to here one copy is cheaper than a gathering write; the released writers do the same. */
  private static final int COALESCED = 16 * 1024;

  private final SocketChannel socket;
  private final PostcardReader reader;
  private final PostcardWriter writer = new PostcardWriter();
  private final ByteBuffer staging =
      ByteBuffer.allocateDirect(COALESCED).order(ByteOrder.LITTLE_ENDIAN);

  private boolean inBody;

  /** Since when the reader has waited for the rest of a body; 0 while it does not. */
  private volatile long waitingForBodySince;

  /**
   * @param socket a connected socket in blocking mode, closed with this
   * @param payloads where received payloads are put
   */
  public FrameChannel(SocketChannel socket, PayloadAllocator payloads) throws IOException {
    this.socket = socket;
    this.reader = new PostcardReader(this::receive, payloads);
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /**
   * Reads the next message.
   *
   * <p>A {@link org.dora.common.DoraException} other than {@link FrameTooLargeException} means that
   * this frame was not understood; the next one can still be read.
   *
   * @return the message, or null if the peer ended the connection between two frames
   * @throws FrameTooLargeException if the frame is beyond {@link #MAX_FRAME}; nothing more can be
   *     read
   */
  public <T> @Nullable T read(PostcardReader.Decoder<T> decoder) throws IOException {
    try {
      long length;
      try {
        length = reader.readFrameLength();
      } catch (UncheckedIOException e) {
        if (e.getCause() instanceof EOFException) {
          return null;
        }
        throw e;
      }
      if (Long.compareUnsigned(length, MAX_FRAME) > 0) {
        throw new FrameTooLargeException(length);
      }
      return readBody(decoder, length);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Returns whether bytes have been received that belong to the next message. */
  public boolean hasBuffered() {
    return reader.hasBuffered();
  }

  private <T> T readBody(PostcardReader.Decoder<T> decoder, long length) {
    inBody = true;
    reader.beginMessage(length);
    boolean understood = false;
    try {
      T message = decoder.read(reader);
      reader.endMessage();
      understood = true;
      return message;
    } finally {
      if (!understood) {
        reader.abandonMessage();
      }
      inBody = false;
      waitingForBodySince = 0;
    }
  }

  /**
   * Writes a message; its payloads are released by the caller afterwards.
   *
   * @throws FrameTooLargeException if the body is beyond {@link #MAX_FRAME}; nothing was written
   */
  public <T> void write(T message, PostcardWriter.Encoder<T> encoder) throws IOException {
    writer.clear();
    encoder.write(writer, message);
    long size = writer.size();
    if (size > MAX_FRAME) {
      throw new FrameTooLargeException(size);
    }
    staging.clear().putLong(size);
    if (size <= COALESCED - Long.BYTES) {
      writer.forEachPiece(staging::put);
      staging.flip();
      while (staging.hasRemaining()) {
        socket.write(staging);
      }
    } else {
      gather();
    }
  }

  private void gather() throws IOException {
    List<ByteBuffer> pieces = new ArrayList<>();
    pieces.add(staging.flip());
    writer.forEachPiece(pieces::add);
    ByteBuffer[] buffers = pieces.toArray(ByteBuffer[]::new);
    ByteBuffer last = buffers[buffers.length - 1];
    int first = 0;
    while (first < buffers.length - 1 || last.hasRemaining()) {
      socket.write(buffers, first, buffers.length - first);
      while (first < buffers.length - 1 && !buffers[first].hasRemaining()) {
        first++;
      }
    }
  }

  private void receive(ByteBuffer target) throws IOException {
    if (inBody && waitingForBodySince == 0) {
      waitingForBodySince = System.nanoTime();
    }
    if (socket.read(target) < 0) {
      throw new EOFException("connection closed by the peer");
    }
  }

  /**
   * Returns for how long the body of a frame whose header has arrived has been incomplete, in
   * nanoseconds; 0 while the reader waits for no body. For any thread.
   */
  public long bodyOverdueNanos() {
    long since = waitingForBodySince;
    return since == 0 ? 0 : Math.max(1, System.nanoTime() - since);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // Nothing is left to be saved of a socket that cannot even be closed.
    }
  }

  @Override
  public String toString() {
    return "FrameChannel[" + socket + "]";
  }
}
