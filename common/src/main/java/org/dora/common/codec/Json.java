package org.dora.common.codec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks module {@code codegen} for a JSON codec of a record, sealed interface or enum: class {@code
 * XJson} in this package, with static {@code write} and {@code read}.
 *
 * <p>A record is a map of its components, named in snake case; one that is {@code @Nullable} is
 * written as null and may be missing. A sealed interface is tagged externally, as the released
 * program does it: {@code "Variant"} for a variant without components, {@code {"Variant":{…}}} for
 * others, {@code {"Variant":…}} for one that is {@link Transparent}. A constant of an enum is its
 * name in camel case. {@link Name} gives other names.
 */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface Json {}
