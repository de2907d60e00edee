package org.dora.daemon.dataflow;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.message.NodeEvent;
import org.dora.common.schedule.Deadlines;
import org.dora.daemon.dataflow.Routes.Reader;

/**
 * Closes outputs, with them the inputs that read them, and tells a node when nothing will come any
 * more (daemon.md, section 8.1).
 *
 * <p>A node that fails in good order closes its outputs before it exits. So that readers hear of
 * the failure before they end, the last word to them waits for the exit of the nodes that fed them.
 */
final class ClosingOutputs {
  /** How long the last word waits for an exit (daemon.md, section 9). */
  private static final Duration EXIT_LIMIT = Duration.ofMillis(200);

  /** How much longer it waits for one that has closed its connections and so is about to exit. */
  private static final Duration TEARDOWN_LIMIT = Duration.ofMillis(800);

  private final DataflowState state;
  private final StreamTails tails;
  private final Map<NodeId, Deadlines.Deadline> heldBack = new HashMap<>();

  ClosingOutputs(DataflowState state, StreamTails tails) {
    this.state = state;
    this.tails = tails;
  }

  /** A node says that it is done with an output; that counts unless it may come back. */
  void leave(DataflowNode node, DataId output) {
    // What the node prints is ours to send: it may print more until it exits.
    if (!node.printed.contains(output) && !node.keepsOutputsOpen(state.isDrained(node))) {
      closeOutput(node, output);
    }
  }

  /** A node says that it is done with all outputs; that counts unless it may come back. */
  void leaveAll(DataflowNode node) {
    List.copyOf(node.openOutputs).forEach(output -> leave(node, output));
  }

  /** Closes an output and with it the inputs of those who read it; once is enough. */
  private void closeOutput(DataflowNode node, DataId output) {
    if (!node.openOutputs.remove(output)) {
      return;
    }
    state.inspections.closed(node.id(), output);
    List<Reader> readers = List.copyOf(state.routes.readersOf(node.id(), output));
    tails.ended(
        node.id(),
        output,
        () -> readers.forEach(reader -> closeInput(reader.node(), reader.input())));
  }

  /** A process is about to end its Zenoh session; {@code answer} runs when it may. */
  void beforeSessionEnds(DataflowNode node, Runnable answer) {
    tails.leaving(node.id(), state.context.routes().isDirect(node.id()), answer);
  }

  /** Closes all outputs that are still open. */
  void closeAll(DataflowNode node) {
    List.copyOf(node.openOutputs).forEach(output -> closeOutput(node, output));
  }

  /** Closes an input for good. */
  void closeInput(NodeId reader, DataId input) {
    DataflowNode node = state.find(reader);
    if (node == null) {
      return;
    }
    if (node.inputs.close(input)) {
      state.tell(node, new NodeEvent.InputClosed(input));
    }
    if (state.isDrained(node)) {
      sayLast(node);
    }
  }

  private void sayLast(DataflowNode node) {
    if (heldBack.containsKey(node.id())) {
      return;
    }
    if (isFedByLeaving(node)) {
      NodeId reader = node.id();
      heldBack.put(reader, state.deadlines().after(EXIT_LIMIT, () -> waitForTeardown(reader)));
    } else {
      tellAllInputsClosed(node);
    }
  }

  private void waitForTeardown(NodeId reader) {
    DataflowNode node = state.find(reader);
    if (node != null && heldBack.containsKey(reader) && isFedBy(node, ClosingOutputs::isExiting)) {
      heldBack.put(reader, state.deadlines().after(TEARDOWN_LIMIT, () -> release(reader)));
    } else {
      release(reader);
    }
  }

  /** Some node has exited: its readers need not wait for that any more. */
  void exited() {
    for (NodeId reader : List.copyOf(heldBack.keySet())) {
      DataflowNode node = state.find(reader);
      if (node == null || !isFedByLeaving(node)) {
        release(reader);
      }
    }
  }

  private void release(NodeId reader) {
    Deadlines.Deadline deadline = heldBack.remove(reader);
    DataflowNode node = state.find(reader);
    if (deadline != null) {
      deadline.cancel();
    }
    if (node != null) {
      tellAllInputsClosed(node);
    }
  }

  /** Returns whether the last word to a node is still to be said. */
  boolean holdsBack(DataflowNode node) {
    return heldBack.containsKey(node.id());
  }

  private boolean isFedByLeaving(DataflowNode reader) {
    return isFedBy(reader, ClosingOutputs::isLeaving);
  }

  private boolean isFedBy(DataflowNode reader, Predicate<DataflowNode> kind) {
    for (NodeId source : state.routes.sourcesOf(reader.id())) {
      DataflowNode node = state.find(source);
      if (node != null && kind.test(node)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a node has closed all it had, so that it may be about to exit. */
  private static boolean isLeaving(DataflowNode node) {
    return !node.isDynamic()
        && node.incarnation() != null
        && node.printed.containsAll(node.openOutputs);
  }

  private static boolean isExiting(DataflowNode node) {
    Incarnation incarnation = node.incarnation();
    return isLeaving(node) && incarnation != null && incarnation.connections.isEmpty();
  }

  private void tellAllInputsClosed(DataflowNode node) {
    Incarnation incarnation = node.incarnation();
    if (incarnation == null
        || !incarnation.subscribed
        || incarnation.allInputsClosedAt != null
        || !state.isDrained(node)) {
      return;
    }
    incarnation.allInputsClosedAt = state.deadlines().now();
    state.tell(node, new NodeEvent.AllInputsClosed());
  }
}
