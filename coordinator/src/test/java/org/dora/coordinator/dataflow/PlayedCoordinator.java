package org.dora.coordinator.dataflow;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.schedule.Deadlines;
import org.dora.coordinator.daemons.Daemons;
import org.dora.coordinator.daemons.Placement;
import org.dora.coordinator.server.Conversation;
import org.dora.coordinator.store.Launch;
import org.dora.coordinator.trace.Traces;

/** A coordinator's state without threads and network, whose time a test moves. */
final class PlayedCoordinator {
  static final Duration BACKOFF = Duration.ofSeconds(30);

  private static final Duration STEP = Duration.ofSeconds(1);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<PlayedDaemon> played = new ArrayList<>();
  private final Deadlines deadlines;
  private final Daemons daemons;
  final Dataflows dataflows;
  final Starts starts;
  final Stops stops;
  final NodeCommands nodes;
  private long time;

  /**
   * @param store of this one and of those before it
   */
  PlayedCoordinator(KeptStore store) {
    InstantSource clock = () -> START.plusNanos(time);
    deadlines = new Deadlines(() -> time);
    Traces traces = new Traces(clock, () -> time);
    daemons = new Daemons(new HybridLogicalClock(), deadlines, clock, 64 << 20, traces);
    dataflows =
        new Dataflows(
            new Context(
                daemons,
                new Placement(true, false),
                store,
                Runnable::run,
                deadlines,
                new HybridLogicalClock(),
                clock,
                traces,
                Duration.ofSeconds(60),
                Duration.ofMinutes(20),
                BACKOFF));
    starts = new Starts(dataflows);
    stops = new Stops(dataflows, starts);
    nodes = new NodeCommands(dataflows);
    dataflows.restore(store.load());
    daemons.start(new DaemonReports(dataflows));
  }

  Conversation connect(PlayedDaemon daemon) {
    played.add(daemon);
    return daemons.open(daemon, Runnable::run);
  }

  /** Starts a dataflow, of which all daemons say that they did. */
  UUID start(String yaml) {
    UUID id = starts.start(launch(yaml), "flow").join();
    for (PlayedDaemon daemon : List.copyOf(played)) {
      if (!daemon.silent) {
        daemon.tell(new DaemonEvent.SpawnResult(id, Outcome.ok()));
      }
    }
    return id;
  }

  static Launch launch(String yaml) {
    Descriptor descriptor = DescriptorParser.parse(yaml, "dataflow.yml", Map.of()).descriptor();
    return new Launch(new UUID(1, 1), new UUID(2, 2), descriptor, "/work", true, "/events");
  }

  /** Lets time pass, in which daemons give signs of life. */
  void pass(Duration duration) {
    for (Duration passed = Duration.ZERO;
        passed.compareTo(duration) < 0;
        passed = passed.plus(STEP)) {
      time += STEP.toNanos();
      played.stream()
          .filter(daemon -> !daemon.silent && !daemon.isClosed())
          .forEach(daemon -> daemon.tell(new DaemonEvent.Heartbeat(null)));
      deadlines.runDue();
    }
  }
}
