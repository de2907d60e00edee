package org.dora.common.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dora.common.clock.HlcId;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.memory.Payload;
import org.dora.common.memory.PayloadAllocator;
import org.dora.common.message.Bytes;

/**
 * Reads values in postcard encoding (node-protocol.md, section 4) from one message at a time.
 *
 * <p>The message comes through a window that is refilled from a source, so only envelopes pass over
 * the heap: a payload's bytes go from the source into memory of the {@link PayloadAllocator}. Every
 * length is checked against what is left of the message before anything is allocated. Not
 * thread-safe.
 */
public final class PostcardReader {

  /** Reads one value. */
  @FunctionalInterface
  public interface Decoder<T> {
    /** Takes a value from {@code in}. */
    T read(PostcardReader in);
  }

  /** Where further bytes come from. */
  @FunctionalInterface
  public interface Source {
    /**
     * Reads at least one byte into {@code target}, waiting for it.
     *
     * @throws java.io.EOFException if there are no more
     */
    void read(ByteBuffer target) throws IOException;
  }

  private static final int WINDOW = 64 * 1024;

  private final ByteBuffer window;
  private final Source source;
  private final PayloadAllocator payloads;

  /** Bytes of the message that were not read yet, in the window and behind it. */
  private long remaining;

  private long messageSize;
  private final List<Payload> taken = new ArrayList<>();

  /** Unlike a String's constructor it refuses what is malformed. */
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

  /**
   * A reader of many messages; each is announced by {@link #beginMessage}.
   *
   * @param source where bytes come from
   * @param payloads where payloads are put
   */
  public PostcardReader(Source source, PayloadAllocator payloads) {
    this.source = source;
    this.payloads = payloads;
    this.window = ByteBuffer.allocate(WINDOW).order(ByteOrder.LITTLE_ENDIAN).flip();
  }

  /** A reader of the one message that {@code message} is. */
  public PostcardReader(byte[] message, PayloadAllocator payloads) {
    this.source =
        target -> {
          throw new IllegalStateException("a message in memory has nothing behind it");
        };
    this.payloads = payloads;
    this.window = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    beginMessage(message.length);
  }

  /** Starts a message of {@code size} bytes. */
  public void beginMessage(long size) {
    remaining = size;
    messageSize = size;
    taken.clear();
  }

  /**
   * Ends a message that was read well; its payloads now belong to the caller.
   *
   * @throws CodecException if bytes are left over
   */
  public void endMessage() {
    if (remaining > 0) {
      throw new CodecException(
          "trailing bytes after decoded value ("
              + remaining
              + " of "
              + messageSize
              + " unconsumed) — likely a desynced or incompatible peer");
    }
    taken.clear();
  }

  /** Gives up a message: releases the payloads read from it and skips what is left. */
  public void abandonMessage() {
    taken.forEach(Payload::release);
    taken.clear();
    while (remaining > 0) {
      if (!window.hasRemaining()) {
        refill();
      }
      int skipped = (int) Math.min(remaining, window.remaining());
      window.position(window.position() + skipped);
      remaining -= skipped;
    }
  }

  /** Returns whether bytes behind the current message have come from the source. */
  public boolean hasBuffered() {
    return window.hasRemaining();
  }

  /**
   * Reads eight bytes in front of a message, little-endian.
   *
   * @return the length of the message that follows
   */
  public long readFrameLength() {
    beginMessage(Long.BYTES);
    return readFixed64();
  }

  /** Reads one byte, unsigned. */
  public int readByte() {
    take(1);
    if (!window.hasRemaining()) {
      refill();
    }
    return window.get() & 0xFF;
  }

  /** Reads a truth value. */
  public boolean readBool() {
    int value = readByte();
    if (value > 1) {
      throw new CodecException("found a bool of " + value + at() + ", expected 0 or 1");
    }
    return value == 1;
  }

  /**
   * Reads a varint.
   *
   * @param bits width of the number: 16, 32 or 64
   * @return the number; one of 64 bits is to be read as unsigned
   */
  public long readUnsigned(int bits) {
    long value = 0;
    for (int shift = 0; shift < bits; shift += 7) {
      int next = readByte();
      long part = next & 0x7F;
      if (bits - shift < 7 && part >>> (bits - shift) != 0) {
        break;
      }
      value |= part << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new CodecException("varint does not fit " + bits + " bits" + at());
  }

  /** Reads a zigzag varint of 64 bits. */
  public long readSigned() {
    long zigzag = readUnsigned(64);
    return (zigzag >>> 1) ^ -(zigzag & 1);
  }

  /** Reads eight bytes, little-endian. */
  public double readF64() {
    return Double.longBitsToDouble(readFixed64());
  }

  /** Reads a length and UTF-8. */
  public String readString() {
    byte[] bytes = readHeapBytes();
    try {
      return utf8.decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw new CodecException("text of " + bytes.length + " bytes" + at() + " is not UTF-8");
    }
  }

  /** Reads a length and bytes. */
  public Bytes readBytes() {
    return Bytes.copyOf(readHeapBytes());
  }

  /** Reads a length of 16 and 16 bytes in text order. */
  public UUID readUuid() {
    long length = readUnsigned(64);
    if (length != 16) {
      throw new CodecException("UUID of " + length + " bytes" + at() + ", expected 16");
    }
    long high = Long.reverseBytes(readFixed64());
    return new UUID(high, Long.reverseBytes(readFixed64()));
  }

  /** Reads RFC 3339 text. */
  public Instant readInstant() {
    String text = readString();
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw new CodecException("`" + text + "`" + at() + " is not an RFC 3339 time");
    }
  }

