package org.dora.common.arrow;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.Field;

/** Builds a vector and its children over the buffers of a checked array. */
final class VectorLoad {
  private VectorLoad() {}

  static FieldVector load(
      Field field, ArrayNode array, BufferAllocator allocator, IpcDecoder.Body body) {
    FieldVector vector = field.createVector(allocator);
    try {
      fill(vector, array, body);
      return vector;
    } catch (RuntimeException | Error e) {
      vector.close();
      throw e;
    }
  }

  private static void fill(FieldVector vector, ArrayNode array, IpcDecoder.Body body) {
    List<ArrowBuf> buffers = new ArrayList<>(array.buffers().size());
    try {
      for (ArrayNode.Range range : array.buffers()) {
        buffers.add(body.buffer(range));
      }
      vector.loadFieldBuffers(new ArrowFieldNode(array.length(), array.nulls()), buffers);
    } finally {
      buffers.forEach(ArrowBuf::close); // the vector has references of its own
    }
    List<FieldVector> children = vector.getChildrenFromFields();
    if (children.size() != array.children().size()) {
      throw new IllegalArgumentException(
          "'"
              + vector.getName()
              + "' has "
              + array.children().size()
              + " children, of which Java's vector keeps "
              + children.size()
              + " (two of one name?)");
    }
    for (int i = 0; i < children.size(); i++) {
      fill(children.get(i), array.children().get(i), body);
    }
  }
}
