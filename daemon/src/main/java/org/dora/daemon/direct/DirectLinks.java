package org.dora.daemon.direct;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * Looks at the links between nodes from outside: a link is a TCP connection over the loopback
 * interface to the producer's port, and the kernel shows what neither end tells the daemon - how
 * many bytes wait, and whether the reader has hung up.
 */
public final class DirectLinks {
  private static final Path TABLE = Path.of("/proc/net/tcp");

  /** Columns of {@link #TABLE}: addresses and ports, state, and bytes queued, in hexadecimal. */
  private static final int LOCAL = 1;

  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int QUEUES = 4;

  private static final String ESTABLISHED = "01";
  private static final String CLOSE_WAIT = "08";
  private static final String LISTENING = "0A";
  private static final String NO_BYTES = "00000000:00000000";

  private DirectLinks() {}

  /**
   * Returns the state of all links to a producer; reads files.
   *
   * @param port the producer's; empty if it dials its readers, so that its links cannot be told
   *     from others
   * @param processes the producer and its readers
   */
  public static LinkState of(OptionalInt port, List<Integer> processes) {
    LinkState sockets = of(port);
    boolean settled = sockets != LinkState.IDLE || processes.stream().noneMatch(ZenohThreads::work);
    return settled ? sockets : LinkState.BUSY;
  }

  private static LinkState of(OptionalInt port) {
    if (port.isEmpty()) {
      return LinkState.IDLE;
    }
    try {
      return of(port.getAsInt(), Files.readAllLines(TABLE, StandardCharsets.ISO_8859_1));
    } catch (IOException _) {
      return LinkState.IDLE; // not Linux
    }
  }

  static LinkState of(int port, List<String> table) {
    String suffix = ":%04X".formatted(port);
    LinkState state = LinkState.GONE;
    for (String line : table) {
      if (!line.contains(suffix)) {
        continue;
      }
      String[] columns = line.strip().split("\\s+");
      boolean ofReader = columns[REMOTE].endsWith(suffix) && isOpen(columns[STATE]);
      boolean ofProducer = columns[LOCAL].endsWith(suffix) && !columns[STATE].equals(LISTENING);
      if ((ofReader || ofProducer) && !columns[QUEUES].equals(NO_BYTES)) {
        return LinkState.BUSY;
      }
      if (ofReader) {
        state = LinkState.IDLE;
      }
    }
    return state;
  }

  /** Whether a reader has not hung up, whatever the producer did. */
  private static boolean isOpen(String state) {
    return state.equals(ESTABLISHED) || state.equals(CLOSE_WAIT);
  }
}
