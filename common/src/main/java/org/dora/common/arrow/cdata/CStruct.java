package org.dora.common.arrow.cdata;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The two structs of the Arrow C data interface, field by field: all are words of 8 bytes.
 *
 * <pre>
 *        ArrowArray (80 bytes)      ArrowSchema (72 bytes)
 *   0    length                     format
 *   8    null_count                 name
 *  16    offset                     metadata
 *  24    n_buffers                  flags
 *  32    n_children                 n_children
 *  40    buffers                    children
 *  48    children                   dictionary
 *  56    dictionary                 release
 *  64    release                    private_data
 *  72    private_data
 * </pre>
 */
public final class CStruct {
  public static final long ARRAY_SIZE = 80;
  public static final long SCHEMA_SIZE = 72;

  static final long LENGTH = 0;
  static final long NULL_COUNT = 8;
  static final long OFFSET = 16;
  static final long BUFFER_COUNT = 24;
  static final long BUFFERS = 40;
  static final long ARRAY_CHILDREN = 48;
  static final long ARRAY_DICTIONARY = 56;
  static final long ARRAY_RELEASE = 64;
  static final long ARRAY_PRIVATE = 72;

  static final long FORMAT = 0;
  static final long NAME = 8;
  static final long FLAGS = 24;
  static final long SCHEMA_CHILDREN = 40;
  static final long SCHEMA_DICTIONARY = 48;
  static final long SCHEMA_RELEASE = 56;
  static final long SCHEMA_PRIVATE = 64;

  /** At the same place in both. */
  static final long CHILD_COUNT = 32;

  static final long FLAG_NULLABLE = 2;
  static final long FLAG_KEYS_SORTED = 4;

  private static final MethodHandle RELEASE =
      Linker.nativeLinker().downcallHandle(FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

  private CStruct() {}

  static long word(MemorySegment struct, long offset) {
    return struct.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
  }

  static void setWord(MemorySegment struct, long offset, long value) {
    struct.set(ValueLayout.JAVA_LONG_UNALIGNED, offset, value);
  }

  /** Returns a child of either struct. */
  static MemorySegment child(MemorySegment struct, long childrenOffset, long index, long size) {
    MemorySegment pointers =
        NativeMemory.at(word(struct, childrenOffset), (index + 1) * Long.BYTES);
    return NativeMemory.at(word(pointers, index * Long.BYTES), size);
  }

  /** Gives an array back to whoever made it, unless that was done before. */
  public static void releaseArray(MemorySegment array) {
    release(array, ARRAY_RELEASE);
  }

  /** Gives a schema back to whoever made it, unless that was done before. */
  public static void releaseSchema(MemorySegment schema) {
    release(schema, SCHEMA_RELEASE);
  }

  private static void release(MemorySegment struct, long offset) {
    long function = word(struct, offset);
    if (function == 0) {
      return;
    }
    try {
      RELEASE.invokeExact(MemorySegment.ofAddress(function), struct);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new LinkageError("release", e);
    }
  }
}
