package org.dora.interop.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dora.interop.peers.Executable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The recording node programs of the daemon's vectors in a folder, and what they recorded. */
final class RecordingNodes implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path folder;
  private final Path records;
  private final WatchService watch;

  RecordingNodes(Path folder) throws IOException {
    this.folder = folder;
    records = Files.createDirectory(folder.resolve("records"));
    Path programs = Executable.repository().resolve("interop/vectors/daemon/nodes");
    try (Stream<Path> files = Files.list(programs)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
      }
    }
    watch = FileSystems.getDefault().newWatchService();
    records.register(
        watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
  }

  Path folder() {
    return folder;
  }

  /** Returns where the nodes are to record, for the variable {@code SCN_OUT}. */
  String records() {
    return records.toString();
  }

  /**
   * Returns what a node has recorded so far.
   *
   * @param kind {@code in}, {@code ctl} or {@code note}
   */
  List<String> of(String node, String kind) {
    List<String> texts = new ArrayList<>();
    Path file = records.resolve(node + ".events");
    try {
      for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
        if (line.endsWith("}")) {
          JsonNode record = JsonMapper.shared().readTree(line);
          if (record.get("kind").asString().equals(kind)) {
            texts.add(record.get("text").asString());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  /** Waits until a node has recorded so many texts of a pattern. */
  void await(String node, String kind, String pattern, int count) throws InterruptedException {
    Pattern wanted = Pattern.compile(pattern);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (of(node, kind).stream().filter(wanted.asMatchPredicate()).count() < count) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError(
            "%s has not recorded %d of /%s/ but %s"
                .formatted(node, count, pattern, of(node, kind)));
      }
      WatchKey key = watch.poll(left, TimeUnit.NANOSECONDS);
      if (key != null) {
        key.pollEvents();
        key.reset();
      }
    }
  }

  @Override
  public void close() throws IOException {
    watch.close();
  }
}
