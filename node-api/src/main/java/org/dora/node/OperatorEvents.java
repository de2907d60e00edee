package org.dora.node;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.id.OperatorId;

/**
 * Deals a node's events out to its operators: what names an input goes to the operator whose input
 * that is, under the input's name there; what does not goes to all.
 */
final class OperatorEvents implements EventSink {
  private final Map<OperatorId, Share> shares = new TreeMap<>();

  /**
   * @param inputs of the node, by operator and name there
   */
  OperatorEvents(NodeId node, Map<OperatorId, SortedMap<DataId, InputDescriptor>> inputs) {
    inputs.forEach((operator, own) -> shares.put(operator, new Share(node, own)));
  }

  /** Returns the events of one of the operators. */
  EventQueue queue(OperatorId operator) {
    return share(operator).queue;
  }

  private Share share(OperatorId operator) {
    Share share = shares.get(operator);
    if (share == null) {
      throw new IllegalArgumentException("no operator `" + operator + "` in this node");
    }
    return share;
  }

  @Override
  public void add(DataId id, ReceivedInput input) {
    OperatorPort port = OperatorPort.of(id.value());
    Share share = port == null ? null : shares.get(port.operator());
    if (port == null || share == null) {
      input.close();
    } else {
      share.queue.add(port.id(), input.renamed(port.id()));
    }
  }

  @Override
  public void add(Event event) {
    switch (event) {
      case Event.InputClosed(String id) -> {
        OperatorPort port = OperatorPort.of(id);
        if (port != null && shares.containsKey(port.operator())) {
          share(port.operator()).inputClosed(port.id());
        }
      }
      case Event.InputRecovered(String id) -> {
        OperatorPort port = OperatorPort.of(id);
        if (port != null && shares.containsKey(port.operator())) {
          share(port.operator()).queue.add(new Event.InputRecovered(port.id().value()));
        }
      }
      case Event.NodeFailed failed ->
          shares.forEach((operator, share) -> {
            List<String> own = OperatorPort.idsOf(operator, failed.inputs());
            if (!own.isEmpty()) {
              share.queue.add(new Event.NodeFailed(failed.source(), failed.error(), own));
            }
          });
      case Event.Reload reload ->
          shares.forEach((operator, share) -> {
            if (reload.operator().map(operator.value()::equals).orElse(true)) {
              share.queue.add(reload);
            }
          });
      case Event.Input _,
          Event.NodeRestarted _,
          Event.ParamUpdate _,
          Event.ParamDeleted _,
          Event.Error _,
          Event.Stop _ ->
          shares.values().forEach(share -> share.queue.add(event));
    }
  }

  @Override
  public void close() {
    shares.values().forEach(share -> share.queue.close());
  }

  @Override
  public void discard() {
    shares.values().forEach(share -> share.queue.discard());
  }

  /** An operator that has ended holds nobody back. */
  @Override
  public boolean awaitRoom() throws InterruptedException {
    boolean anyTakesEvents = false;
    for (Share share : shares.values()) {
      anyTakesEvents |= share.queue.awaitRoom();
    }
    return anyTakesEvents;
  }

  /** What one operator is told. */
  private static final class Share {
    private final EventQueue queue;

    /** Inputs from which something may still come. */
    private final SortedMap<DataId, InputDescriptor> open;

    private Share(NodeId node, SortedMap<DataId, InputDescriptor> inputs) {
      this.queue = new EventQueue(EventScheduler.of(node, inputs));
      this.open = new TreeMap<>(inputs);
    }

    /** Ends the operator with its last input, even if other operators of the node go on. */
    private void inputClosed(DataId id) {
      queue.add(new Event.InputClosed(id.value()));
      InputDescriptor input = open.get(id);
      // One that only timed out may recover; if it is closed for good, the daemon says so in time.
      if (input != null
          && input.inputTimeout() == null
          && open.remove(id) != null
          && open.isEmpty()) {
        queue.add(new Event.Stop(Event.Stop.Cause.ALL_INPUTS_CLOSED));
      }
    }
  }
}
