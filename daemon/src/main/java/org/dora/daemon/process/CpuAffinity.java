package org.dora.daemon.process;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.Consumer;

/**
 * Binds the calling thread to some cores for the time of a spawn, so that the child inherits them.
 * Closing it gives the thread its own cores back.
 */
final class CpuAffinity implements AutoCloseable {
  private static final int CORES = NativePosix.CPU_SET_BYTES * Byte.SIZE;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment before = arena.allocate(NativePosix.CPU_SET_BYTES, Long.BYTES);
  private boolean changed;

  private CpuAffinity() {}

  /**
   * Binds the calling thread as far as possible; nothing here is fatal (spec/daemon.md, section
   * 1.3).
   *
   * @param cores the cores, empty to change nothing
   * @param warnings hears what could not be done
   */
  static CpuAffinity bind(List<Integer> cores, Consumer<String> warnings) {
    CpuAffinity affinity = new CpuAffinity();
    if (cores.isEmpty()) {
      return affinity;
    }
    if (!NativePosix.hasAffinity()) {
      warnings.accept("cpu_affinity " + cores + " ignored: this system cannot bind to cores");
      return affinity;
    }
    affinity.change(cores, warnings);
    return affinity;
  }

  private void change(List<Integer> cores, Consumer<String> warnings) {
    int error = NativePosix.getAffinity(before);
    if (error < 0) {
      warnings.accept("cpu_affinity " + cores + " ignored: " + NativePosix.errorText(-error));
      return;
    }
    MemorySegment wanted = arena.allocate(NativePosix.CPU_SET_BYTES, Long.BYTES);
    for (int core : cores) {
      if (core >= 0 && core < CORES) {
        set(wanted, core);
      } else {
        warnings.accept("cpu_affinity: core %d skipped, not in 0..%d".formatted(core, CORES - 1));
      }
    }
    error = NativePosix.setAffinity(wanted);
    if (error < 0) {
      warnings.accept(
          "cpu_affinity %s ignored, none of the cores can be used: %s"
              .formatted(cores, NativePosix.errorText(-error)));
      return;
    }
    changed = true;
    warnAboutMissing(wanted, cores, warnings);
  }

  /** The kernel silently leaves out cores that the machine or our cpuset does not have. */
  private void warnAboutMissing(
      MemorySegment wanted, List<Integer> cores, Consumer<String> warnings) {
    MemorySegment granted = arena.allocate(NativePosix.CPU_SET_BYTES, Long.BYTES);
    if (NativePosix.getAffinity(granted) < 0) {
      return;
    }
    for (int core : cores) {
      if (core >= 0 && core < CORES && isSet(wanted, core) && !isSet(granted, core)) {
        warnings.accept("cpu_affinity: core %d skipped, not available here".formatted(core));
      }
    }
  }

  // cpu_set_t is an array of unsigned long; on little-endian machines that is an array of bytes.
  private static void set(MemorySegment mask, int core) {
    int index = core / Byte.SIZE;
    int bits = mask.get(JAVA_BYTE, index) | 1 << (core % Byte.SIZE);
    mask.set(JAVA_BYTE, index, (byte) bits);
  }

  private static boolean isSet(MemorySegment mask, int core) {
    return (mask.get(JAVA_BYTE, core / Byte.SIZE) & 1 << (core % Byte.SIZE)) != 0;
  }

  @Override
  public void close() {
    if (changed) {
      NativePosix.setAffinity(before);
    }
    arena.close();
  }
}
