package org.dora.daemon.dataflow;

import org.dora.daemon.log.NodeFailure;
import org.dora.daemon.process.ExitStatus;
import org.dora.daemon.process.Signals;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the end of a process was a failure, and of what kind (daemon.md, sections 8.2 and
 * 9).
 */
final class ExitClassifier {
  private static final int SIGNALLED = 128;
  private static final String STARTUP_TIMEOUT =
      "process killed: startup_timeout exceeded before node connected";

  private ExitClassifier() {}

  /** Returns what was wrong with the end of a process, or null if nothing was. */
  static @Nullable NodeFailure failure(Incarnation incarnation, NodeExit exit) {
    ExitStatus status = exit.status();
    if (status.isSuccess()) {
      return null;
    }
    if (incarnation.cascadingFrom != null) {
      return new NodeFailure(new NodeFailure.Cascading(incarnation.cascadingFrom), status);
    }
    if (incarnation.startupTimedOut) {
      return new NodeFailure(new NodeFailure.Other(STARTUP_TIMEOUT), status);
    }
    boolean wasKilled = incarnation.ending == Incarnation.Ending.KILLED;
    // It may have ended by SIGTERM just before it was killed.
    boolean ended =
        (wasKilled || incarnation.ending == Incarnation.Ending.TERMINATED) && isTermination(status);
    if (ended && !incarnation.straggler) {
      return null;
    }
    boolean killed = wasKilled && status.equals(new ExitStatus.Signal(Signals.KILL));
    return new NodeFailure(
        ended || killed
            ? new NodeFailure.GraceDuration()
            : new NodeFailure.Other(explanation(incarnation, exit)),
        status);
  }

  /**
   * Returns what the process printed, and how its memory was limited: what gets none often says
   * something else, or nothing.
   */
  private static String explanation(Incarnation incarnation, NodeExit exit) {
    NodePreparation.Ready ready = incarnation.node.ready;
    Long limit = ready == null ? null : ready.node().process().resources().memory();
    if (limit == null) {
      return exit.stderr();
    }
    String note =
        "note: an allocation beyond the node's memory limit of %d bytes (DORA_JVM_MEMORY_LIMIT) fails"
            .formatted(limit);
    return exit.stderr().isEmpty() ? note : exit.stderr().stripTrailing() + "\n" + note;
  }

  /** Returns whether a process that ended so did what SIGTERM or SIGINT asked of it. */
  private static boolean isTermination(ExitStatus status) {
    return switch (status) {
      case ExitStatus.Signal(int signal) -> asksToEnd(signal);
      case ExitStatus.Code(int code) -> asksToEnd(code - SIGNALLED);
      case ExitStatus.Unknown _ -> false;
    };
  }

  private static boolean asksToEnd(int signal) {
    return signal == Signals.TERMINATE || signal == Signals.INTERRUPT;
  }

  /** Returns a status as the released daemon's debug log shows it. */
  static String debugText(ExitStatus status) {
    return switch (status) {
      case ExitStatus.Code(int code) -> code == 0 ? "Success" : "ExitCode(" + code + ")";
      case ExitStatus.Signal(int signal) -> "Signal(" + signal + ")";
      case ExitStatus.Unknown _ -> "Unknown";
    };
  }
}
