package org.dora.zenoh;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Root of all failures that the library reports to its caller. */
public class ZenohException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what failed, where, what was found and what was expected
   */
  public ZenohException(String message) {
    super(message);
  }

  /**
   * @param message what failed, where, what was found and what was expected
   * @param cause the underlying failure
   */
  public ZenohException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Returns what failed; always present. */
  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }
}
