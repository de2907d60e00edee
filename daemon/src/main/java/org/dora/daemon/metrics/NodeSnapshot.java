package org.dora.daemon.metrics;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.daemon.connection.NodeEventQueue.InputLoad;

/**
 * What the conductor knows of a node at one moment.
 *
 * @param pid of its process, which leads a group of that number; 0 while there is none, and of a
 *     dynamic node
 * @param restartCount how often it was started again
 * @param brokenInputs the inputs that are taken for closed because nothing came for too long
 * @param inputs what waits in the daemon on each input, and what the daemon has dropped there in
 *     all the node's lives; what the node's own queue drops is not known here
 * @param outputs what was sent on each output in all the node's lives
 */
public record NodeSnapshot(
    NodeId id,
    int pid,
    NodeStatus status,
    long restartCount,
    List<DataId> brokenInputs,
    SortedMap<DataId, InputLoad> inputs,
    SortedMap<DataId, OutputCounts> outputs) {
  public NodeSnapshot {
    brokenInputs = List.copyOf(brokenInputs);
    inputs = Collections.unmodifiableSortedMap(new TreeMap<>(inputs));
    outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
  }

  /** Returns how many messages wait in the daemon on all inputs. */
  public long pendingMessages() {
    return inputs.values().stream().mapToLong(InputLoad::messages).sum();
  }
}
