package org.dora.common.daemonlink;

import org.dora.common.codec.JsonBy;
import org.jspecify.annotations.Nullable;

/**
 * Success or failure of something that gives nothing: {@code {"Ok":null}} or {@code {"Err":…}}.
 *
 * @param error why it failed, or null if it did not
 */
@JsonBy(OutcomeJson.class)
public record Outcome<E>(@Nullable E error) {
  /** Success. */
  public static <E> Outcome<E> ok() {
    return new Outcome<>(null);
  }

  /** Failure. */
  public static <E> Outcome<E> failed(E error) {
    return new Outcome<>(error);
  }

  public boolean isOk() {
    return error == null;
  }
}
