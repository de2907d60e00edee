package org.dora.daemon.process;

import java.util.List;

/**
 * The real-time profile of {@code dora daemon --rt} (daemon.md, section 1.3): no memory of the
 * daemon is paged out, and its threads run before all ordinary ones. What the system refuses is
 * said and done without.
 */
public final class RealTime {
  private static final int PRIORITY = 50;

  private RealTime() {}

  /**
   * Locks the memory of this process and puts the calling thread under SCHED_FIFO, with all threads
   * that it or one of them starts from now on, the carriers of virtual threads included.
   *
   * @return what was done and what was not, in the released words
   */
  public static List<String> enter() {
    return List.of(lockMemory(), raise());
  }

  private static String lockMemory() {
    int error = NativePosix.lockAllMemory();
    return error == 0
        ? "RT: mlockall enabled (memory locked)"
        : "RT: mlockall failed: %s. Ensure CAP_IPC_LOCK or ulimit -l unlimited."
            .formatted(NativePosix.errorText(-error));
  }

  private static String raise() {
    if (!NativePosix.hasScheduling()) {
      return "RT: SCHED_FIFO not available on this platform";
    }
    int error = NativePosix.schedule(NativePosix.SCHED_FIFO, PRIORITY);
    return error == 0
        ? "RT: SCHED_FIFO priority " + PRIORITY + " enabled"
        : "RT: sched_setscheduler failed: %s. Ensure CAP_SYS_NICE."
            .formatted(NativePosix.errorText(-error));
  }

  /** Makes the calling thread an ordinary one, for work that has time. */
  public static void leave() {
    if (NativePosix.hasScheduling()) {
      int _ = NativePosix.schedule(NativePosix.SCHED_OTHER, 0);
    }
  }
}
