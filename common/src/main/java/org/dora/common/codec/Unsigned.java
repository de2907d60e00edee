package org.dora.common.codec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an {@code int} or {@code long} component that is unsigned on the wire: a plain varint
 * instead of a zigzag one.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.RECORD_COMPONENT)
public @interface Unsigned {
  /**
   * Width of the number on the wire: 16, 32 or 64 bits; larger values are refused by the reader.
   */
  int value();
}
