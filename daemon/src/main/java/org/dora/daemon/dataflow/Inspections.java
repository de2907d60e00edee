package org.dora.daemon.dataflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.dora.common.daemonlink.TopicViewer;
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
  private final Map<UUID, Watcher> watchers = new LinkedHashMap<>();

  /** Somebody who looks at outputs. */
  private static final class Watcher {
    private final Set<Routes.Output> outputs;
    private final boolean wantsData;

    /** How many messages were not shown since the last one that was. */
    private int leftOut;

    private Watcher(Set<Routes.Output> outputs, boolean wantsData) {
      this.outputs = outputs;
      this.wantsData = wantsData;
    }
  }

  Inspections(UUID dataflow, DataflowListener listener) {
    this.dataflow = dataflow;
    this.listener = listener;
  }

  /**
   * Somebody looks at outputs from now on.
   *
   * @param wantsData whether metadata is not enough
   */
  void begin(UUID watcher, Set<Routes.Output> outputs, boolean wantsData) {
    watchers.put(watcher, new Watcher(outputs, wantsData));
  }

  /** Somebody looks no more. */
  void end(UUID watcher) {
    watchers.remove(watcher);
  }

  /** Nobody looks any more. */
  void endAll() {
    watchers.clear();
  }

  /** A message is on its way to those who read it. */
  void sent(NodeId node, DataId output, Metadata metadata, @Nullable Payload data) {
    if (watchers.isEmpty()) {
      return;
    }
    Metadata sized = sized(metadata, data);
    tell(
        watching(node, output, watcher -> watcher.wantsData),
        new InterDaemonEvent.Output(dataflow, node, output, sized, data));
    tell(
        watching(node, output, watcher -> !watcher.wantsData),
        new InterDaemonEvent.Output(dataflow, node, output, sized, null));
  }

  /** Released viewers tell the bandwidth by this parameter. */
  private static Metadata sized(Metadata metadata, @Nullable Payload data) {
    Map<String, Parameter> parameters = new HashMap<>(metadata.parameters());
    parameters.put(Metadata.WIRE_SIZE, new Parameter.Int(data == null ? 0 : data.size()));
    return new Metadata(metadata.metadataVersion(), metadata.timestamp(), parameters);
  }

  /** An output has closed. */
  void closed(NodeId node, DataId output) {
    tell(
        watching(node, output, _ -> true),
        new InterDaemonEvent.OutputClosed(dataflow, node, output));
  }

  private Map<UUID, Watcher> watching(NodeId node, DataId output, Predicate<Watcher> wanted) {
    Map<UUID, Watcher> watching = new LinkedHashMap<>();
    watchers.forEach((id, watcher) -> {
      if (wanted.test(watcher) && watcher.outputs.contains(new Routes.Output(node, output))) {
        watching.put(id, watcher);
      }
    });
    return watching;
  }

  private void tell(Map<UUID, Watcher> watching, InterDaemonEvent event) {
    if (watching.isEmpty()) {
      return;
    }
    List<TopicViewer> viewers = new ArrayList<>(watching.size());
    watching.forEach((id, watcher) -> viewers.add(new TopicViewer(id, watcher.leftOut)));
    boolean shown = listener.inspected(viewers, event);
    watching.values().forEach(watcher -> watcher.leftOut = shown ? 0 : watcher.leftOut + 1);
  }
}
