package org.dora.daemon.dataflow;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.id.NodeId;
import org.dora.common.message.Bytes;
import org.dora.common.message.NodeEvent;

/** The parameters of a dataflow's nodes, which hear of every change (node-protocol.md 10.7). */
final class Parameters {
  private static final int LONGEST_KEY = 256;
  private static final int LARGEST_VALUE = 65_536;

  private final DataflowState state;
  private final Map<NodeId, SortedMap<String, Bytes>> values = new HashMap<>();

  Parameters(DataflowState state) {
    this.state = state;
  }

  /**
   * Sets a parameter.
   *
   * @throws CommandRefusedException if key or value are not allowed, or the node cannot be told
   */
  void set(NodeId id, String key, Bytes value) {
    checkKey(key);
    if (value.toArray().length > LARGEST_VALUE) {
      throw new CommandRefusedException("param value too large (max " + LARGEST_VALUE + " bytes)");
    }
    tell(id, new NodeEvent.ParamUpdate(key, value));
    values.computeIfAbsent(id, _ -> new TreeMap<>()).put(key, value);
  }

  /**
   * Deletes a parameter; it need not have been set here.
   *
   * @throws CommandRefusedException if the node cannot be told
   */
  void delete(NodeId id, String key) {
    checkKey(key);
    tell(id, new NodeEvent.ParamDeleted(key));
    SortedMap<String, Bytes> own = values.get(id);
    if (own != null) {
      own.remove(key);
    }
  }

  /** Returns what was set for a node, by key. */
  SortedMap<String, Bytes> of(NodeId id) {
    SortedMap<String, Bytes> own = values.get(id);
    return own == null
        ? Collections.emptySortedMap()
        : Collections.unmodifiableSortedMap(new TreeMap<>(own));
  }

  /** A node is no part of the dataflow any more. */
  void forget(NodeId id) {
    values.remove(id);
  }

  private void tell(NodeId id, NodeEvent event) {
    DataflowNode node = state.find(id);
    Incarnation incarnation = node == null ? null : node.incarnation();
    if (incarnation == null || incarnation.events == null) {
      throw new CommandRefusedException("node `" + id + "` not connected");
    }
    if (incarnation.ending != Incarnation.Ending.NONE) {
      throw new CommandRefusedException("node `" + id + "` channel closed");
    }
    incarnation.events.putControl(state.stamped(event));
  }

  private static void checkKey(String key) {
    if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      throw new CommandRefusedException("param key too long (max " + LONGEST_KEY + " bytes)");
    }
    if (key.indexOf('\0') >= 0) {
      throw new CommandRefusedException("param key must not contain null bytes");
    }
  }
}