  /** Reads a time as a varint and a clock's 16 bytes. */
  public HlcTimestamp readTimestamp() {
    long time = readUnsigned(64);
    long low = readFixed64();
    return new HlcTimestamp(time, new HlcId(readFixed64(), low));
  }

  /** Reads a length and that many bytes into new payload memory with one reference. */
  public Payload readPayload() {
    long size = readLength();
    Payload payload = payloads.allocate(size);
    taken.add(payload);
    take(size);
    MemorySegment target = payload.bytes();
    int buffered = (int) Math.min(size, window.remaining());
    MemorySegment.copy(
        MemorySegment.ofArray(window.array()),
        window.arrayOffset() + window.position(),
        target,
        0,
        buffered);
    window.position(window.position() + buffered);
    ByteBuffer rest = target.asSlice(buffered).asByteBuffer();
    while (rest.hasRemaining()) {
      fill(rest);
    }
    return payload;
  }

  /** Reads the index of a variant. */
  public int readVariant() {
    return (int) readUnsigned(32);
  }

  /** Returns the failure to report for a variant that {@code type} does not have. */
  public CodecException unknownVariant(String type, int index) {
    return new CodecException(
        "variant " + Integer.toUnsignedString(index) + " of " + type + at() + " is unknown");
  }

  /** Reads the index and the value of an enum that has only one variant, named in failures. */
  public <T> T readOnlyVariant(String name, Decoder<T> decoder) {
    int index = readVariant();
    if (index != 0) {
      throw unknownVariant(name, index);
    }
    return decoder.read(this);
  }

  /** Reads whether an optional value follows. */
  public boolean readPresent() {
    int tag = readByte();
    if (tag > 1) {
      throw new CodecException("found an option tag of " + tag + at() + ", expected 0 or 1");
    }
    return tag == 1;
  }

  /** Reads a count and that many values. */
  public <T> List<T> readList(Decoder<? extends T> decoder) {
    int count = (int) readLength();
    List<T> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(decoder.read(this));
    }
    return values;
  }

  /** Reads a count and that many entries, in any order of keys; a later one wins. */
  public <T> Map<String, T> readMap(Decoder<? extends T> decoder) {
    int count = (int) readLength();
    if (count == 0) {
      return Map.of();
    }
    Map<String, T> entries = new HashMap<>();
    for (int i = 0; i < count; i++) {
      entries.put(readString(), decoder.read(this));
    }
    return entries;
  }

  /** Reads all that is left of the message: for the frames that are in another encoding. */
  public byte[] readRest() {
    return readHeapBytes(remaining);
  }

  private byte[] readHeapBytes() {
    return readHeapBytes(readLength());
  }

  private byte[] readHeapBytes(long length) {
    byte[] bytes = new byte[Math.toIntExact(length)];
    take(bytes.length);
    int done = 0;
    while (done < bytes.length) {
      if (!window.hasRemaining()) {
        refill();
      }
      int part = Math.min(bytes.length - done, window.remaining());
      window.get(bytes, done, part);
      done += part;
    }
    return bytes;
  }

  /** Reads a length or count: whatever it counts has at least one byte for each. */
  private long readLength() {
    long length = readUnsigned(64);
    if (length < 0 || length > remaining) {
      throw endOfMessage(Long.toUnsignedString(length));
    }
    return length;
  }

  private long readFixed64() {
    if (remaining >= Long.BYTES && window.remaining() >= Long.BYTES) {
      remaining -= Long.BYTES;
      return window.getLong();
    }
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 8) {
      value |= (long) readByte() << shift;
    }
    return value;
  }

  private void take(long size) {
    if (size > remaining) {
      throw endOfMessage(Long.toString(size));
    }
    remaining -= size;
  }

  private CodecException endOfMessage(String wanted) {
    return new CodecException(
        "message ends early: " + wanted + " bytes wanted" + at() + ", " + remaining + " left");
  }

  private String at() {
    return " at byte " + (messageSize - remaining);
  }

  private void refill() {
    window.clear();
    try {
      source.read(window);
    } catch (IOException e) {
      window.flip();
      throw new UncheckedIOException(e);
    }
    window.flip();
  }

  private void fill(ByteBuffer target) {
    try {
      source.read(target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
