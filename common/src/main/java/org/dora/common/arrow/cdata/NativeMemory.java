package org.dora.common.arrow.cdata;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * Memory from the C library's {@code malloc}: what native code may keep, hand on or free. Rust's
 * default allocator is the same. Little-endian machines of 64 bits only, as all of dora.
 */
public final class NativeMemory {
  private static final MethodHandle MALLOC =
      function("malloc", FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
  private static final MethodHandle FREE =
      function("free", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));

  private NativeMemory() {}

  private static MethodHandle function(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
  }

  /** Returns zeroed memory, aligned for anything. */
  public static MemorySegment allocate(long size) {
    try {
      MemorySegment memory =
          ((MemorySegment) MALLOC.invokeExact(Math.max(size, 1))).reinterpret(Math.max(size, 1));
      if (memory.address() == 0) {
        throw new OutOfMemoryError("malloc gave no " + size + " bytes");
      }
      return memory.fill((byte) 0);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new LinkageError("malloc", e);
    }
  }

  /** Frees memory of {@code malloc}; null does nothing. */
  public static void free(long address) {
    try {
      FREE.invokeExact(MemorySegment.ofAddress(address));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new LinkageError("free", e);
    }
  }

  /** Returns memory that lies anywhere. */
  public static MemorySegment at(long address, long size) {
    return MemorySegment.ofAddress(address).reinterpret(size);
  }

  /** Reads a text of known length. */
  public static String text(long address, long bytes) {
    return bytes == 0
        ? ""
        : new String(at(address, bytes).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
  }

  /** Reads a text that ends with a zero. */
  static String text(long address) {
    return at(address, Integer.MAX_VALUE).getString(0);
  }
}
