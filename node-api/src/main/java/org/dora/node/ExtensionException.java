package org.dora.node;

import org.dora.common.DoraException;

/** A value of an extension that the daemon refuses to keep, give or drop. */
public final class ExtensionException extends DoraException {
  private static final long serialVersionUID = 1L;

  ExtensionException(String message) {
    super(message);
  }
}
