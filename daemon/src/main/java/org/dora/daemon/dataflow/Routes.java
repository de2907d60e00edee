package org.dora.daemon.dataflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;

/**
 * Who reads what, as the descriptor says.
 *
 * @param readers of each output
 * @param timers readers by interval; equal intervals are one timer however they are written
 */
record Routes(Map<Output, List<Reader>> readers, Map<Duration, List<Reader>> timers) {

  /** An output of a node. */
  record Output(NodeId node, DataId id) {}

  /** An input of a node and what is to be done when its node's queue is full. */
  record Reader(NodeId node, DataId input, QueuePolicy policy) {}

  static Routes of(Descriptor descriptor) {
    Map<Output, List<Reader>> readers = new LinkedHashMap<>();
    Map<Duration, List<Reader>> timers = new LinkedHashMap<>();
    for (NodeDescriptor node : descriptor.nodes()) {
      for (Map.Entry<DataId, InputDescriptor> entry : node.ports().inputs().entrySet()) {
        InputDescriptor input = entry.getValue();
        Reader reader = new Reader(node.id(), entry.getKey(), input.effectivePolicy());
        switch (input.source()) {
          case InputMapping.User(NodeId source, DataId output) ->
              readers
                  .computeIfAbsent(new Output(source, output), _ -> new ArrayList<>())
                  .add(reader);
          case InputMapping.Timer(Duration interval) ->
              timers.computeIfAbsent(interval, _ -> new ArrayList<>()).add(reader);
          case InputMapping.Logs _ -> {}
        }
      }
    }
    return new Routes(readers, timers);
  }

  List<Reader> readersOf(NodeId node, DataId output) {
    return readers.getOrDefault(new Output(node, output), List.of());
  }
}
