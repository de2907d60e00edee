package org.dora.common.codec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a record of one component that is written as that component alone (a newtype). */
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface Transparent {}
