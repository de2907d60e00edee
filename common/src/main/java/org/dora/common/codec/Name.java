package org.dora.common.codec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Gives a component, variant or constant its name in JSON where that is not ours. */
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Name {
  /** The name on the wire. */
  String value();
}
