package org.dora.common.memory;

/** Where memory for received messages comes from. */
@FunctionalInterface
public interface PayloadAllocator {
  /**
   * Returns a payload of exactly {@code size} bytes, starting at a multiple of 64, with one
   * reference. Its content is undefined.
   *
   * @param size bytes, zero or more
   */
  Payload allocate(long size);
}
