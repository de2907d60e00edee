package org.dora.common.codec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names the class that writes and reads a type whose JSON does not follow from its declaration. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface JsonBy {
  /** A class with static {@code write} and {@code read}, as codecs have them. */
  Class<?> value();
}
