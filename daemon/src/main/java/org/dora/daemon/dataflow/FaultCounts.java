package org.dora.daemon.dataflow;

/**
 * How often faults were met and mended (daemon.md, section 10.4).
 *
 * @param restarts processes that were started again
 * @param healthCheckKills nodes killed because they asked for nothing any more
 * @param startupKills nodes killed because they did not connect in time
 * @param inputTimeouts inputs closed because nothing came
 * @param recoveries inputs opened again because something came after all
 * @param droppedMessages messages that did not reach a reader, once per reader
 * @param lostBackpressureMessages those among them whose reader asked that none be lost
 */
public record FaultCounts(
    long restarts,
    long healthCheckKills,
    long startupKills,
    long inputTimeouts,
    long recoveries,
    long droppedMessages,
    long lostBackpressureMessages) {
  /** No faults. */
  public static final FaultCounts NONE = new FaultCounts(0, 0, 0, 0, 0, 0, 0);

  /** Returns the sums of both. */
  public FaultCounts plus(FaultCounts other) {
    return new FaultCounts(
        restarts + other.restarts,
        healthCheckKills + other.healthCheckKills,
        startupKills + other.startupKills,
        inputTimeouts + other.inputTimeouts,
        recoveries + other.recoveries,
        droppedMessages + other.droppedMessages,
        lostBackpressureMessages + other.lostBackpressureMessages);
  }
}
