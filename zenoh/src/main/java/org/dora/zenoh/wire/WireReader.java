package org.dora.zenoh.wire;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.dora.zenoh.ZenohId;
import org.jspecify.annotations.Nullable;

/** A place in a piece of memory from which a decoder reads on; for one thread. */
public final class WireReader {
  private static final int LONGEST_INTEGER = 9;

  private MemorySegment memory = MemorySegment.NULL;
  private long position;
  private long limit;

  /** Whether what is missing at the end is counted instead of being an error. */
  private boolean partial;

  private long missing;
  private @Nullable RecentKeys recentKeys;

  /** Creates a reader that has nothing to read yet. */
  public WireReader() {}

  /** Creates a reader of all of {@code memory}. */
  public WireReader(MemorySegment memory) {
    reset(memory, 0, memory.byteSize());
  }

  /** Reads {@code memory} from {@code start} up to {@code end} from now on. */
  public void reset(MemorySegment newMemory, long start, long end) {
    memory = newMemory;
    position = start;
    limit = end;
    partial = false;
    missing = 0;
  }

  /** Takes what this reads for the beginning of something longer; see {@link #missing}. */
  public WireReader ofBeginning() {
    partial = true;
    return this;
  }

  /** Returns how many bytes are known to follow those that are there. */
  public long missing() {
    return missing;
  }

  /** Returns whether there is anything left to read. */
  public boolean hasMore() {
    return position < limit;
  }

  /** Returns how much is left to read. */
  public long remaining() {
    return limit - position;
  }

  /** Returns the next byte without going on. */
  int peek() {
    need(1);
    return memory.get(JAVA_BYTE, position) & 0xff;
  }

  int u8() {
    need(1);
    return memory.get(JAVA_BYTE, position++) & 0xff;
  }

  /** Reads a little-endian number of two bytes. */
  int u16() {
    return u8() | u8() << 8;
  }

  /** Reads an integer of variable length: 7 bits a byte, all 8 of the ninth (§2.1). */
  long z() {
    int first = u8();
    if (first < 0x80) {
      return first;
    }
    long value = first & 0x7f;
    for (int index = 1; index < LONGEST_INTEGER - 1; index++) {
      long next = u8();
      value |= (next & 0x7f) << 7 * index;
      if (next < 0x80) {
        return value;
      }
    }
    return value | (long) u8() << 7 * (LONGEST_INTEGER - 1);
  }

  /** Reads an unsigned number of at most 32 bits. */
  long z32() {
    return bounded(0xffff_ffffL);
  }

  /** Reads an unsigned number of at most 16 bits. */
  int z16() {
    return (int) bounded(0xffff);
  }

  private long bounded(long largest) {
    long value = z();
    if (value < 0 || value > largest) {
      throw new MalformedException(
          "the number %s is too large; expected at most %d"
              .formatted(Long.toUnsignedString(value), largest));
    }
    return value;
  }

  /** Reads a number of bytes that has to be there. */
  int length() {
    long value = z();
    if (value < 0 || value > remaining()) {
      if (!partial || value < 0) {
        throw truncated(value);
      }
      missing = value - remaining();
      return (int) remaining();
    }
    return (int) value;
  }

  /** Returns the next bytes, whose length stands before them, where they lie. */
  MemorySegment bytes() {
    return take(length());
  }

  /** Returns all that is left, where it lies. */
  MemorySegment rest() {
    return take(remaining());
  }

  MemorySegment take(long size) {
    need(size);
    MemorySegment slice = memory.asSlice(position, size);
    position += size;
    return slice;
  }

  void skip(long size) {
    need(size);
    position += size;
  }

  /** Returns the next text, whose length stands before it. */
  String string() {
    return string(length());
  }

  String string(int size) {
    if (size == 0) {
      return "";
    }
    need(size);
    byte[] utf8 = new byte[size];
    MemorySegment.copy(memory, JAVA_BYTE, position, utf8, 0, size);
    position += size;
    String text = new String(utf8, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') >= 0) {
      throw new MalformedException("a text is not UTF-8: `%s`".formatted(text));
    }
    return text;
  }

  /** Returns the key whose suffix is in the next {@code size} bytes. */
  WireExpr key(int scope, int size, boolean ofSender) {
    RecentKeys recent = recentKeys;
    if (recent == null) {
      recent = new RecentKeys();
      recentKeys = recent;
    }
    return recent.of(scope, this, size, ofSender);
  }

  /** Returns the last of the next {@code size} bytes, 0 if these are none. */
  int lastOf(int size) {
    need(size);
    return size == 0 ? 0 : memory.get(JAVA_BYTE, position + size - 1) & 0xff;
  }

  /** Passes over the next {@code size} bytes if they are just these. */
  boolean skipIfNext(MemorySegment bytes, int size) {
    boolean same =
        bytes.byteSize() == size
            && MemorySegment.mismatch(memory, position, position + size, bytes, 0, size) < 0;
    if (same) {
      position += size;
    }
    return same;
  }

  /** Returns the next {@code size} bytes as an identity (§2.2). */
  ZenohId zid(int size) {
    if (size < 1 || size > Long.BYTES * 2) {
      throw new MalformedException("a Zenoh id has %d bytes; expected 1 to 16".formatted(size));
    }
    need(size);
    long low = 0;
    long high = 0;
    for (int index = 0; index < size; index++) {
      long next = u8();
      if (index < Long.BYTES) {
        low |= next << 8 * index;
      } else {
        high |= next << 8 * (index - Long.BYTES);
      }
    }
    if (low == 0 && high == 0) {
      throw new MalformedException("a Zenoh id is 0");
    }
    return new ZenohId(high, low);
  }

  private void need(long size) {
    if (size > limit - position) {
      throw truncated(size);
    }
  }

  private MalformedException truncated(long wanted) {
    return new MalformedException(
        "the message ends "
            + remaining()
            + " bytes after byte "
            + position
            + "; expected "
            + Long.toUnsignedString(wanted)
            + " more");
  }
}
