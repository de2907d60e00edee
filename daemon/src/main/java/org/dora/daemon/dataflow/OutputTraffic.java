package org.dora.daemon.dataflow;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.daemon.metrics.OutputCounts;
import org.jspecify.annotations.Nullable;

/** Counts which way the messages of each output went. Confined to the conductor's thread. */
final class OutputTraffic {
  private static final class Counter {
    private long throughDaemon;
    private long bytesThroughDaemon;
    private long direct;
    private long lastDirect;
  }

  private final Map<Routes.Output, Counter> counters = new HashMap<>();

  /** A message with that payload came to the daemon. */
  void throughDaemon(NodeId node, DataId output, @Nullable Payload payload) {
    Counter counter = counter(node, output);
    counter.throughDaemon++;
    counter.bytesThroughDaemon += payload == null ? 0 : payload.size();
  }

  /**
   * A message went past the daemon.
   *
   * @param now when the daemon learned of it
   */
  void direct(NodeId node, DataId output, long now) {
    Counter counter = counter(node, output);
    counter.direct++;
    counter.lastDirect = now;
  }

  /** Returns when the daemon last learned of a message that went past it, if ever. */
  OptionalLong lastDirect(NodeId node, DataId output) {
    Counter counter = counters.get(new Routes.Output(node, output));
    return counter == null || counter.direct == 0
        ? OptionalLong.empty()
        : OptionalLong.of(counter.lastDirect);
  }

  /** Returns whether messages of an output have come, and none of them went past the daemon. */
  boolean isOnlyThroughDaemon(NodeId node, DataId output) {
    Counter counter = counters.get(new Routes.Output(node, output));
    return counter != null && counter.throughDaemon > 0 && counter.direct == 0;
  }

  /** Returns when the daemon last learned of any message of a node that went past it, if ever. */
  OptionalLong lastDirect(NodeId node) {
    OptionalLong last = OptionalLong.empty();
    for (Map.Entry<Routes.Output, Counter> entry : counters.entrySet()) {
      Counter counter = entry.getValue();
      if (entry.getKey().node().equals(node)
          && counter.direct > 0
          && (last.isEmpty() || counter.lastDirect - last.getAsLong() > 0)) {
        last = OptionalLong.of(counter.lastDirect);
      }
    }
    return last;
  }

  /** Returns whether any message of a node is known, whichever way it went. */
  boolean isSeen(NodeId node) {
    return counters.keySet().stream().anyMatch(output -> output.node().equals(node));
  }

  private Counter counter(NodeId node, DataId output) {
    return counters.computeIfAbsent(new Routes.Output(node, output), _ -> new Counter());
  }

  /** Returns the counts so far, of each output of which there are any. */
  SortedMap<NodeId, SortedMap<DataId, OutputCounts>> counts() {
    SortedMap<NodeId, SortedMap<DataId, OutputCounts>> counts = new TreeMap<>();
    counters.forEach((output, counter) ->
        counts
            .computeIfAbsent(output.node(), _ -> new TreeMap<>())
            .put(
                output.id(),
                new OutputCounts(
                    counter.throughDaemon, counter.bytesThroughDaemon, counter.direct)));
    return Collections.unmodifiableSortedMap(counts);
  }
}
