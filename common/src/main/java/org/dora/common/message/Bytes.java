package org.dora.common.message;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.dora.common.memory.Payload;

/** Immutable bytes on the heap, for the small values in messages that are not payloads. */
public final class Bytes {
  private final byte[] bytes;
  private final int from;
  private final int size;

  private Bytes(byte[] bytes, int from, int size) {
    this.bytes = bytes;
    this.from = Objects.checkFromIndexSize(from, size, bytes.length);
    this.size = size;
  }

  /** Returns a copy of {@code bytes}. */
  public static Bytes copyOf(byte[] bytes) {
    return wrap(bytes.clone());
  }

  /** Returns {@code bytes} themselves, which nobody may change from now on. */
  public static Bytes wrap(byte[] bytes) {
    return new Bytes(bytes, 0, bytes.length);
  }

  /** Returns the UTF-8 bytes of {@code text}. */
  public static Bytes utf8(String text) {
    return wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns one byte. */
  public byte get(int index) {
    return bytes[from + Objects.checkIndex(index, size)];
  }

  /** Returns a part of the bytes, without a copy. */
  public Bytes slice(int index, int length) {
    return new Bytes(bytes, from + Objects.checkFromIndexSize(index, length, size), length);
  }

  /** Returns a copy of the bytes. */
  public byte[] toArray() {
    return Arrays.copyOfRange(bytes, from, from + size);
  }

  /** Returns a view of the bytes. */
  public ByteBuffer asByteBuffer() {
    return ByteBuffer.wrap(bytes, from, size).slice().asReadOnlyBuffer();
  }

  /** Returns the bytes as a payload that nobody has to release. */
  public Payload asPayload() {
    return new Payload(MemorySegment.ofBuffer(asByteBuffer()), null);
  }

  /** Appends the bytes to {@code target}. */
  public void appendTo(ByteBuffer target) {
    target.put(bytes, from, size);
  }

  /** Returns the bytes read as UTF-8, invalid sequences replaced. */
  public String utf8() {
    return new String(bytes, from, size, StandardCharsets.UTF_8);
  }

  /** Returns the number of bytes. */
  public int size() {
    return size;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && asByteBuffer().equals(that.asByteBuffer());
  }

  @Override
  public int hashCode() {
    return asByteBuffer().hashCode();
  }

  @Override
  public String toString() {
    return "Bytes[" + HexFormat.of().formatHex(bytes, from, from + size) + "]";
  }
}
