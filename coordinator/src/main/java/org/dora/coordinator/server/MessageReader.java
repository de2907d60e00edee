package org.dora.coordinator.server;

import io.netty.buffer.ByteBuf;
import java.lang.foreign.MemorySegment;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.dora.common.memory.Payload;
import org.dora.common.memory.PayloadAllocator;
import org.dora.common.net.Mask;
import org.dora.common.net.Opcode;
import org.jspecify.annotations.Nullable;

/**
 * Puts the frames of a client (RFC 6455) together to messages. The bytes of a binary one go from
 * the network's buffers straight to their place outside the heap, so that a large one exists once,
 * and its memory is used again when the last who needs it has released it.
 */
final class MessageReader {
  private static final int SHORTEST_HEAD = 6;
  private static final int LONGEST_HEAD = 14;

  /** So much of a frame has to come before memory for all of it is taken. */
  private static final int FIRST = 1 << 20;

  /** What becomes of messages. Takes the arrays and the references. */
  interface Taker {
    void text(byte[] message);

    void binary(Payload message);

    void ping(byte[] data);

    /** The client ends the connection. */
    void close(byte[] data);
  }

  private final int limit;
  private final PayloadAllocator memory;
  private final Taker taker;
  private final ByteBuffer head = ByteBuffer.allocate(LONGEST_HEAD);

  /** How long the frame's head is, as far as it is known. */
  private int headLength = SHORTEST_HEAD;

  private boolean inPayload;
  private int opcode;
  private boolean isFinal;

  /** Of the next byte of the frame. */
  private int mask;

  /** The frame's bytes that have come, and how many there will be. */
  private int read;

  private int size;

  /** The message so far, without the frame that is read. */
  private byte[] message = new byte[0];

  private int length;
  private int kind = Opcode.CONTINUATION;
  private byte[] control = new byte[0];

  /** The binary message, if it has a single frame. */
  private @Nullable Payload payload;

  /**
   * @param limit of a message, in bytes
   * @param memory for binary messages
   */
  MessageReader(int limit, PayloadAllocator memory, Taker taker) {
    this.limit = limit;
    this.memory = memory;
    this.taker = taker;
  }

  /**
   * Takes what has come.
   *
   * @throws ProtocolException if it is not what a client may send; the connection is to be closed
   */
  void take(ByteBuf in) throws ProtocolException {
    while (in.isReadable()) {
      if (!inPayload) {
        readHead(in);
      }
      if (inPayload) {
        readPayload(in);
      }
    }
  }

  private void readHead(ByteBuf in) throws ProtocolException {
    while (in.isReadable() && head.position() < headLength) {
      head.put(in.readByte());
      if (head.position() == 2) {
        headLength =
            switch (head.get(1) & 0x7F) {
              case 126 -> SHORTEST_HEAD + Short.BYTES;
              case 127 -> LONGEST_HEAD;
              default -> SHORTEST_HEAD;
            };
      }
    }
    if (head.position() == headLength) {
      begin(head.flip());
      head.clear();
      headLength = SHORTEST_HEAD;
    }
  }

  private void begin(ByteBuffer frame) throws ProtocolException {
    int first = frame.get();
    int second = frame.get();
    long bytes =
        switch (second & 0x7F) {
          case 126 -> Short.toUnsignedInt(frame.getShort());
          case 127 -> frame.getLong();
          default -> second & 0x7F;
        };
    mask = frame.getInt();
    opcode = first & 0x0F;
    isFinal = first < 0;
    if ((first & 0x70) != 0 || second >= 0) {
      throw new ProtocolException("a frame that is not masked, or of an unknown extension");
    }
    boolean isControl = opcode >= Opcode.CLOSE;
    if (isControl && (!isFinal || bytes > Opcode.LARGEST_CONTROL_FRAME)) {
      throw new ProtocolException("a control frame of " + bytes + " bytes");
    }
    if (!isControl) {
      if (opcode > Opcode.BINARY
          || (opcode == Opcode.CONTINUATION) == (kind == Opcode.CONTINUATION)) {
        throw new ProtocolException("frames of messages do not follow each other");
      }
      if (bytes < 0 || bytes > limit - length) {
        throw new ProtocolException(
            "a message of %s bytes, and at most %d are taken"
                .formatted(Long.toUnsignedString(length + bytes), limit));
      }
      kind = opcode == Opcode.CONTINUATION ? kind : opcode;
    }
    size = (int) bytes;
    read = 0;
    control = isControl ? new byte[size] : control;
    if (opcode == Opcode.BINARY && isFinal) {
      payload = memory.allocate(size);
    }
    inPayload = true;
  }

  private void readPayload(ByteBuf in) throws ProtocolException {
    int count = Math.min(in.readableBytes(), size - read);
    ByteBuffer target = target(count);
    in.readBytes(target.duplicate());
    mask = Mask.apply(target, mask);
    read += count;
    if (read == size) {
      inPayload = false;
      end();
    }
  }

  /** Returns where the next bytes of the frame belong. */
  private ByteBuffer target(int count) {
    if (opcode >= Opcode.CLOSE) {
      return ByteBuffer.wrap(control, read, count);
    }
    return payload == null
        ? ByteBuffer.wrap(room(length + read + count), length + read, count)
        : payload.bytes().asSlice(read, count).asByteBuffer();
  }

  /** Returns the message with room for so many bytes. */
  private byte[] room(int needed) {
    if (message.length < needed) {
      boolean isEarly = needed <= length + FIRST;
      message = Arrays.copyOf(message, length + (isEarly ? Math.min(size, FIRST) : size));
    }
    return message;
  }

  private void end() throws ProtocolException {
    switch (opcode) {
      case Opcode.CONTINUATION, Opcode.TEXT, Opcode.BINARY -> {
        length += size;
        if (isFinal) {
          finish();
        }
      }
      case Opcode.PING -> taker.ping(control);
      case Opcode.CLOSE -> taker.close(control);
      case Opcode.PONG -> {
        // Asks for nothing.
      }
      default -> throw new ProtocolException("a frame of the unknown kind " + opcode);
    }
  }

  private void finish() {
    Payload single = payload;
    if (single != null) {
      payload = null;
      length = 0;
      kind = Opcode.CONTINUATION;
      taker.binary(single);
      return;
    }
    byte[] whole = message.length == length ? message : Arrays.copyOf(message, length);
    boolean isText = kind == Opcode.TEXT;
    message = new byte[0];
    length = 0;
    kind = Opcode.CONTINUATION;
    if (isText) {
      taker.text(whole);
    } else {
      taker.binary(new Payload(MemorySegment.ofArray(whole), null));
    }
  }

  /** Nothing comes any more. */
  void close() {
    if (payload != null) {
      payload.release();
      payload = null;
    }
  }
}
