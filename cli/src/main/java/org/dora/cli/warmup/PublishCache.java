package org.dora.cli.warmup;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Gives a new cache its name once nothing can be wrong with it. Runs in a JVM that has taken the
 * cache itself, which proves it whole.
 */
public final class PublishCache {
  /** How many caches of other files, JVMs and kinds may stay: a robot's disk is small. */
  static final int OTHERS = 7;

  private static final String SUFFIX = ".aot";
  private static final int DIGEST_DIGITS = 16;

  private PublishCache() {}

  /**
   * Publishes the cache, or ends with 1.
   *
   * @param arguments the folder with the new cache ({@code aot}) and a file with the dora file's
   *     time ({@code time}), the name it is to get, the dora file, the digest of that file
   */
  public static void main(String[] arguments) throws IOException {
    boolean published =
        publish(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]), arguments[3]);
    System.exit(published ? 0 : 1);
  }

  static boolean publish(Path work, Path cache, Path file, String digest) throws IOException {
    FileTime time = Files.getLastModifiedTime(work.resolve("time"));
    Path made = work.resolve("aot");
    // On the disk before it has its name: after a power cut the name must not lead to half of it.
    try (FileChannel channel = FileChannel.open(made, READ, WRITE)) {
      channel.force(true);
    }
    Files.setLastModifiedTime(made, time);
    // What was recorded is the file that this is the name of only if the file is still the same,
    // and
    // the head finds the cache only if this file system keeps times as exactly as that one.
    if (!isStill(file, digest, time) || !Files.getLastModifiedTime(made).equals(time)) {
      return false;
    }
    Files.move(made, cache, ATOMIC_MOVE);
    removeOld(cache);
    return true;
  }

  private static boolean isStill(Path file, String digest, FileTime time) throws IOException {
    try (BufferedReader head = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      String line = head.readLine();
      while (line != null && !line.startsWith("build=")) {
        line = head.readLine();
      }
      return ("build=" + digest).equals(line) && Files.getLastModifiedTime(file).equals(time);
    }
  }

  /** Removes the caches of earlier builds of this file, and the oldest of other files and JVMs. */
  private static void removeOld(Path cache) throws IOException {
    String sameFileAndJvm = cache.getFileName().toString().substring(DIGEST_DIGITS);
    Map<Path, FileTime> others = new TreeMap<>();
    try (Stream<Path> files = Files.list(cache.resolveSibling(""))) {
      for (Path other : files.toList()) {
        String name = other.getFileName().toString();
        if (!name.endsWith(SUFFIX) || other.equals(cache)) {
          continue;
        }
        if (name.endsWith(sameFileAndJvm)) {
          Files.deleteIfExists(other);
        } else {
          // Its modification time is that of the dora file.
          others.put(other, (FileTime) Files.getAttribute(other, "unix:ctime"));
        }
      }
    }
    List<Path> newestFirst = new ArrayList<>(others.keySet());
    newestFirst.sort(Comparator.comparing(others::get, Comparator.reverseOrder()));
    for (Path other :
        newestFirst.subList(Math.min(OTHERS, newestFirst.size()), newestFirst.size())) {
      Files.deleteIfExists(other);
    }
  }
}
