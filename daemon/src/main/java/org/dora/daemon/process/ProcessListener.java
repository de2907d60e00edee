package org.dora.daemon.process;

/**
 * Hears what happens to one process.
 *
 * <p>The methods run on the threads of {@link Processes} - spawner, waiter and output readers - and
 * must not block, save {@link #onLine}, whose waiting makes the process wait: whoever owns state
 * posts an event to itself. The calls for one process never overlap: first {@link #onStarted}, last
 * and exactly once {@link #onExit}.
 */
public interface ProcessListener {

  /** The process runs. */
  default void onStarted(ChildProcess process) {}

  /** Something that was asked for could not be had; the process runs without it. */
  default void onWarning(String warning) {}

  /** The process, or one that inherited its output, wrote a line. */
  void onLine(OutputLine line);

  /**
   * The process has ended and its output was delivered. What a descendant that still holds the
   * pipes writes later than {@link Processes#DRAIN_LIMIT} after the end is discarded.
   */
  void onExit(ExitStatus status);
}
