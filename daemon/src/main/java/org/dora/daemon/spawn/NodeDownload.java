package org.dora.daemon.spawn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dora.daemon.download.DownloadProgress;
import org.dora.daemon.download.DownloadedFile;
import org.dora.daemon.download.FileDownload;
import org.dora.daemon.download.Sha256;
import org.jspecify.annotations.Nullable;

/** Downloads the program of a node whose {@code path} is an address (dataflow.md section 5.1). */
final class NodeDownload {
  private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Duration TELL_EVERY = Duration.ofSeconds(5);

  private NodeDownload() {}

  /**
   * Returns the program, downloaded anew unless a file with the expected digest is there already.
   *
   * @param sha256 what its bytes must hash to, or null
   * @param directory that the node works in
   * @throws PrepareException if the digest is none
   * @throws org.dora.daemon.download.DownloadException if the download fails
   */
  static Path fetch(
      String url, @Nullable String sha256, Path directory, Consumer<SpawnNotice> notices) {
    Path build = directory.resolve("build");
    if (sha256 == null) {
      DownloadedFile file = download(url, null, build, notices);
      notices.accept(
          new SpawnNotice(
              SpawnNotice.Log.NODE_WARNING,
              "downloaded `"
                  + url
                  + "` without verifying it; to do so, add `path_sha256: "
                  + file.sha256()
                  + "`"));
      return file.path();
    }
    if (!SHA256.matcher(sha256).matches()) {
      throw new PrepareException("invalid `path_sha256` (must be 64 hex chars): `" + sha256 + "`");
    }
    Path folder = build.resolve(sha256);
    Path known = known(folder, sha256);
    return known != null ? known : download(url, sha256, folder, notices).path();
  }

  /** Returns a file that was downloaded before and is still what it was. */
  private static @Nullable Path known(Path folder, String sha256) {
    if (!Files.isDirectory(folder)) {
      return null;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && Files.isExecutable(file)
            && Sha256.of(file).equalsIgnoreCase(sha256)) {
          return file;
        }
      }
      return null;
    } catch (IOException _) {
      return null; // the download will say what is wrong with the folder
    }
  }

  private static DownloadedFile download(
      String url, @Nullable String sha256, Path folder, Consumer<SpawnNotice> notices) {
    tell(notices, "downloading `" + url + "`");
    return new FileDownload(url, folder, sha256, true).fetch(sparsely(url, notices));
  }

  private static DownloadProgress sparsely(String url, Consumer<SpawnNotice> notices) {
    long[] next = {System.nanoTime() + TELL_EVERY.toNanos()};
    return (bytes, total) -> {
      long now = System.nanoTime();
      if (now - next[0] >= 0) {
        next[0] = now + TELL_EVERY.toNanos();
        tell(notices, "downloading `" + url + "`: " + megabytes(bytes, total));
      }
    };
  }

  private static String megabytes(long bytes, long total) {
    String known = total < 0 ? "" : String.format(Locale.ROOT, " of %.1f", total / 1e6);
    return String.format(Locale.ROOT, "%.1f%s MB", bytes / 1e6, known);
  }

  private static void tell(Consumer<SpawnNotice> notices, String text) {
    notices.accept(new SpawnNotice(SpawnNotice.Log.NODE_INFO, text));
  }
}
