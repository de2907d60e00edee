package org.dora.coordinator.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages as frames of a server (RFC 6455), a piece at a time: the network's buffers never
 * hold more of a large message than they are good for. On the channel's I/O thread, apart from
 * {@link #send} and {@link #pending}.
 */
final class MessageWriter {
  /** Released clients take no frame of 16 MiB or more (control-protocol.md, section 2). */
  private static final int LARGEST_FRAME = 15 << 20;

  private static final int PIECE = 256 << 10;
  private static final int LONGEST_HEAD = 10;
  private static final byte FINAL = (byte) 0x80;

  /** A message of which a part is written. */
  private static final class Message {
    private final int opcode;
    private final Deque<ByteBuffer> pieces = new ArrayDeque<>();
    private final Runnable whenLeft;
    private final int size;
    private int left;
    private int leftOfFrame;

    private Message(int opcode, List<ByteBuffer> pieces, Runnable whenLeft) {
      this.opcode = opcode;
      this.whenLeft = whenLeft;
      this.pieces.addAll(pieces);
      this.size = pieces.stream().mapToInt(ByteBuffer::remaining).sum();
      this.left = size;
    }

    /** Returns the head of the next frame if one begins here. */
    private @Nullable ByteBuf head() {
      if (leftOfFrame > 0 || (left == 0 && size > 0)) {
        return null;
      }
      leftOfFrame = Math.min(left, LARGEST_FRAME);
      int first = (left == size ? opcode : 0) | (leftOfFrame == left ? FINAL : 0);
      ByteBuf head = Unpooled.buffer(LONGEST_HEAD).writeByte(first);
      if (leftOfFrame < 126) {
        return head.writeByte(leftOfFrame);
      }
      return leftOfFrame <= 0xFFFF
          ? head.writeByte(126).writeShort(leftOfFrame)
          : head.writeByte(127).writeLong(leftOfFrame);
    }

    /** Returns the next bytes of the present frame. */
    private ByteBuf next() {
      ByteBuffer piece = pieces.getFirst();
      int count = Math.min(Math.min(piece.remaining(), leftOfFrame), PIECE);
      ByteBuf next = Unpooled.wrappedBuffer(piece.slice(piece.position(), count));
      piece.position(piece.position() + count);
      left -= count;
      leftOfFrame -= count;
      if (!piece.hasRemaining()) {
        pieces.removeFirst();
      }
      return next;
    }
  }

  private final Channel channel;
  private final Deque<Message> queue = new ArrayDeque<>();
  private final AtomicLong pending = new AtomicLong();

  /** A write may be told at once that the network takes more, or no more. */
  private boolean writing;

  private boolean ended;

  MessageWriter(Channel channel) {
    this.channel = channel;
  }

  /** Returns how many bytes were given to send and have not left yet. */
  long pending() {
    return pending.get();
  }

  /**
   * Sends a message after those sent before. For any thread.
   *
   * @param whenLeft called when the pieces are of no use any more, sent or not
   */
  void send(int opcode, List<ByteBuffer> pieces, Runnable whenLeft) {
    Message message = new Message(opcode, pieces, whenLeft);
    pending.addAndGet(message.size);
    if (channel.eventLoop().inEventLoop()) {
      add(message);
    } else {
      channel.eventLoop().execute(() -> add(message));
    }
  }

  private void add(Message message) {
    if (ended) {
      message.whenLeft.run();
    } else {
      queue.add(message);
      write();
    }
  }

  /** Writes what the network takes; to be called again when it takes more. */
  void write() {
    if (writing) {
      return;
    }
    writing = true;
    while (!queue.isEmpty() && channel.isWritable()) {
      Message message = queue.getFirst();
      ByteBuf head = message.head();
      if (head != null) {
        channel.write(head, channel.voidPromise());
      }
      ByteBuf next = message.left > 0 ? message.next() : Unpooled.EMPTY_BUFFER;
      int count = next.readableBytes();
      boolean isLast = message.left == 0;
      if (isLast) {
        queue.removeFirst();
      }
      channel
          .write(next)
          .addListener(_ -> {
            pending.addAndGet(-count);
            if (isLast) {
              message.whenLeft.run();
            }
          });
    }
    writing = false;
    channel.flush();
  }

  /** Nothing can be sent any more. */
  void end() {
    ended = true;
    queue.forEach(message -> message.whenLeft.run());
    queue.clear();
  }
}
