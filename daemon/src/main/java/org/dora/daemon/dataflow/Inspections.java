package org.dora.daemon.dataflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.Payload;
import org.dora.common.message.InterDaemonEvent;
import org.dora.common.message.Metadata;
import org.dora.common.message.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Shows what nodes send to those outside the dataflow who look at outputs (control-protocol.md,
 * section 19). Confined to the conductor's thread.
 */
final class Inspections {
  private final UUID dataflow;
  private final DataflowListener listener;
  private final Map<UUID, Set<Routes.Output>> watched = new LinkedHashMap<>();

  Inspections(UUID dataflow, DataflowListener listener) {
    this.dataflow = dataflow;
    this.listener = listener;
  }

  /** Somebody looks at outputs from now on. */
  void begin(UUID watcher, Set<Routes.Output> outputs) {
    watched.put(watcher, outputs);
  }

  /** Somebody looks no more. */
  void end(UUID watcher) {
    watched.remove(watcher);
  }

  /** Nobody looks any more. */
  void endAll() {
    watched.clear();
  }

  /** A message is on its way to those who read it. */
  void sent(NodeId node, DataId output, Metadata metadata, @Nullable Payload data) {
    List<UUID> watchers = watchersOf(node, output);
    if (!watchers.isEmpty()) {
      listener.inspected(
          watchers,
          new InterDaemonEvent.Output(dataflow, node, output, sized(metadata, data), data));
    }
  }

  /** Released viewers tell the bandwidth by this parameter. */
  private static Metadata sized(Metadata metadata, @Nullable Payload data) {
    Map<String, Parameter> parameters = new HashMap<>(metadata.parameters());
    parameters.put(Metadata.WIRE_SIZE, new Parameter.Int(data == null ? 0 : data.size()));
    return new Metadata(metadata.metadataVersion(), metadata.timestamp(), parameters);
  }

  /** An output has closed. */
  void closed(NodeId node, DataId output) {
    List<UUID> watchers = watchersOf(node, output);
    if (!watchers.isEmpty()) {
      listener.inspected(watchers, new InterDaemonEvent.OutputClosed(dataflow, node, output));
    }
  }

  private List<UUID> watchersOf(NodeId node, DataId output) {
    if (watched.isEmpty()) {
      return List.of();
    }
    Routes.Output wanted = new Routes.Output(node, output);
    List<UUID> watchers = new ArrayList<>();
    watched.forEach((watcher, outputs) -> {
      if (outputs.contains(wanted)) {
        watchers.add(watcher);
      }
    });
    return watchers;
  }
}
