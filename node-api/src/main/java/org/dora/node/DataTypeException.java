package org.dora.node;

import org.dora.common.DoraException;

/** Data of another Arrow type, or another number of values, than asked for. */
public final class DataTypeException extends DoraException {
  private static final long serialVersionUID = 1L;

  DataTypeException(String message) {
    super(message);
  }
}
