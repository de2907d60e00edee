package org.dora.interop.packaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A dora file, a JDK and a home of a test's own, where nothing has been started yet. */
final class StartupMachine {
  /** Far more than a recording takes on a busy machine. */
  private static final long LIMIT_SECONDS = 300;

  static final String JDK_BUILD = "25.0.9+1-test";

  final Path folder;
  final Path dora;
  final Path home;
  final WrappedJdk jdk;
  final Map<String, String> environment = new HashMap<>();

  StartupMachine(Path folder) {
    this.folder = folder;
    try {
      dora =
          Files.copy(Repository.dora(), folder.resolve("dora"), StandardCopyOption.COPY_ATTRIBUTES);
      home = Files.createDirectory(folder.resolve("home"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    jdk = WrappedJdk.of(folder.resolve("jdk"), JDK_BUILD);
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("HOME", home.toString());
    environment.put("JAVA_HOME", jdk.folder().toString());
  }

  Run run(String... arguments) {
    return Run.of(folder, environment, Command.of(dora, arguments));
  }

  /** Makes the cache, or waits until it is made. */
  Run warmUp() {
    return run("warm-up");
  }

  Path caches() {
    return home.resolve(".cache/dora-jvm");
  }

  /** Where the head looks for the cache of short commands. */
  Path cache() {
    return caches().resolve(cacheName());
  }

  /** Where the head looks for the cache of {@code dora run}. */
  Path runCache() {
    return caches().resolve(cacheName("run"));
  }

  String cacheName() {
    return cacheName("brief");
  }

  /** The names of both caches and the lock, as {@link #cacheFolder} has them. */
  List<String> everyName() {
    return List.of(cacheName(), cacheName("run"), "lock");
  }

  private String cacheName(String kind) {
    String suffix = "." + kind + ".aot";
    return digest() + "-" + JDK_BUILD + asName(jdk.folder()) + "-" + asName(dora) + suffix;
  }

  /** The digest that the head has of its file. */
  String digest() {
    return head()
        .lines()
        .filter(line -> line.startsWith("build="))
        .findFirst()
        .orElseThrow()
        .substring(6);
  }

  String head() {
    try {
      String bytes = Files.readString(dora, ISO_8859_1);
      return bytes.substring(0, bytes.indexOf("PK\003\004"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of what is in the folder of caches. */
  List<String> cacheFolder() {
    try (Stream<Path> files = Files.list(caches())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts caches there that no JVM has made, with the dora file's time. */
  void plantCaches(byte[] content) throws IOException {
    Files.createDirectories(caches());
    for (Path cache : List.of(cache(), runCache())) {
      Files.write(cache, content);
      Files.setLastModifiedTime(cache, Files.getLastModifiedTime(dora));
    }
  }

  /** Waits until there is a file or folder, whose folder there is. */
  static void await(Path file) throws IOException, InterruptedException {
    await(file.resolveSibling(""), () -> Files.exists(file));
  }

  /** Waits until a warm-up in the background has called Java, and has ended. */
  void awaitEndOfWarmUp() throws IOException, InterruptedException {
    awaitEndOfWarmUp(dora);
  }

  /** The same of another file. */
  void awaitEndOfWarmUp(Path file) throws IOException, InterruptedException {
    await(jdk.folder(), jdk::hasRecorded);
    // It holds a lock of the file until it is gone.
    Run.of(folder, environment, List.of("/usr/bin/flock", file.toString(), "true"));
  }

  private static void await(Path watched, BooleanSupplier done)
      throws IOException, InterruptedException {
    try (WatchService watch = watched.getFileSystem().newWatchService()) {
      watched.register(
          watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      while (!done.getAsBoolean()) {
        WatchKey key = watch.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (key == null) {
          throw new AssertionError("nothing came of it in " + LIMIT_SECONDS + " s: " + watched);
        }
        key.pollEvents();
        key.reset();
      }
    }
  }

  private static String asName(Path path) {
    return path.toString().replace('/', '%');
  }
}
