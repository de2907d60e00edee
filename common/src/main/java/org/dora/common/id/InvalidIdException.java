package org.dora.common.id;

import org.dora.common.DoraException;

/** A text that breaks dora's rules for the kind of id it was meant to be. */
public final class InvalidIdException extends DoraException {
  private static final long serialVersionUID = 1L;

  InvalidIdException(String message) {
    super(message);
  }
}
