package org.dora.daemon.link;

import java.io.IOException;

/** The coordinator does not take this daemon. */
final class RegistrationRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason in the coordinator's words
   */
  RegistrationRefusedException(String reason) {
    super(reason);
  }
}
