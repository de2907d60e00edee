package org.dora.common.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.memory.Payload;
import org.dora.common.message.Bytes;

/**
 * Writes values in postcard encoding (node-protocol.md, section 4).
 *
 * <p>Payloads are not copied: the writer keeps their place, and {@link #forEachPiece} hands out the
 * bytes before, the payload, the bytes after, in order, for a gathering write. The writer holds no
 * reference to a payload; whoever writes keeps its own until the pieces are sent. Reusable after
 * {@link #clear()}; not thread-safe.
 */
public final class PostcardWriter {

  /** Writes one value. */
  @FunctionalInterface
  public interface Encoder<T> {
    /** Appends {@code value} to {@code out}. */
    void write(PostcardWriter out, T value);
  }

  /** A payload and the length of the envelope in front of it. */
  private record Slot(int envelopeLength, Payload payload) {}

  private byte[] envelope = new byte[256];
  private int length;
  private long payloadBytes;
  private final List<Slot> slots = new ArrayList<>();

  /** Forgets everything written. */
  public void clear() {
    length = 0;
    payloadBytes = 0;
    slots.clear();
  }

  /** Returns the number of bytes written so far, payloads included. */
  public long size() {
    return length + payloadBytes;
  }

  /**
   * Calls {@code piece} with everything written, in order. The buffers are views, valid until the
   * next change of this writer.
   */
  public void forEachPiece(Consumer<ByteBuffer> piece) {
    int from = 0;
    for (Slot slot : slots) {
      piece.accept(ByteBuffer.wrap(envelope, from, slot.envelopeLength - from));
      piece.accept(slot.payload.bytes().asByteBuffer());
      from = slot.envelopeLength;
    }
    piece.accept(ByteBuffer.wrap(envelope, from, length - from));
  }

  /** Returns a copy of everything written, payloads included; for small messages and tests. */
  public byte[] toByteArray() {
    ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(size()));
    forEachPiece(all::put);
    return all.array();
  }

  /** Appends bytes without their length. */
  public void writeRaw(byte[] bytes) {
    ensure(bytes.length);
    System.arraycopy(bytes, 0, envelope, length, bytes.length);
    length += bytes.length;
  }

  /** Appends one byte. */
  public void writeByte(int value) {
    ensure(1);
    envelope[length++] = (byte) value;
  }

  /** Appends a truth value. */
  public void writeBool(boolean value) {
    writeByte(value ? 1 : 0);
  }

  /** Appends a varint of the value read as unsigned. */
  public void writeUnsigned(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      envelope[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    envelope[length++] = (byte) rest;
  }

  /** Appends a zigzag varint. */
  public void writeSigned(long value) {
    writeUnsigned((value << 1) ^ (value >> 63));
  }

  /** Appends eight bytes, little-endian. */
  public void writeF64(double value) {
    writeFixed64(Double.doubleToRawLongBits(value));
  }

  /** Appends a length and UTF-8. */
  public void writeString(String value) {
    writeHeapBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends a length and the bytes. */
  public void writeBytes(Bytes value) {
    writeHeapBytes(value.toArray());
  }

  /** Appends a length and 16 bytes in text order. */
  public void writeUuid(UUID value) {
    writeUnsigned(16);
    writeFixed64(Long.reverseBytes(value.getMostSignificantBits()));
    writeFixed64(Long.reverseBytes(value.getLeastSignificantBits()));
  }

  /** Appends RFC 3339 text with 0, 3, 6 or 9 digits of fraction. */
  public void writeInstant(Instant value) {
    writeString(value.toString());
  }

  /** Appends the time as a varint and the clock's 16 bytes without a length. */
  public void writeTimestamp(HlcTimestamp value) {
    writeUnsigned(value.time());
    writeFixed64(value.id().low());
    writeFixed64(value.id().high());
  }

  /** Appends the payload's length and keeps a place for its bytes. */
  public void writePayload(Payload payload) {
    writeUnsigned(payload.size());
    slots.add(new Slot(length, payload));
    payloadBytes += payload.size();
  }

  /** Appends the index of a variant. */
  public void writeVariant(int index) {
    writeUnsigned(index);
  }

  /** Says whether an optional value follows. */
  public void writePresent(boolean present) {
    writeByte(present ? 1 : 0);
  }

  /** Appends a count and the values. */
  public <T> void writeList(List<T> values, Encoder<? super T> encoder) {
    writeUnsigned(values.size());
    for (T value : values) {
      encoder.write(this, value);
    }
  }

  /** Appends a count and the entries in ascending order of their keys' UTF-8 bytes. */
  public <T> void writeMap(Map<String, T> entries, Encoder<? super T> encoder) {
    writeUnsigned(entries.size());
    if (entries.isEmpty()) {
      return;
    }
    List<Map.Entry<String, T>> ordered = new ArrayList<>(entries.entrySet());
    ordered.sort((a, b) -> compareUtf8(a.getKey(), b.getKey()));
    for (Map.Entry<String, T> entry : ordered) {
      writeString(entry.getKey());
      encoder.write(this, entry.getValue());
    }
  }

  /** UTF-8 orders like code points; UTF-16 does not where surrogates meet U+E000 and above. */
  private static int compareUtf8(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private void writeHeapBytes(byte[] bytes) {
    writeUnsigned(bytes.length);
    writeRaw(bytes);
  }

  private void writeFixed64(long littleEndian) {
    ensure(8);
    for (int i = 0; i < 8; i++) {
      envelope[length++] = (byte) (littleEndian >>> (8 * i));
    }
  }

  private void ensure(int more) {
    if (envelope.length - length < more) {
      envelope = Arrays.copyOf(envelope, Math.max(envelope.length * 2, length + more));
    }
  }
}
