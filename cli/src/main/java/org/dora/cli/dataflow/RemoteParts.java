package org.dora.cli.dataflow;

import java.util.UUID;
import org.dora.cli.control.ControlClient;
import org.dora.common.control.ControlRequest;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogPart;
import org.dora.common.log.LogSection;
import org.jspecify.annotations.Nullable;

/**
 * Fetches a node's log from its daemon, each part when the one before it has been read: nobody on
 * the way holds more than that, however slowly it is read. A released coordinator gives all at
 * once.
 */
final class RemoteParts {
  /** All parts that are held together, in bytes. */
  private static final long MOST = 16 << 20;

  private static final long LEAST_PART = 64 << 10;
  private static final long LARGEST_PART = 1 << 20;

  private final ControlClient client;
  private final UUID dataflow;
  private final NodeId node;
  private final @Nullable Long tail;
  private final long size;
  private @Nullable String from;
  private boolean ended;

  /**
   * @param tail how many lines are enough; null for all
   * @param logs how many are read at once
   */
  RemoteParts(ControlClient client, UUID dataflow, NodeId node, @Nullable Long tail, int logs) {
    this.client = client;
    this.dataflow = dataflow;
    this.node = node;
    this.tail = tail;
    this.size = Math.clamp(MOST / Math.max(1, logs), LEAST_PART, LARGEST_PART);
  }

  /** Returns the next part; null behind the last. */
  byte @Nullable [] next() {
    if (ended) {
      return null;
    }
    LogPart part =
        client.readLog(
            new ControlRequest.Logs(
                dataflow, null, node.value(), tail, new LogSection(from, size)));
    from = part.next();
    ended = part.isLast();
    return part.lines().toArray();
  }
}
