package org.dora.cli.up;

import java.time.Duration;
import java.util.Map;
import org.dora.cli.CliException;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.control.ControlClient;
import org.dora.cli.control.NoCoordinatorException;
import org.dora.common.control.ControlReply;
import org.dora.common.control.ControlRequest;

/** Waits until what was started does its work. */
final class Readiness {
  /** A JVM on a busy machine may take its time; a program that ends is noticed at once. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** A daemon that has lost its coordinator looks for it every two seconds. */
  private static final Duration RETURN = Duration.ofSeconds(3);

  private static final long POLL_MILLIS = 50;

  private final CoordinatorAddress address;
  private final Map<String, String> environment;

  Readiness(CoordinatorAddress address, Map<String, String> environment) {
    this.address = address;
    this.environment = environment;
  }

  /**
   * Returns a connection to a coordinator as soon as it takes one.
   *
   * @throws CliException if it ends, or does not in time and was killed
   */
  ControlClient ofCoordinator(BackgroundProgram coordinator) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      // Looked at first: one that has ended may have left the port to another.
      boolean ended = coordinator.end().isPresent();
      try {
        return ControlClient.connect(address, environment);
      } catch (NoCoordinatorException e) {
        if (ended) {
          throw died(coordinator);
        }
        if (System.nanoTime() - end > 0) {
          coordinator.kill();
          throw new CliException(
              CliException.FAILURE,
              "timed out waiting for coordinator to start at " + address,
              "its log is " + coordinator.log(),
              e);
        }
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /**
   * Returns as soon as a daemon is connected.
   *
   * @throws CliException if it ends, or does not connect in time
   */
  void ofDaemon(BackgroundProgram daemon, ControlClient client) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!hasDaemon(client)) {
      if (daemon.end().isPresent()) {
        throw died(daemon);
      }
      if (System.nanoTime() - end > 0) {
        throw new CliException(
            CliException.FAILURE,
            "daemon not connected after " + LIMIT.toSeconds() + " s",
            "it goes on trying; its log is " + daemon.log());
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Returns as soon as a daemon of an earlier coordinator is back, or when it should have been. */
  void ofReturningDaemon(ControlClient client) throws InterruptedException {
    long end = System.nanoTime() + RETURN.toNanos();
    while (!hasDaemon(client) && System.nanoTime() - end < 0) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Whether a daemon is connected. */
  static boolean hasDaemon(ControlClient client) {
    return client
        .ask(new ControlRequest.DaemonConnected(), ControlReply.DaemonConnected.class)
        .connected();
  }

  private static CliException died(BackgroundProgram program) {
    String said = program.lastLines();
    return new CliException(
        CliException.FAILURE,
        program.name()
            + " exited before it became ready: "
            + program.end().map(Object::toString).orElse("unknown exit status")
            + (said.isEmpty() ? "" : "\n\n" + said),
        "its log is " + program.log());
  }
}
