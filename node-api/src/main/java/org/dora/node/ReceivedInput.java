package org.dora.node;

import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.dora.common.arrow.ArrayTypeException;
import org.dora.common.arrow.IpcDecoder;
import org.dora.common.arrow.IpcException;
import org.dora.common.arrow.IpcView;
import org.dora.common.id.DataId;
import org.dora.common.memory.Payload;
import org.dora.common.message.Parameter;
import org.dora.common.queue.QueuedMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message on an input as it came, and the owner of one reference to its payload; nothing of it is
 * decoded before it is taken.
 */
final class ReceivedInput implements Event.Input, QueuedMessage {
  private final DataId id;
  private final org.dora.common.message.Metadata wireMetadata;
  private final @Nullable Payload payload;
  private @Nullable Metadata metadata;
  private @Nullable IpcView data;
  private @Nullable FieldVector vector;
  private RetainedInputs.@Nullable Lease lease;
  private boolean retained;
  private boolean closed;

  ReceivedInput(DataId id, org.dora.common.message.Metadata metadata, @Nullable Payload payload) {
    this.id = id;
    this.wireMetadata = metadata;
    this.payload = payload;
  }

  /** Hands the message over to one of another name; this one must not be used any more. */
  ReceivedInput renamed(DataId other) {
    return new ReceivedInput(other, wireMetadata, payload);
  }

  @Override
  public boolean isCorrelated() {
    return wireMetadata.isCorrelated();
  }

  /** Returns a text among the metadata, or null if there is none of that name. */
  @Nullable String text(String key) {
    return wireMetadata.parameter(key) instanceof Parameter.Text(String value) ? value : null;
  }

  /** Returns the same message with a life of its own: the new holder closes it. */
  ReceivedInput share() {
    ReceivedInput copy =
        new ReceivedInput(id, wireMetadata, payload == null ? null : payload.retain());
    copy.retained = true;
    return copy;
  }

  @Override
  public boolean isFlush() {
    return wireMetadata.isFlush();
  }

  @Override
  public void giveUp() {
    close();
  }

  boolean isRetained() {
    return retained;
  }

  /** Returns whether somebody still has the data, this one or another that shares it. */
  boolean isHeld() {
    return payload != null && !payload.isReleased();
  }

  /** Returns where this was retained, if it was and that is known. */
  Optional<Throwable> retained() {
    return lease == null ? Optional.empty() : lease.place();
  }

  /** Returns what is wrong with the data, if anything; a look at its header, no decoding. */
  Optional<String> defect() {
    try {
      data = IpcView.of(payload);
      return Optional.empty();
    } catch (IpcException e) {
      return Optional.of("message on input `" + id + "` cannot be decoded: " + e.getMessage());
    }
  }

  @Override
  public String id() {
    return id.value();
  }

  @Override
  public Metadata metadata() {
    Metadata known = metadata;
    if (known == null) {
      known = Metadata.received("metadata of input `" + id + "`", wireMetadata);
      metadata = known;
    }
    return known;
  }

  @Override
  public boolean hasData() {
    return payload != null;
  }

  @Override
  public int count() {
    return data().length();
  }

  @Override
  public String typeName() {
    return data().typeName();
  }

  @Override
  public <V extends FieldVector> V as(Class<V> type) {
    FieldVector any = vector();
    if (!type.isInstance(any)) {
      throw new DataTypeException(
          "input `"
              + id
              + "` holds "
              + typeName()
              + " ("
              + any.getClass().getSimpleName()
              + "), expected "
              + type.getSimpleName());
    }
    return type.cast(any);
  }

  @Override
  public FieldVector vector() {
    FieldVector known = vector;
    if (known == null) {
      known = decoded(Arrow.DECODER::decode);
      vector = known;
      handedOut();
    }
    return known;
  }

  @Override
  public MemorySegment segment() {
    MemorySegment values = decoded(IpcView::values);
    handedOut();
    return values.asReadOnly();
  }

  @Override
  public byte[] bytes() {
    return decoded(IpcView::toBytes);
  }

  @Override
  public int[] ints() {
    return decoded(IpcView::toInts);
  }

  @Override
  public long[] longs() {
    return decoded(IpcView::toLongs);
  }

  @Override
  public float[] floats() {
    return decoded(IpcView::toFloats);
  }

  @Override
  public double[] doubles() {
    return decoded(IpcView::toDoubles);
  }

  @Override
  public boolean[] booleans() {
    return decoded(IpcView::toBooleans);
  }

  @Override
  public List<String> strings() {
    return List.of(decoded(IpcView::toStrings));
  }

  @Override
  public String string() {
    return decoded(IpcView::string);
  }

  @Override
  public long longValue() {
    return decoded(IpcView::longValue);
  }

  @Override
  public double doubleValue() {
    return decoded(IpcView::doubleValue);
  }

  @Override
  public boolean booleanValue() {
    return decoded(IpcView::booleanValue);
  }

  /** Every access to the data passes here: names the input in failures. */
  private <T> T decoded(Function<IpcView, T> access) {
    try {
      return access.apply(data());
    } catch (ArrayTypeException e) {
      throw new DataTypeException(
          "input `" + id + "` holds " + e.actual() + ", expected " + e.expected());
    } catch (IpcException e) {
      throw new DataTypeException("input `" + id + "`: " + e.getMessage());
    } finally {
      Reference.reachabilityFence(this); // else the safety net might open under the copying
    }
  }

  /** Returns the data without a copy, valid until this is closed. */
  IpcView view() {
    return data();
  }

  private IpcView data() {
    if (closed) {
      throw new IllegalStateException(
          "input `"
              + id
              + "` is closed: its data is valid until the next event is taken, unless retain() was"
              + " called");
    }
    IpcView known = data;
    if (known == null) {
      known = IpcView.of(payload);
      data = known;
    }
    return known;
  }

  private void handedOut() {
    if (lease != null) {
      lease.handedOut();
    }
  }

  @Override
  public Event.Input retain() {
    data(); // refuses a closed input
    retained = true;
    if (payload != null && lease == null) {
      lease = RetainedInputs.watch(this, id.value(), payload);
      if (vector != null) {
        lease.handedOut();
      }
    }
    return this;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    data = null;
    if (lease != null) {
      lease.close();
    }
    if (vector != null) {
      vector.close();
    }
    if (payload != null) {
      payload.release();
    }
  }

  @Override
  public String toString() {
    return "Input[" + id + (closed ? ", closed" : data == null ? "" : ", " + data) + "]";
  }

  /** Loaded when a first vector is asked for. */
  private static final class Arrow {
    static final IpcDecoder DECODER = new IpcDecoder(new RootAllocator());
  }
}
