package org.dora.daemon.dataflow;

/** Counts what {@link FaultCounts} shows. Confined to the conductor's thread. */
final class FaultCounters {
  long restarts;
  long healthCheckKills;
  long startupKills;
  long inputTimeouts;
  long recoveries;
  long droppedMessages;
  long lostBackpressureMessages;

  FaultCounts counts() {
    return new FaultCounts(
        restarts,
        healthCheckKills,
        startupKills,
        inputTimeouts,
        recoveries,
        droppedMessages,
        lostBackpressureMessages);
  }
}
