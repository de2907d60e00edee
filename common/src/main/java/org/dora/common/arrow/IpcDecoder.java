package org.dora.common.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.ForeignAllocation;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.dora.common.memory.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Reads payloads as Arrow vectors that lie over the payload's bytes.
 *
 * <p>A vector holds a reference to its payload until it is closed. Buffers that do not start at a
 * multiple of 8 in memory, as foreign writers may place them, are copied. Dictionary-encoded
 * columns are decoded into plain vectors. Safe for use by any thread; the vectors are not.
 */
public final class IpcDecoder {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_FIELDS = 10_000;

  private final BufferAllocator allocator;

  /**
   * @param allocator accounts for the vectors; closed by the caller, after the last vector
   */
  public IpcDecoder(BufferAllocator allocator) {
    this.allocator = allocator;
  }

  /**
   * Reads a payload; the caller keeps its own reference to it.
   *
   * @param payload an Arrow IPC stream of one column and one batch, or null for no payload
   * @return a vector that the caller closes; an empty {@code NullVector} for null
   * @throws IpcException if the released dora would refuse the payload, or it is damaged
   */
  public FieldVector decode(@Nullable Payload payload) {
    return decode(IpcView.of(payload));
  }

  /**
   * Reads an array whose metadata was read before.
   *
   * @return a vector that the caller closes
   * @throws IpcException if Arrow Java has no vector for the type
   */
  public FieldVector decode(IpcView view) {
    try {
      checkNesting(view.array().field(), 0, 0);
      Field field = Field.convertField(view.array().field());
      try (Body body = new Body(view)) {
        return view.isEncoded()
            ? new DictionaryColumn(allocator, view, field).decode(body)
            : VectorLoad.load(field, view.array(), allocator, body);
      }
    } catch (IpcException | OutOfMemoryException e) {
      throw e;
    } catch (RuntimeException e) {
      // Arrow Java has no exception of its own for what it refuses while it builds a vector.
      throw new IpcException("Arrow Java cannot hold " + view + ": " + e.getMessage(), e);
    }
  }

  /**
   * Refuses fields that contain themselves, which flatbuffers can say: Arrow would follow them for
   * ever. Also looks at children that the type of a field has no use for.
   *
   * @param before fields counted so far
   * @return fields counted with these
   */
  private static int checkNesting(org.apache.arrow.flatbuf.Field field, int depth, int before) {
    int fields = before + 1;
    if (depth > MAX_DEPTH || fields > MAX_FIELDS) {
      throw new IpcException(
          "schema has more than %d levels or %d fields".formatted(MAX_DEPTH, MAX_FIELDS));
    }
    for (int i = 0; i < field.childrenLength(); i++) {
      fields = checkNesting(field.children(i), depth + 1, fields);
    }
    return fields;
  }

  /** The payload's bytes as Arrow sees them; holds a reference while it or a vector is open. */
  final class Body implements AutoCloseable {
    private final @Nullable ArrowBuf mapped;
    private final IpcView view;

    private Body(IpcView view) {
      this.view = view;
      this.mapped = view.payload().bytes().isNative() ? map(view.payload()) : null;
    }

    private ArrowBuf map(Payload payload) {
      PayloadReference reference = new PayloadReference(payload);
      try {
        return allocator.wrapForeignAllocation(reference);
      } catch (RuntimeException e) {
        reference.release0(); // Arrow does so in some of the cases only
        throw e;
      }
    }

    /** Returns a buffer with one reference, which the caller releases. */
    ArrowBuf buffer(ArrayNode.Range range) {
      if (range.length() == 0) {
        return allocator.getEmpty();
      }
      if (mapped != null && (mapped.memoryAddress() + range.start()) % Long.BYTES == 0) {
        mapped.getReferenceManager().retain();
        return mapped.slice(range.start(), range.length());
      }
      ArrowBuf copy = allocator.buffer(range.length());
      copy.setBytes(0, range.of(view.stream().bytes()));
      copy.writerIndex(range.length());
      return copy;
    }

    @Override
    public void close() {
      if (mapped != null) {
        mapped.getReferenceManager().release();
      }
    }
  }

  private static final class PayloadReference extends ForeignAllocation {
    private final Payload payload;
    private boolean released;

    PayloadReference(Payload payload) {
      super(payload.size(), payload.bytes().address());
      this.payload = payload.retain();
    }

    @Override
    protected void release0() {
      if (!released) {
        released = true;
        payload.release();
      }
    }
  }
}
