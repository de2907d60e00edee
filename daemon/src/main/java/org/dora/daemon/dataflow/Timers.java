package org.dora.daemon.dataflow;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.message.Metadata;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Timestamped;
import org.dora.common.schedule.Deadlines;
import org.dora.daemon.connection.NodeEventQueue;
import org.dora.daemon.dataflow.Routes.Reader;

/**
 * Ticks the timer inputs of a dataflow: at once when it starts, then at a fixed rate, missed ticks
 * left out (daemon.md, section 6).
 */
final class Timers {
  private final Routes routes;
  private final Deadlines deadlines;
  private final HybridLogicalClock clock;
  private final Nodes nodes;
  private final Map<Duration, Deadlines.Repeating> running = new HashMap<>();
  private boolean started;

  Timers(DataflowState state) {
    this.routes = state.routes;
    this.deadlines = state.deadlines();
    this.clock = state.clock();
    this.nodes = state.nodes;
  }

  void start() {
    started = true;
    update();
  }

  /** Starts timers that are new in the graph and ends those that nobody reads any more. */
  void update() {
    if (!started) {
      return;
    }
    running
        .entrySet()
        .removeIf(timer -> {
          boolean unread = routes.readersOf(timer.getKey()).isEmpty();
          if (unread) {
            timer.getValue().cancel();
          }
          return unread;
        });
    for (Duration interval : routes.intervals()) {
      running.computeIfAbsent(interval, _ -> deadlines.every(interval, () -> tick(interval)));
    }
  }

  void stop() {
    started = false;
    running.values().forEach(Deadlines.Repeating::cancel);
    running.clear();
  }

  private void tick(Duration interval) {
    HlcTimestamp now = clock.now();
    Metadata metadata = Metadata.of(now, Map.of());
    for (Reader reader : routes.readersOf(interval)) {
      DataflowNode node = nodes.find(reader.node());
      NodeEventQueue events = node == null ? null : node.events();
      if (events != null) {
        // A node that is too slow for its timer misses the oldest ticks.
        events.offerInput(
            new Timestamped<>(new NodeEvent.Input(reader.input(), metadata, null), now));
      }
    }
  }
}
