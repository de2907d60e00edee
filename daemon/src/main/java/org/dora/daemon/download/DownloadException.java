package org.dora.daemon.download;

import org.dora.common.DoraException;
import org.jspecify.annotations.Nullable;

/** Says why a file could not be downloaded; nothing of it is left behind. */
public final class DownloadException extends DoraException {
  private static final long serialVersionUID = 1L;

  DownloadException(String message) {
    super(message);
  }

  DownloadException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
