package org.dora.zenoh.wire;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.dora.zenoh.ZenohId;

/** A growing piece of native memory to which an encoder writes; for one thread. */
public final class WireWriter {
  private static final int FIRST_CAPACITY = 512;
  private static final byte MORE = (byte) 0x80;

  private MemorySegment memory = MemorySegment.NULL;
  private long position;

  /** Where the header is that says whether an extension follows. */
  private long chain;

  /** Forgets what was written. */
  public WireWriter clear() {
    position = 0;
    return this;
  }

  /** Returns how many bytes were written since the last {@link #clear}. */
  public long size() {
    return position;
  }

  /** Returns what was written, where it lies; it is valid until the next {@link #clear}. */
  public MemorySegment written() {
    return memory.asSlice(0, position);
  }

  /** Returns the memory whose first {@link #size} bytes were written. */
  public MemorySegment memory() {
    return memory;
  }

  /** Appends bytes as they are. */
  public void raw(MemorySegment bytes) {
    long size = bytes.byteSize();
    reserve(size);
    MemorySegment.copy(bytes, 0, memory, position, size);
    position += size;
  }

  void u8(int value) {
    reserve(1);
    memory.set(JAVA_BYTE, position++, (byte) value);
  }

  void u16(int value) {
    u8(value);
    u8(value >>> 8);
  }

  void z(long value) {
    reserve(9);
    long rest = value;
    for (int index = 0; index < 8; index++) {
      if (rest >>> 7 == 0) {
        memory.set(JAVA_BYTE, position++, (byte) rest);
        return;
      }
      memory.set(JAVA_BYTE, position++, (byte) (rest | 0x80));
      rest >>>= 7;
    }
    memory.set(JAVA_BYTE, position++, (byte) rest);
  }

  void bytes(MemorySegment bytes) {
    z(bytes.byteSize());
    raw(bytes);
  }

  void string(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    z(utf8.length);
    raw(utf8);
  }

  void raw(byte[] bytes) {
    reserve(bytes.length);
    MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, position, bytes.length);
    position += bytes.length;
  }

  /** Writes an identity without its length. */
  void zid(ZenohId zid) {
    int size = zid.size();
    for (int index = 0; index < size; index++) {
      u8(zid.byteAt(index));
    }
  }

  /** Writes the first byte of a message, which says by bit 7 whether extensions follow. */
  void header(int value) {
    chain = position;
    u8(value);
  }

  /** Writes an extension without value. */
  void extension(int id) {
    MemorySegment target = memory;
    target.set(JAVA_BYTE, chain, (byte) (target.get(JAVA_BYTE, chain) | MORE));
    chain = position;
    u8(id);
  }

  void extension(int id, long value) {
    extension(id);
    z(value);
  }

  void extension(int id, MemorySegment value) {
    extension(id);
    bytes(value);
  }

  private void reserve(long size) {
    if (size > memory.byteSize() - position) {
      long doubled = Math.max(FIRST_CAPACITY, memory.byteSize() * 2);
      long capacity = Math.max(doubled, position + size);
      MemorySegment larger = Arena.ofAuto().allocate(capacity);
      MemorySegment.copy(memory, 0, larger, 0, position);
      memory = larger;
    }
  }
}
