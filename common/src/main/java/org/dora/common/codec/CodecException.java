package org.dora.common.codec;

import org.dora.common.DoraException;

/** Bytes that are not the message they were read as. */
public final class CodecException extends DoraException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what was found where, and what was expected
   */
  public CodecException(String message) {
    super(message);
  }
}
