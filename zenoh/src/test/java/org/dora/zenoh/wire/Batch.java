package org.dora.zenoh.wire;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.dora.zenoh.wire.TransportMessage.Frame;

/**
 * All messages of a batch.
 *
 * @param messages {@link TransportMessage}s, each {@link Frame} followed by its {@link
 *     NetworkMessage}s
 */
record Batch(List<Object> messages) {

  static Batch read(MemorySegment bytes) {
    WireReader reader = new WireReader(bytes);
    List<Object> messages = new ArrayList<>();
    while (reader.hasMore()) {
      TransportMessage message = TransportCodec.read(reader);
      messages.add(message);
      while (message instanceof Frame && reader.hasMore() && NetworkCodec.isNext(reader)) {
        messages.add(NetworkCodec.read(reader));
      }
    }
    return new Batch(messages);
  }

  /** Returns the bytes, which are valid until the writer is used again. */
  MemorySegment write(WireWriter writer) {
    writer.clear();
    for (Object message : messages) {
      switch (message) {
        case TransportMessage transport -> TransportCodec.write(writer, transport);
        case NetworkMessage network -> {
          NetworkCodec.writeHead(writer, network);
          writer.raw(network.payload());
        }
        default -> throw new AssertionError(message);
      }
    }
    return writer.written();
  }
}
