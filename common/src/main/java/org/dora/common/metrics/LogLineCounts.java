package org.dora.common.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.log.LogMessage;

/** Counts the lines of a dataflow's log by node and level. Safe for use by any thread. */
public final class LogLineCounts {
  private static final LogLevel[] LEVELS = LogLevel.values();

  /** By node; what is of no node has the empty name. */
  private final Map<String, long[]> counts = new HashMap<>();

  /** Counts a line. */
  public synchronized void add(LogMessage message) {
    String node = message.nodeId() == null ? "" : message.nodeId().value();
    counts.computeIfAbsent(node, _ -> new long[LEVELS.length])[message.level().ordinal()]++;
  }

  /** Returns the counts so far by node, in the order of {@link LogLevel}. */
  public synchronized Map<String, long[]> counts() {
    Map<String, long[]> copy = new TreeMap<>();
    counts.forEach((node, ofNode) -> copy.put(node, ofNode.clone()));
    return copy;
  }
}
