package org.dora.daemon.download;

/** Hears how far a download is, on the thread that does it. */
@FunctionalInterface
public interface DownloadProgress {
  /**
   * More has arrived.
   *
   * @param bytes so far
   * @param total of the file, or -1 if the server does not say
   */
  void received(long bytes, long total);
}
