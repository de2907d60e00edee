package org.dora.daemon.cleanup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.dora.daemon.process.RunningProcess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends and removes what one daemon has left that was killed, as its {@link RuntimeFolder} tells.
 */
final class AbandonedFolder {
  /** How long killed processes may take to go, while they still hold devices and ports. */
  private static final Duration TIME_TO_DIE = Duration.ofSeconds(2);

  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final int LONGEST_LOCK_TEXT = 1024;

  private static final Logger LOG = LoggerFactory.getLogger(AbandonedFolder.class);

  private AbandonedFolder() {}

  /**
   * Does it if the folder's lock is free; a folder without lock is just being made, or removed.
   *
   * @param folder of another process than this one
   * @param lock the file in it that its owner has locked
   */
  static void removeIfAbandoned(Path folder, Path lock) {
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      if (free == null) {
        return;
      }
      PidSpace here = PidSpace.here();
      PidSpace there = PidSpace.parse(text(channel));
      if (there.boot().equals(here.boot())) {
        if (!there.namespace().equals(here.namespace())) {
          return; // its processes can be ended from where it ran only
        }
        endProcesses(folder);
      }
      remove(folder);
    } catch (IOException _) {
      // Its owner, or another daemon, was faster.
    }
  }

  /** Reads through the channel that holds the lock: to close any other would free it. */
  private static String text(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(LONGEST_LOCK_TEXT);
    while (channel.read(text) > 0) {
      // Reads on.
    }
    return UTF_8.decode(text.flip()).toString();
  }

  private static void endProcesses(Path folder) throws IOException {
    List<AbandonedProcess> abandoned = new ArrayList<>();
    for (Path file : filesOf(folder)) {
      if (file.getFileName().toString().startsWith(AbandonedProcess.FILE_PREFIX)) {
        AbandonedProcess.read(file).ifPresent(abandoned::add);
      }
    }
    Set<Integer> told = new HashSet<>();
    long deadline = System.nanoTime() + TIME_TO_DIE.toNanos();
    while (killAll(abandoned, told) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /**
   * Kills what is there; it may have made more meanwhile, and takes its time to go.
   *
   * @param told those of which the user knows
   * @return whether there was anything
   */
  private static boolean killAll(List<AbandonedProcess> abandoned, Set<Integer> told) {
    // This program may itself be what a node has left.
    int ownGroup = RunningProcess.ofThisProgram().map(RunningProcess::group).orElse(0);
    List<RunningProcess> all = abandoned.isEmpty() ? List.of() : RunningProcess.all();
    boolean any = false;
    for (AbandonedProcess each : abandoned) {
      for (RunningProcess process : each.left(all)) {
        if (process.group() != ownGroup) {
          process.kill();
          any = true;
          if (told.add(process.pid())) {
            LOG.warn(
                "killed process {} of `{}`, which a daemon that was killed had left running",
                process.pid(),
                each.program());
          }
        }
      }
    }
    return any;
  }

  /** Removes a folder whose owner needs it no more. */
  static void remove(Path folder) {
    try {
      for (Path file : filesOf(folder)) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LOG.warn("cannot remove {}: {}", folder, e.toString());
    }
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
