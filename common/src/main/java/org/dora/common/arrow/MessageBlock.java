package org.dora.common.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MetadataVersion;

/**
 * The frame around each message of a stream.
 *
 * <pre>
 *   0  FF FF FF FF   continuation marker
 *   4  i32           length of the metadata, padding included; zero ends the stream
 *   8  flatbuffer    padded with zeros so that the block's size is a multiple of 64
 *      body          follows, padded likewise
 * </pre>
 */
final class MessageBlock {
  static final int ALIGNMENT = 64;
  static final int PREFIX_BYTES = 8;
  static final int CONTINUATION = -1;

  private static final byte[] END = {-1, -1, -1, -1, 0, 0, 0, 0};

  private MessageBlock() {}

  static int endBytes() {
    return END.length;
  }

  static void writeEnd(MemorySegment stream) {
    MemorySegment.copy(
        MemorySegment.ofArray(END), 0, stream, stream.byteSize() - END.length, END.length);
  }

  static long padded(long bytes) {
    return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
  }

  /** Returns the whole block of a message whose header table is written. */
  static byte[] finish(FlatBufferBuilder builder, byte headerType, int header, long bodyBytes) {
    Message.startMessage(builder);
    Message.addVersion(builder, MetadataVersion.V5);
    Message.addHeaderType(builder, headerType);
    Message.addBodyLength(builder, bodyBytes);
    Message.addHeader(builder, header);
    builder.finish(Message.endMessage(builder));
    ByteBuffer metadata = builder.dataBuffer();
    byte[] block = new byte[(int) padded(PREFIX_BYTES + metadata.remaining())];
    ByteBuffer.wrap(block)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(CONTINUATION)
        .putInt(block.length - PREFIX_BYTES)
        .put(metadata);
    return block;
  }
}
