package org.dora.common.arrow;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.FieldNode;
import org.apache.arrow.flatbuf.RecordBatch;
import org.dora.common.arrow.ArrayLayout.Kind;
import org.dora.common.arrow.ArrayNode.Range;

/**
 * Assigns a batch's nodes and buffers to the arrays of its column, depth first.
 *
 * <p>What it returns can be read without harm, whoever sent it: lengths, buffers and what they
 * refer to are checked against each other and against the body.
 */
final class BatchReader {
  private static final int MAX_DEPTH = 64;

  private final ByteBuffer stream;
  private final IpcStream.Batch batch;
  private final RecordBatch header;
  private int nextNode;
  private int nextBuffer;
  private int nextVariadic;

  private BatchReader(ByteBuffer stream, IpcStream.Batch batch) {
    this.stream = stream;
    this.batch = batch;
    this.header = batch.header();
  }

  static ArrayNode read(ByteBuffer stream, IpcStream.Batch batch, Field field, ArrayLayout layout) {
    BatchReader reader = new BatchReader(stream, batch);
    ArrayNode root = reader.array(field, layout, 0);
    if (reader.nextNode != reader.header.nodesLength()
        || reader.nextBuffer != reader.header.buffersLength()) {
      throw new IpcException(
          "batch has "
              + reader.header.nodesLength()
              + " arrays and "
              + reader.header.buffersLength()
              + " buffers, its schema has "
              + reader.nextNode
              + " and "
              + reader.nextBuffer);
    }
    if (root.length() != reader.header.length()) {
      throw new IpcException(
          "batch of " + reader.header.length() + " rows has a column of " + root.length());
    }
    return root;
  }

  private ArrayNode array(Field field, ArrayLayout layout, int depth) {
    if (depth > MAX_DEPTH) {
      throw new IpcException("column is nested more than " + MAX_DEPTH + " levels deep");
    }
    if (nextNode >= header.nodesLength()) {
      throw new IpcException(
          "batch has " + header.nodesLength() + " arrays, its schema has more: " + name(field));
    }
    FieldNode node = header.nodes(nextNode++);
    int length = length(field, node);
    List<Range> buffers = buffers(field, layout.kind());
    int nulls = nulls(field, layout.kind(), node, length, buffers);
    List<ArrayNode> children = layout.children() == 0 ? List.of() : children(field, layout, depth);
    ArrayNode array = new ArrayNode(field, layout, length, nulls, buffers, children);
    new ArrayCheck(stream, array).check();
    return array;
  }

  private static int length(Field field, FieldNode node) {
    long length = node.length();
    if (length < 0 || length > Integer.MAX_VALUE - 8) {
      throw new IpcException("array " + name(field) + " has " + length + " values");
    }
    return (int) length;
  }

  private List<Range> buffers(Field field, Kind kind) {
    if (batch.unionsHaveValidity() && isUnion(kind)) {
      buffer(field); // written up to metadata V4, without a meaning
    }
    int count = (kind.hasValidity() ? 1 : 0) + kind.contentBuffers();
    if (kind == Kind.VIEWS) {
      count += variadic(field);
    }
    List<Range> buffers = new ArrayList<>(Math.min(count, 8));
    for (int i = 0; i < count; i++) {
      buffers.add(buffer(field));
    }
    return buffers;
  }

  private int variadic(Field field) {
    if (nextVariadic >= header.variadicBufferCountsLength()) {
      throw new IpcException("batch does not say how many data buffers " + name(field) + " has");
    }
    long count = header.variadicBufferCounts(nextVariadic++);
    if (count < 0 || count > header.buffersLength()) {
      throw new IpcException("array " + name(field) + " has " + count + " data buffers");
    }
    return (int) count;
  }

  private Range buffer(Field field) {
    if (nextBuffer >= header.buffersLength()) {
      throw new IpcException(
          "batch has " + header.buffersLength() + " buffers, its schema has more: " + name(field));
    }
    Buffer buffer = header.buffers(nextBuffer++);
    if (buffer.length() == 0) {
      return new Range(batch.bodyStart(), 0);
    }
    if (buffer.offset() < 0
        || buffer.length() < 0
        || buffer.length() > batch.bodyBytes()
        || buffer.offset() > batch.bodyBytes() - buffer.length()) {
      throw new IpcException(
          "buffer of "
              + buffer.length()
              + " bytes at "
              + buffer.offset()
              + " of array "
              + name(field)
              + " lies outside of the body of "
              + batch.bodyBytes()
              + " bytes");
    }
    return new Range(batch.bodyStart() + (int) buffer.offset(), (int) buffer.length());
  }

  private int nulls(Field field, Kind kind, FieldNode node, int length, List<Range> buffers) {
    if (kind == Kind.NULL) {
      return length;
    }
    if (!kind.hasValidity()) {
      return 0;
    }
    Range validity = buffers.getFirst();
    if (validity.length() == 0) {
      if (node.nullCount() > 0 && node.nullCount() != length) {
        throw new IpcException(
            "array "
                + name(field)
                + " has "
                + node.nullCount()
                + " nulls in "
                + length
                + " values but no validity bitmap");
      }
      return node.nullCount() > 0 ? length : 0;
    }
    if (validity.length() < (length + 7L) / 8 || node.nullCount() > length) {
      throw new IpcException(
          "array "
              + name(field)
              + " has a validity bitmap of "
              + validity.length()
              + " bytes and "
              + node.nullCount()
              + " nulls for "
              + length
              + " values");
    }
    // Arrow Java writes -1 where it did not count.
    return node.nullCount() < 0
        ? ArrayNode.zeros(stream, validity, length)
        : (int) node.nullCount();
  }

  private List<ArrayNode> children(Field field, ArrayLayout layout, int depth) {
    int count = field.childrenLength();
    if (layout.children() >= 0 && count != layout.children()) {
      throw new IpcException(
          "array " + name(field) + " has " + count + " children, expected " + layout.children());
    }
    List<ArrayNode> children = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Field child = field.children(i);
      if (child.dictionary() != null) {
        throw new IpcException(
            "array "
                + name(child)
                + " within a column is dictionary-encoded, expected plain values");
      }
      children.add(array(child, ArrayLayout.of(child), depth + 1));
    }
    return children;
  }

  private static boolean isUnion(Kind kind) {
    return kind == Kind.SPARSE_UNION || kind == Kind.DENSE_UNION;
  }

  private static String name(Field field) {
    return "'" + field.name() + "'";
  }
}
