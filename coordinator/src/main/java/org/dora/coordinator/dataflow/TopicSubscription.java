package org.dora.coordinator.dataflow;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dora.common.daemonlink.OutputRef;
import org.dora.common.id.DaemonId;
import org.dora.common.memory.Payload;
import org.dora.coordinator.daemons.Placement;

/** What one subscriber looks at in one dataflow, by a single request. Confined to the conductor. */
final class TopicSubscription {
  /** A daemon shows outputs before everybody has heard that it does. */
  private static final int MOST_EARLY = 64;

  private static final long LARGEST_EARLY = 256 << 10;

  private final UUID id = UUID.randomUUID();
  private final TopicSubscriber subscriber;
  private final DataflowRun run;
  private final Set<OutputRef> asked;
  private final Set<OutputRef> outputs;
  private final List<Payload> early = new ArrayList<>();
  private final CompletableFuture<UUID> begun = new CompletableFuture<>();

  /**
   * @param asked the outputs as the subscriber names them
   * @param outputs the same as daemons name them
   */
  TopicSubscription(
      TopicSubscriber subscriber, DataflowRun run, Set<OutputRef> asked, Set<OutputRef> outputs) {
    this.subscriber = subscriber;
    this.run = run;
    this.asked = asked;
    this.outputs = outputs;
  }

  UUID id() {
    return id;
  }

  DataflowRun run() {
    return run;
  }

  boolean isOf(TopicSubscriber other) {
    return subscriber == other;
  }

  boolean asks(UUID dataflow, Set<OutputRef> topics) {
    return run.id().equals(dataflow) && asked.equals(topics);
  }

  /** Returns the outputs by the daemons that have them at present. */
  SortedMap<DaemonId, List<OutputRef>> places() {
    SortedMap<DaemonId, List<OutputRef>> places = new TreeMap<>(Placement.ORDER);
    for (OutputRef output : outputs) {
      DaemonId daemon = run.nodes().daemonOf(output.node());
      if (daemon != null) {
        places.computeIfAbsent(daemon, _ -> new ArrayList<>()).add(output);
      }
    }
    return places;
  }

  /** Completes with the id when all daemons show their outputs; fails if one does not. */
  CompletableFuture<UUID> begun() {
    return begun;
  }

  /** All daemons show their outputs: the subscriber hears that first, then what came early. */
  void begin() {
    begun.complete(id);
    early.forEach(data -> subscriber.send(id, data));
    early.clear();
  }

  void take(Payload data) {
    if (begun.isDone()) {
      subscriber.send(id, data);
    } else if (early.size() < MOST_EARLY && data.size() <= LARGEST_EARLY) {
      early.add(Payload.ofBytes(data.bytes().toArray(ValueLayout.JAVA_BYTE)));
    }
  }
}
