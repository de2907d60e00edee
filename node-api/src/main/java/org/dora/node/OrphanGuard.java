package org.dora.node;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a node whose {@code dora run} has died, so that none is left behind (node-protocol.md,
 * section 15).
 */
final class OrphanGuard {
  /** Names the process that owns this node's pipes; set only by {@code dora run}. */
  static final String VARIABLE = "DORA_RUN_PARENT_PID";

  static final Duration INTERVAL = Duration.ofMillis(500);

  /** What the shell reports for a process that was killed. */
  private static final int KILLED = 137;

  private static final Logger log = LoggerFactory.getLogger(OrphanGuard.class);

  private OrphanGuard() {}

  /** Ends this process when the one is gone that its environment names. */
  static void start() {
    start(Optional.ofNullable(System.getenv(VARIABLE)), INTERVAL, OrphanGuard::endProcess);
  }

  /**
   * Watches the process that the variable names; does nothing if it is not set, and only warns if
   * it is no process id.
   */
  static void start(Optional<String> parentPid, Duration interval, Runnable onOrphaned) {
    parentPid.flatMap(OrphanGuard::pid).ifPresent(pid -> watch(pid, interval, onOrphaned));
  }

  private static Optional<Long> pid(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException _) {
      log.warn("{} is `{}`, expected a process id; it is ignored", VARIABLE, text);
      return Optional.empty();
    }
  }

  private static void watch(long pid, Duration interval, Runnable onOrphaned) {
    Optional<ProcessHandle> parent = ProcessHandle.of(pid);
    if (parent.isEmpty()) {
      onOrphaned.run();
      return;
    }
    Thread.ofPlatform()
        .daemon()
        .name("dora-orphan-guard")
        .start(() -> {
          try {
            while (parent.get().isAlive()) {
              Thread.sleep(interval);
            }
            onOrphaned.run();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });
  }

  /** Kills this process and whatever it started. */
  static void endProcess() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(KILLED);
  }
}
