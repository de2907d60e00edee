package org.dora.interop.chaos;

import java.util.List;
import java.util.UUID;
import org.dora.common.control.DataflowStatus;
import org.dora.common.id.NodeId;

/** The dataflow that runs all the time: a source whose numbers must all reach its sink. */
final class Steady {
  static final String NAME = "steady";
  static final NodeId SOURCE = new NodeId("source");
  static final NodeId SINK = new NodeId("sink");
  static final NodeId TAP = new NodeId("tap");

  /** The timer keeps the node alive when its other input is disconnected. */
  static final String NODES =
      """

        - {id: source, path: witness, outputs: [out]}
        - {id: sink, path: witness, inputs: {in: {source: source/out, queue_size: 1000}}}
        - {id: tap, path: witness, inputs: {tick: dora/timer/secs/5}}
      """;

  private final UUID id;
  private final Processes processes = new Processes();
  private long received;
  private long before;

  Steady(UUID id) {
    this.id = id;
  }

  /** Adds what is not as it must be at any time. */
  void check(View view, List<String> violations) {
    List<UUID> listed = View.of(view.list(), NAME, DataflowStatus.RUNNING);
    if (!listed.equals(List.of(id))) {
      violations.add(NAME + " is not listed: " + view.list());
    }
    for (NodeId node : List.of(SOURCE, SINK, TAP)) {
      processes.checkSame(node.toString(), view.witnesses(NAME, node), violations);
    }
    for (Witness sink : view.witnesses(NAME, SINK)) {
      if (sink.gaps() > 0) {
        violations.add("messages are missing: " + sink);
      }
      if (sink.received() <= before) {
        violations.add("nothing has come since " + before + ": " + sink);
      }
      received = sink.received();
    }
  }

  /** All was well when it was last checked. */
  void remember() {
    processes.remember();
    before = received;
  }

  void forgetProcesses() {
    processes.forgetAll();
    before = 0;
  }
}
