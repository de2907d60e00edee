package org.dora.daemon.download;

import java.nio.file.Path;

/**
 * A file that was downloaded.
 *
 * @param path where it is
 * @param sha256 of its bytes, in lower-case hex
 * @param size in bytes
 */
public record DownloadedFile(Path path, String sha256, long size) {}
