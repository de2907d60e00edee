package org.dora.coordinator.store;

import org.dora.common.DoraException;
import org.jspecify.annotations.Nullable;

/** A store cannot be used, or could not keep something. */
public final class StoreException extends DoraException {
  private static final long serialVersionUID = 1;

  StoreException(String message) {
    super(message);
  }

  StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
