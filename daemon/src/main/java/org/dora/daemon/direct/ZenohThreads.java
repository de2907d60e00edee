package org.dora.daemon.direct;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Looks at the threads of released nodes that carry direct messages. One that wants a core and gets
 * none is what makes the end of a stream late on a loaded machine; its bytes wait nowhere else.
 */
final class ZenohThreads {
  /** Number, name and state; names are those that Zenoh 1.x gives to its pools. */
  private static final Pattern WORKING =
      Pattern.compile("^\\d+ \\((?:rx|tx|net|app|acc)-\\d+\\) [RD] ", Pattern.DOTALL);

  private ZenohThreads() {}

  /** Returns whether any such thread of a process is at work, or waits for a core. */
  static boolean work(int pid) {
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc", Integer.toString(pid), "task"))) {
      for (Path thread : threads) {
        if (isWorking(Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1))) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException _) {
      return false; // the process has ended, or this is not Linux
    }
  }

  static boolean isWorking(String stat) {
    return WORKING.matcher(stat).lookingAt();
  }
}
