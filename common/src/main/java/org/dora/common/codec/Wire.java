package org.dora.common.codec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks module {@code codegen} for a codec of a record or sealed interface: class {@code XCodec} in
 * this package, with static {@code write} and {@code read}.
 *
 * <p>A record is written as its components in order. A sealed interface is written as the index of
 * the variant - its place among {@code permits}, counted from zero, unless {@link Index} says
 * otherwise - and then the variant's components.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface Wire {}
