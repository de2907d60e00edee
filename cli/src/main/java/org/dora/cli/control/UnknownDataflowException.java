package org.dora.cli.control;

import org.dora.cli.CliException;

/** There is no dataflow of the name that a user gave. */
public final class UnknownDataflowException extends CliException {
  private static final long serialVersionUID = 1L;

  UnknownDataflowException(String message, String hint) {
    super(FAILURE, message, hint);
  }
}
