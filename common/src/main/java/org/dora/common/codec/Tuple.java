package org.dora.common.codec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a record that is a list of its components in JSON: {@code ["node","output"]}. */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface Tuple {}
