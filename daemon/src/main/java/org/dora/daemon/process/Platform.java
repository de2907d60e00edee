package org.dora.daemon.process;

import java.util.Locale;

/**
 * The numbers of the C headers that differ between the systems that we run on; 64-bit only, where
 * x86 and ARM agree.
 *
 * @param linux whether this is Linux
 * @param siginfoPidOffset place of {@code si_pid} in {@code siginfo_t}
 * @param waitNoReap {@code WNOWAIT}
 * @param childSignal {@code SIGCHLD}
 * @param stopSignal {@code SIGSTOP}
 * @param openCloseOnExec {@code O_CLOEXEC}
 * @param spawnSetSession {@code POSIX_SPAWN_SETSID}
 * @param spawnCloseByDefault {@code POSIX_SPAWN_CLOEXEC_DEFAULT}, 0 where there is none
 */
record Platform(
    boolean linux,
    int siginfoPidOffset,
    int waitNoReap,
    int childSignal,
    int stopSignal,
    int openCloseOnExec,
    short spawnSetSession,
    short spawnCloseByDefault) {

  static final Platform LINUX =
      new Platform(true, 16, 0x0100_0000, 17, 19, 0x8_0000, (short) 0x80, (short) 0);
  static final Platform MACOS =
      new Platform(false, 12, 0x20, 20, 17, 0x100_0000, (short) 0x400, (short) 0x4000);

  static Platform current() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (os.startsWith("linux")) {
      return LINUX;
    }
    if (os.startsWith("mac")) {
      return MACOS;
    }
    throw new ProcessException(
        "nodes cannot be started on `" + os + "`: expected Linux or macOS on a 64-bit machine");
  }
}
