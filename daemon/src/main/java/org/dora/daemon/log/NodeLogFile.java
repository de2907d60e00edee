package org.dora.daemon.log;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.dora.common.descriptor.ByteSize;
import org.dora.common.descriptor.NodeLogging;
import org.dora.common.log.LogMessage;
import org.dora.daemon.process.ProcessStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the log file of one node, whatever happens to the disk: when it cannot be written, that is
 * said once, the node goes on, and the file is taken up again as soon as it can be. Confined to one
 * thread.
 */
final class NodeLogFile {
  /** How long a file that could not be written is left alone. */
  static final Duration RETRY = Duration.ofSeconds(1);

  private final LogFileNames names;
  private final RotatingFile file;
  private final LogFileLine line = new LogFileLine();
  private final InstantSource clock;
  private final Consumer<String> warnings;

  /** When it was last found that the file cannot be written; null while it can. */
  private @Nullable Instant failedAt;

  private long lost;

  /**
   * @param settings when the file is rotated
   * @param warnings told when lines are lost, and when that has ended
   */
  NodeLogFile(
      LogFileNames names, NodeLogging settings, InstantSource clock, Consumer<String> warnings) {
    this.names = names;
    this.clock = clock;
    this.warnings = warnings;
    long limit = settings.rotationSize().map(ByteSize::bytes).orElse(Long.MAX_VALUE);
    file = new RotatingFile(names, limit, settings.rotatedFiles());
  }

  Path path() {
    return names.current();
  }

  /** Makes the file, which is there even if the node says nothing. */
  void open() {
    if (failedAt == null) {
      attempt(file::open);
    }
  }

  void append(ProcessStream stream, LogMessage message) {
    if (failedAt == null) {
      attempt(() -> file.append(line.bytes(stream, message)));
    } else if (clock.instant().isBefore(failedAt.plus(RETRY))) {
      lost++;
    } else if (attempt(() -> writeThrough(stream, message))) {
      failedAt = null;
      warnings.accept("log file `" + path() + "` is written again" + missing());
    }
  }

  private void writeThrough(ProcessStream stream, LogMessage message) throws IOException {
    file.append(line.bytes(stream, message));
    file.flush();
  }

  void flush() {
    if (failedAt == null) {
      attempt(file::flush);
    }
  }

  /** Closes the file; it is opened again if the node says more. */
  void close() {
    if (failedAt == null) {
      attempt(file::close);
    }
    if (lost > 0) {
      warnings.accept("log file `" + path() + "` is closed" + missing());
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  private boolean attempt(Action action) {
    try {
      action.run();
      return true;
    } catch (IOException | RuntimeException e) {
      lost += file.abandon();
      if (failedAt == null) {
        warnings.accept(
            "cannot write log file `" + path() + "`: " + e + "; the node goes on without it");
      }
      failedAt = clock.instant();
      return false;
    }
  }

  private String missing() {
    String text =
        lost == 0 ? "" : lost == 1 ? "; a line is missing" : "; " + lost + " lines are missing";
    lost = 0;
    return text;
  }
}
