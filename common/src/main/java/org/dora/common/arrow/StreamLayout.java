package org.dora.common.arrow;

import com.google.flatbuffers.FlatBufferBuilder;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.dora.common.memory.Payload;
import org.dora.common.memory.PayloadAllocator;

/**
 * Where everything lies in a stream of one batch that is about to be written.
 *
 * <p>Nodes and buffers are announced depth first; then {@link #reserve} takes memory for the whole
 * stream, writes all but the buffers' content, and {@link #buffer} says where that belongs.
 */
final class StreamLayout {
  private final byte[] schema;
  private long[] nodes = new long[8]; // length, null count; ...
  private int nodeWords;
  private long[] buffers = new long[16]; // start in the body, length; ...
  private int bufferWords;
  private long[] variadic = {};
  private long bodyBytes;
  private long bodyStart;

  StreamLayout(byte[] schema) {
    this.schema = schema;
  }

  void node(long length, long nulls) {
    nodes = withRoom(nodes, nodeWords);
    nodes[nodeWords++] = length;
    nodes[nodeWords++] = nulls;
  }

  /** Returns the buffer's index. */
  int buffer(long bytes) {
    buffers = withRoom(buffers, bufferWords);
    buffers[bufferWords++] = bodyBytes;
    buffers[bufferWords++] = bytes;
    bodyBytes += MessageBlock.padded(bytes);
    return bufferWords / 2 - 1;
  }

  /** The number of data buffers of a view array. */
  void variadic(long count) {
    variadic = Arrays.copyOf(variadic, variadic.length + 1);
    variadic[variadic.length - 1] = count;
  }

  /** Returns a payload that is complete but for the content of the buffers. */
  Payload reserve(PayloadAllocator memory) {
    byte[] batch = batchBlock();
    bodyStart = (long) schema.length + batch.length;
    Payload payload = memory.allocate(bodyStart + bodyBytes + MessageBlock.endBytes());
    try {
      MemorySegment stream = payload.bytes();
      MemorySegment.copy(MemorySegment.ofArray(schema), 0, stream, 0, schema.length);
      MemorySegment.copy(MemorySegment.ofArray(batch), 0, stream, schema.length, batch.length);
      zeroPadding(stream);
      MessageBlock.writeEnd(stream);
      return payload;
    } catch (RuntimeException e) {
      payload.release();
      throw e;
    }
  }

  /** Returns where a buffer's content belongs in a reserved payload. */
  MemorySegment buffer(Payload reserved, int index) {
    return reserved.bytes().asSlice(bodyStart + buffers[2 * index], buffers[2 * index + 1]);
  }

  private void zeroPadding(MemorySegment stream) {
    for (int i = 0; i < bufferWords; i += 2) {
      long end = buffers[i] + buffers[i + 1];
      long padding = MessageBlock.padded(end) - end;
      if (padding > 0) {
        stream.asSlice(bodyStart + end, padding).fill((byte) 0);
      }
    }
  }

  private byte[] batchBlock() {
    FlatBufferBuilder builder = new FlatBufferBuilder(256 + 16 * (nodeWords + bufferWords) / 2);
    RecordBatch.startBuffersVector(builder, bufferWords / 2);
    for (int i = bufferWords; i > 0; i -= 2) {
      Buffer.createBuffer(builder, buffers[i - 2], buffers[i - 1]);
    }
    int buffersAt = builder.endVector();
    RecordBatch.startNodesVector(builder, nodeWords / 2);
    for (int i = nodeWords; i > 0; i -= 2) {
      FieldNode.createFieldNode(builder, nodes[i - 2], nodes[i - 1]);
    }
    int nodesAt = builder.endVector();
    int variadicAt =
        variadic.length == 0 ? 0 : RecordBatch.createVariadicBufferCountsVector(builder, variadic);
    RecordBatch.startRecordBatch(builder);
    RecordBatch.addLength(builder, nodes[0]);
    RecordBatch.addNodes(builder, nodesAt);
    RecordBatch.addBuffers(builder, buffersAt);
    if (variadicAt != 0) {
      RecordBatch.addVariadicBufferCounts(builder, variadicAt);
    }
    int batch = RecordBatch.endRecordBatch(builder);
    return MessageBlock.finish(builder, MessageHeader.RecordBatch, batch, bodyBytes);
  }

  private static long[] withRoom(long[] words, int used) {
    return used < words.length ? words : Arrays.copyOf(words, 2 * words.length);
  }
}
