package org.dora.node;

import java.lang.foreign.MemorySegment;
import java.util.function.Function;
import org.apache.arrow.vector.FieldVector;
import org.dora.common.arrow.IpcEncoder;
import org.dora.common.memory.Payload;
import org.jspecify.annotations.Nullable;

/**
 * What a message carries: one Arrow array, or nothing.
 *
 * <p>{@link Node#send} takes plain values as well; requests, goals, answers and chunks are given as
 * data. Nothing is copied before the message is sent, and arrays, vectors and segments stay the
 * caller's: they must not change until then. May be sent any number of times, by any thread.
 */
public final class Data {
  private static final Data NONE = new Data(null);

  private final @Nullable Function<IpcEncoder, Payload> encoding;

  private Data(@Nullable Function<IpcEncoder, Payload> encoding) {
    this.encoding = encoding;
  }

  /** Returns no data: receivers see an empty array of type Null. */
  public static Data none() {
    return NONE;
  }

  /** Returns an Arrow vector of any type, structs and lists included. */
  public static Data of(FieldVector vector) {
    return new Data(encoder -> encoder.encode(vector));
  }

  /** Returns bytes, as UInt8. */
  public static Data of(byte[] bytes) {
    return new Data(encoder -> encoder.encode(bytes));
  }

  /** Returns bytes from anywhere in memory, as UInt8. */
  public static Data of(MemorySegment bytes) {
    return new Data(encoder -> encoder.encode(bytes));
  }

  /** Returns one text, as Utf8. */
  public static Data of(String text) {
    return new Data(encoder -> encoder.encode(text));
  }

  /** Returns one integer, as Int64. */
  public static Data of(long value) {
    return new Data(encoder -> encoder.encode(value));
  }

  /** Returns one real number, as Float64. */
  public static Data of(double value) {
    return new Data(encoder -> encoder.encode(value));
  }

  /** Returns one truth value. */
  public static Data of(boolean value) {
    return new Data(encoder -> encoder.encode(value));
  }

  /** Returns integers, as Int32. */
  public static Data of(int[] values) {
    return new Data(encoder -> encoder.encode(values));
  }

  /** Returns integers, as Int64. */
  public static Data of(long[] values) {
    return new Data(encoder -> encoder.encode(values));
  }

  /** Returns real numbers, as Float32. */
  public static Data of(float[] values) {
    return new Data(encoder -> encoder.encode(values));
  }

  /** Returns real numbers, as Float64. */
  public static Data of(double[] values) {
    return new Data(encoder -> encoder.encode(values));
  }

  /** Returns truth values. */
  public static Data of(boolean[] values) {
    return new Data(encoder -> encoder.encode(values));
  }

  /** Returns what goes on the wire, now the caller's to release; null for no data. */
  @Nullable Payload encode(IpcEncoder encoder) {
    return encoding == null ? null : encoding.apply(encoder);
  }
}
