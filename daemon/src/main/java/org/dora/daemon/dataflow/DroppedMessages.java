package org.dora.daemon.dataflow;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.id.DataId;
import org.dora.daemon.connection.NodeEventQueue;
import org.dora.daemon.connection.NodeEventQueue.InputLoad;
import org.jspecify.annotations.Nullable;

/**
 * Counts on over a node's subscriptions what was dropped on its inputs; each subscription has a
 * queue of its own, which begins at zero.
 */
final class DroppedMessages {
  private final SortedMap<DataId, InputLoad> earlier = new TreeMap<>();

  /** Counts on from a queue that ends, or from another node, whose place this one takes. */
  void addAll(Map<DataId, InputLoad> loads) {
    loads.forEach((input, load) ->
        earlier.merge(input, new InputLoad(0, load.dropped()), DroppedMessages::sum));
  }

  /** Returns what waits in a queue, and all that was dropped there and before. */
  SortedMap<DataId, InputLoad> with(@Nullable NodeEventQueue present) {
    SortedMap<DataId, InputLoad> loads = new TreeMap<>(earlier);
    if (present != null) {
      present.load().forEach((input, load) -> loads.merge(input, load, DroppedMessages::sum));
    }
    return loads;
  }

  private static InputLoad sum(InputLoad one, InputLoad other) {
    return new InputLoad(one.messages() + other.messages(), one.dropped() + other.dropped());
  }
}
