package org.dora.daemon.dataflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.descriptor.Seconds;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.jspecify.annotations.Nullable;

/** Who reads what at present: the live graph, which changes while the dataflow runs. */
final class Routes {

  /** An output of a node. */
  record Output(NodeId node, DataId id) {}

  /**
   * An input of a node.
   *
   * @param policy what is to be done when its node's queue is full
   * @param timeout after how long without a message it counts as closed; null for never
   */
  record Reader(NodeId node, DataId input, QueuePolicy policy, @Nullable Duration timeout) {
    /** Returns an input that nobody declared. */
    static Reader of(NodeId node, DataId id) {
      return new Reader(node, id, QueuePolicy.DROP_OLDEST, null);
    }

    /** Returns an input as it was declared. */
    static Reader of(NodeId node, DataId id, InputDescriptor input) {
      Seconds timeout = input.inputTimeout();
      return new Reader(
          node, id, input.effectivePolicy(), timeout == null ? null : timeout.toDuration());
    }
  }

  private final Map<Output, List<Reader>> readers = new LinkedHashMap<>();

  /** Equal intervals are one timer however they are written. */
  private final Map<Duration, List<Reader>> timers = new LinkedHashMap<>();

  /** Adds all inputs that a node declares. */
  void add(DataflowNode node) {
    node.declaredInputs.forEach((id, input) -> add(node.id(), id, input));
  }

  private void add(NodeId node, DataId id, InputDescriptor input) {
    Reader reader = Reader.of(node, id, input);
    switch (input.source()) {
      case InputMapping.User(NodeId source, DataId output) ->
          readers.computeIfAbsent(new Output(source, output), _ -> new ArrayList<>()).add(reader);
      case InputMapping.Timer(Duration interval) ->
          timers.computeIfAbsent(interval, _ -> new ArrayList<>()).add(reader);
      case InputMapping.Logs _ -> {}
    }
  }

  /** Removes all inputs of a node. */
  void removeReader(NodeId node) {
    readers.values().forEach(each -> each.removeIf(reader -> reader.node().equals(node)));
    readers.values().removeIf(List::isEmpty);
    timers.values().forEach(each -> each.removeIf(reader -> reader.node().equals(node)));
    timers.values().removeIf(List::isEmpty);
  }

  /** Removes all readers of an output. */
  void removeOutput(Output output) {
    readers.remove(output);
  }

  /** Returns whether an input reads any output. */
  boolean isFed(NodeId node, DataId input) {
    return readers.values().stream().anyMatch(those -> contains(those, node, input));
  }

  /** Lets an input read an output, besides what it reads already. */
  void connect(Output output, Reader reader) {
    List<Reader> those = readers.computeIfAbsent(output, _ -> new ArrayList<>());
    if (!contains(those, reader.node(), reader.input())) {
      those.add(reader);
    }
  }

  /**
   * Ends what {@link #connect} began.
   *
   * @return whether there was such an edge
   */
  boolean disconnect(Output output, NodeId node, DataId input) {
    List<Reader> those = readers.get(output);
    return those != null
        && those.removeIf(reader -> reader.node().equals(node) && reader.input().equals(input));
  }

  private static boolean contains(List<Reader> readers, NodeId node, DataId input) {
    return readers.stream()
        .anyMatch(reader -> reader.node().equals(node) && reader.input().equals(input));
  }

  /** Returns who reads an output. */
  List<Reader> readersOf(NodeId node, DataId output) {
    return readers.getOrDefault(new Output(node, output), List.of());
  }

  /** Returns the outputs of a node that somebody reads. */
  Set<DataId> readOutputsOf(NodeId node) {
    Set<DataId> outputs = new LinkedHashSet<>();
    readers.forEach((output, those) -> {
      if (output.node().equals(node) && !those.isEmpty()) {
        outputs.add(output.id());
      }
    });
    return outputs;
  }

  /** Returns the nodes that feed a node. */
  Set<NodeId> sourcesOf(NodeId reader) {
    Set<NodeId> sources = new LinkedHashSet<>();
    readers.forEach((output, those) -> {
      if (those.stream().anyMatch(each -> each.node().equals(reader))) {
        sources.add(output.node());
      }
    });
    return sources;
  }

  /** Visits the edges that end at a node. */
  void edgesTo(NodeId reader, BiConsumer<DataId, InputMapping> visitor) {
    readers.forEach((output, those) -> {
      for (Reader each : those) {
        if (each.node().equals(reader)) {
          visitor.accept(each.input(), new InputMapping.User(output.node(), output.id()));
        }
      }
    });
    timers.forEach((interval, those) -> {
      for (Reader each : those) {
        if (each.node().equals(reader)) {
          visitor.accept(each.input(), new InputMapping.Timer(interval));
        }
      }
    });
  }

  /** Returns the intervals of all timers that somebody reads. */
  Set<Duration> intervals() {
    return Set.copyOf(timers.keySet());
  }

  /** Returns who reads a timer. */
  List<Reader> readersOf(Duration interval) {
    return timers.getOrDefault(interval, List.of());
  }
}
