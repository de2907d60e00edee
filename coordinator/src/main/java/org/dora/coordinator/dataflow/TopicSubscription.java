package org.dora.coordinator.dataflow;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.OutputRef;
import org.dora.common.daemonlink.TopicViewer;
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
  private final boolean withoutData;
  private final List<Payload> early = new ArrayList<>();
  private final CompletableFuture<UUID> begun = new CompletableFuture<>();

  /** How many messages the subscriber was not sent since the last one. */
  private int leftOut;

  /**
   * @param asked the outputs as the subscriber names them
   * @param outputs the same as daemons name them
   * @param withoutData whether metadata is enough
   */
  TopicSubscription(
      TopicSubscriber subscriber,
      DataflowRun run,
      Set<OutputRef> asked,
      Set<OutputRef> outputs,
      boolean withoutData) {
    this.subscriber = subscriber;
    this.run = run;
    this.asked = asked;
    this.outputs = outputs;
    this.withoutData = withoutData;
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

  boolean asks(UUID dataflow, Set<OutputRef> topics, boolean bare) {
    return run.id().equals(dataflow) && asked.equals(topics) && withoutData == bare;
  }

  /** Returns what has a daemon show some of the outputs. */
  DaemonCommand order(List<OutputRef> shown) {
    return new DaemonCommand.StartTopicDebugStream(run.id(), shown, id, withoutData);
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
    early.forEach(this::send);
    early.clear();
  }

  void take(Payload data) {
    if (begun.isDone()) {
      send(data);
    } else if (early.size() < MOST_EARLY && data.size() <= LARGEST_EARLY) {
      early.add(Payload.ofBytes(data.bytes().toArray(ValueLayout.JAVA_BYTE)));
    } else {
      leftOut++;
    }
  }

  private void send(Payload data) {
    leftOut = subscriber.send(new TopicViewer(id, leftOut), data) ? 0 : leftOut + 1;
  }

  /** Messages are not shown. */
  void leaveOut(int messages) {
    leftOut += messages;
  }
}
