package org.dora.coordinator.dataflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.dora.common.daemonlink.CatchUpEntry;
import org.dora.common.daemonlink.CatchUpOperation;
import org.dora.common.id.NodeId;

/**
 * Changes of a dataflow's parameters that were forwarded, numbered from 1, for daemons that were
 * away meanwhile (control-protocol.md, section 17).
 */
final class ParameterLog {
  private static final int KEPT = 10_000;

  private final Deque<CatchUpEntry> entries = new ArrayDeque<>();
  private long last;

  /** Notes a change that is forwarded. */
  void add(CatchUpOperation change) {
    entries.add(new CatchUpEntry(++last, change));
    if (entries.size() > KEPT) {
      entries.remove();
    }
  }

  /** Returns the number of the last change. */
  long last() {
    return last;
  }

  /** Forgets what all daemons have. */
  void forgetUpTo(long sequence) {
    while (!entries.isEmpty() && entries.element().sequence() <= sequence) {
      entries.remove();
    }
  }

  /** Returns what of some nodes has changed since, if that is still known. */
  Optional<List<CatchUpEntry>> since(long sequence, Collection<NodeId> nodes) {
    if (last - entries.size() > sequence) {
      return Optional.empty();
    }
    List<CatchUpEntry> missed = new ArrayList<>();
    for (CatchUpEntry entry : entries) {
      if (entry.sequence() > sequence && nodes.contains(nodeOf(entry.operation()))) {
        missed.add(entry);
      }
    }
    return Optional.of(missed);
  }

  private static NodeId nodeOf(CatchUpOperation operation) {
    return switch (operation) {
      case CatchUpOperation.SetParam(NodeId node, _, _) -> node;
      case CatchUpOperation.DeleteParam(NodeId node, _) -> node;
    };
  }
}
