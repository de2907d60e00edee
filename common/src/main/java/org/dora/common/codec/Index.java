package org.dora.common.codec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Gives a variant its index on the wire where its place among {@code permits} is not that. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface Index {
  /** Index on the wire. */
  int value();
}
