package org.dora.daemon.direct;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much memory of this machine nodes could share.
 *
 * @param shared bytes free in /dev/shm
 * @param available bytes that programs can have without others being swapped out
 * @param lockable bytes that one process may lock in memory
 */
record NodeMemory(long shared, long available, long lockable) {
  static final long UNLIMITED = Long.MAX_VALUE;

  private static final Path SHARED = Path.of("/dev/shm");
  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");
  private static final Pattern LOCKABLE = Pattern.compile("Max locked memory\\s+(\\d+)\\s");
  private static final Pattern CAPABILITIES = Pattern.compile("CapEff:\\s+([0-9a-f]+)");

  /** The bit of {@code CAP_IPC_LOCK}, whose owners may lock what they like. */
  private static final int IPC_LOCK = 14;

  /**
   * Returns what there is now; nodes inherit limits and rights from this process.
   *
   * @throws IOException if the system does not say, as elsewhere than on Linux
   */
  static NodeMemory now() throws IOException {
    return new NodeMemory(
        Files.getFileStore(SHARED).getUsableSpace(),
        1024 * number(AVAILABLE, text("/proc/meminfo"), 10, UNLIMITED / 1024),
        lockable(text("/proc/self/limits"), text("/proc/self/status")));
  }

  static long lockable(String limits, String status) {
    boolean unlimited = (number(CAPABILITIES, status, 16, 0) >> IPC_LOCK & 1) == 1;
    return unlimited ? UNLIMITED : number(LOCKABLE, limits, 10, UNLIMITED);
  }

  private static long number(Pattern pattern, String text, int radix, long otherwise) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Long.parseUnsignedLong(matcher.group(1), radix) : otherwise;
  }

  private static String text(String file) throws IOException {
    return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
  }
}
