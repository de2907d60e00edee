package org.dora.common.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Immutable bytes on the heap, for the small values in messages that are not payloads. */
public final class Bytes {
  private final byte[] bytes;

  private Bytes(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns a copy of {@code bytes}. */
  public static Bytes copyOf(byte[] bytes) {
    return new Bytes(bytes.clone());
  }

  /** Returns {@code bytes} themselves, which nobody may change from now on. */
  public static Bytes wrap(byte[] bytes) {
    return new Bytes(bytes);
  }

  /** Returns the UTF-8 bytes of {@code text}. */
  public static Bytes utf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns one byte. */
  public byte get(int index) {
    return bytes[index];
  }

  /** Returns a copy of the bytes. */
  public byte[] toArray() {
    return bytes.clone();
  }

  /** Appends the bytes to {@code target}. */
  public void appendTo(ByteBuffer target) {
    target.put(bytes);
  }

  /** Returns the bytes read as UTF-8, invalid sequences replaced. */
  public String utf8() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Returns the number of bytes. */
  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Bytes[" + HexFormat.of().formatHex(bytes) + "]";
  }
}
