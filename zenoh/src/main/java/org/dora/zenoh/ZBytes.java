package org.dora.zenoh;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * The content of a payload or an attachment, where it lies: in native memory if it was received, on
 * the heap or in native memory if it was made here.
 *
 * @param segment the bytes; who sends them must not change them until the call has returned
 */
public record ZBytes(MemorySegment segment) {
  /** No bytes. */
  public static final ZBytes EMPTY = new ZBytes(MemorySegment.NULL);

  /** Wraps an array, which is not copied. */
  public static ZBytes of(byte[] bytes) {
    return new ZBytes(MemorySegment.ofArray(bytes));
  }

  /** Takes a text as UTF-8. */
  public static ZBytes of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns how many bytes there are. */
  public long size() {
    return segment.byteSize();
  }

  /** Returns a copy on the heap. */
  public byte[] toBytes() {
    return segment.toArray(JAVA_BYTE);
  }

  /** Returns the bytes as UTF-8; what is not becomes the replacement character. */
  public String tryToString() {
    return new String(toBytes(), StandardCharsets.UTF_8);
  }

  /** Returns whether both have the same bytes. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ZBytes bytes && segment.mismatch(bytes.segment) < 0;
  }

  @Override
  public int hashCode() {
    return segment.asByteBuffer().hashCode();
  }

  /** Returns how many bytes there are, in words. */
  @Override
  public String toString() {
    return size() + " bytes";
  }
}
