package org.dora.daemon.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.dora.common.files.PartialFile;
import org.jspecify.annotations.Nullable;

/**
 * Downloads one file by HTTP into a folder, where it appears complete or not at all.
 *
 * @param url {@code http://} or {@code https://}
 * @param folder made if it is missing
 * @param expectedSha256 what the bytes must hash to, in hex of any case; null for anything
 * @param executable whether its owner may execute the file
 */
public record FileDownload(
    String url, Path folder, @Nullable String expectedSha256, boolean executable) {
  /** Largest file that is taken. */
  static final long MAX_BYTES = 4L << 30;

  private static final int CHUNK = 64 << 10;

  /** Whether a path is an address that can be downloaded; capitals are not, as in dora. */
  public static boolean isUrl(String path) {
    return path.startsWith("http://") || path.startsWith("https://");
  }

  /**
   * Downloads the file; blocks.
   *
   * @throws DownloadException if that fails or the bytes are not the expected ones
   */
  public DownloadedFile fetch(DownloadProgress progress) {
    try (HttpSource source = HttpSource.open(url)) {
      String name = source.fileName();
      if (name == null) {
        throw new DownloadException("Could not find a filename for `" + url + "`");
      }
      Files.createDirectories(folder);
      Path partial = PartialFile.in(folder, ".partial-");
      try {
        String sha256 = receive(source, partial, progress);
        requireExpected(sha256);
        long size = Files.size(partial);
        Path file = folder.resolve(name);
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        return new DownloadedFile(file, sha256, size);
      } finally {
        Files.deleteIfExists(partial);
      }
    } catch (IOException e) {
      throw new DownloadException("failed to download from `" + url + "`", e);
    }
  }

  private String receive(HttpSource source, Path partial, DownloadProgress progress)
      throws IOException {
    MessageDigest digest = Sha256.digest();
    long received = 0;
    try (InputStream in = source.body();
        OutputStream out =
            Files.newOutputStream(
                partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] chunk = new byte[CHUNK];
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        received += count;
        requireBounded(Math.max(received, source.length()));
        digest.update(chunk, 0, count);
        out.write(chunk, 0, count);
        progress.received(received, source.length());
      }
    }
    if (source.length() >= 0 && received != source.length()) {
      throw new DownloadException(
          "failed to download from `"
              + url
              + "`: it ended after "
              + received
              + " of "
              + source.length()
              + " bytes");
    }
    if (executable) {
      Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwx------"));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void requireBounded(long size) {
    if (size > MAX_BYTES) {
      throw new DownloadException(
          "`" + url + "` is too large: " + size + " bytes, at most " + MAX_BYTES + " are taken");
    }
  }

  private void requireExpected(String sha256) {
    if (expectedSha256 != null && !expectedSha256.equalsIgnoreCase(sha256)) {
      throw new DownloadException(
          "SHA-256 mismatch for `" + url + "`: expected " + expectedSha256 + ", got " + sha256);
    }
  }
}
