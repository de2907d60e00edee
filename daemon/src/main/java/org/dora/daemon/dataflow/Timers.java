package org.dora.daemon.dataflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.message.Metadata;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Timestamped;
import org.dora.daemon.connection.NodeEventQueue;
import org.dora.daemon.dataflow.Routes.Reader;
import org.dora.daemon.schedule.Deadlines;

/**
 * Ticks the timer inputs of a dataflow: at once when it starts, then at a fixed rate, missed ticks
 * left out (daemon.md, section 6).
 */
final class Timers {
  private final Routes routes;
  private final Deadlines deadlines;
  private final HybridLogicalClock clock;
  private final Nodes nodes;
  private final List<Deadlines.Repeating> running = new ArrayList<>();

  Timers(Routes routes, Deadlines deadlines, HybridLogicalClock clock, Nodes nodes) {
    this.routes = routes;
    this.deadlines = deadlines;
    this.clock = clock;
    this.nodes = nodes;
  }

  void start() {
    routes
        .timers()
        .forEach(
            (interval, readers) -> running.add(deadlines.every(interval, () -> tick(readers))));
  }

  void stop() {
    running.forEach(Deadlines.Repeating::cancel);
    running.clear();
  }

  private void tick(List<Reader> readers) {
    HlcTimestamp now = clock.now();
    Metadata metadata = Metadata.of(now, Map.of());
    for (Reader reader : readers) {
      NodeEventQueue events = nodes.get(reader.node()).events;
      if (events != null) {
        // A node that is too slow for its timer misses the oldest ticks.
        events.offerInput(
            new Timestamped<>(new NodeEvent.Input(reader.input(), metadata, null), now));
      }
    }
  }
}
