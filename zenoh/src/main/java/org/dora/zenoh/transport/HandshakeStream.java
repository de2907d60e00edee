package org.dora.zenoh.transport;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.dora.zenoh.wire.CloseReason;
import org.dora.zenoh.wire.TransportCodec;
import org.dora.zenoh.wire.TransportMessage;
import org.dora.zenoh.wire.WireReader;
import org.dora.zenoh.wire.WireWriter;

/** A link on which one message is in each batch: not a byte beyond the handshake is read. */
final class HandshakeStream {
  private static final ValueLayout.OfShort LENGTH =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Link link;

  HandshakeStream(Link link) {
    this.link = link;
  }

  void send(TransportMessage message) throws IOException {
    WireWriter writer = new WireWriter();
    TransportCodec.write(writer, message);
    MemorySegment batch = Arena.ofAuto().allocate(LENGTH.byteSize() + writer.size());
    batch.set(LENGTH, 0, (short) writer.size());
    MemorySegment.copy(writer.memory(), 0, batch, LENGTH.byteSize(), writer.size());
    link.write(new ByteBuffer[] {batch.asByteBuffer()}, 1);
  }

  /** Returns the next message; {@link TransportMessage.Close} ends the handshake. */
  TransportMessage receive() throws IOException {
    int size = Short.toUnsignedInt(read((int) LENGTH.byteSize()).get(LENGTH, 0));
    TransportMessage message = TransportCodec.read(new WireReader(read(size)));
    if (message instanceof TransportMessage.Close close) {
      throw RefusedException.byPeer(close.reason());
    }
    return message;
  }

  private MemorySegment read(int size) throws IOException {
    MemorySegment memory = Arena.ofAuto().allocate(size);
    ByteBuffer target = memory.asByteBuffer();
    while (target.hasRemaining()) {
      if (link.read(target) < 0) {
        throw new EOFException("the link ended in the middle of the handshake");
      }
    }
    return memory;
  }

  static RefusedException unexpected(TransportMessage message, String expected) {
    return RefusedException.byUs(
        CloseReason.INVALID,
        "got %s; expected %s".formatted(message.getClass().getSimpleName(), expected));
  }
}
