package org.dora.daemon.dataflow;

import static org.dora.common.descriptor.LogLevel.INFO;
import static org.dora.common.descriptor.LogLevel.WARN;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.dora.common.message.NodeEvent;
import org.dora.daemon.dataflow.Routes.Reader;

/**
 * Closes inputs on which nothing came for too long, and opens them when something comes after all
 * (daemon.md, section 10.3). An input is watched from its first message on.
 */
final class InputTimeouts {
  private final DataflowState state;

  /** When something last came on each watched input. */
  private final Map<Reader, Long> lastArrivals = new HashMap<>();

  InputTimeouts(DataflowState state) {
    this.state = state;
  }

  /** Something came for these readers, through the daemon or past it. */
  void arrived(List<Reader> readers) {
    for (Reader reader : readers) {
      if (reader.timeout() != null) {
        arrived(reader);
      }
    }
  }

  private void arrived(Reader reader) {
    DataflowNode node = state.find(reader.node());
    if (node == null || !node.inputs.isOpen(reader.input())) {
      return;
    }
    lastArrivals.put(reader, state.deadlines().now());
    if (node.inputs.recover(reader.input())) {
      state.faults.recoveries++;
      node.log.message(
          INFO,
          "daemon",
          "input `%s/%s` recovered, re-opening (circuit breaker reset)"
              .formatted(reader.node(), reader.input()));
      state.tell(node, new NodeEvent.InputRecovered(reader.input()));
    }
  }

  /**
   * Looks at all watched inputs.
   *
   * @param now when the look began
   * @param heldUp see {@link HoldUps}
   */
  void check(long now, long heldUp) {
    if (heldUp > 0) {
      lastArrivals.replaceAll((_, time) -> time + heldUp);
    }
    lastArrivals.entrySet().removeIf(entry -> isOver(entry.getKey(), entry.getValue(), now));
  }

  private boolean isOver(Reader reader, long lastArrival, long now) {
    DataflowNode node = state.find(reader.node());
    Duration timeout = reader.timeout();
    if (node == null || timeout == null || !node.inputs.isOpen(reader.input())) {
      return true;
    }
    if (Duration.ofNanos(now - lastArrival).compareTo(timeout) <= 0) {
      return false;
    }
    if (node.inputs.breakOff(reader.input())) {
      state.faults.inputTimeouts++;
      node.log.message(
          WARN,
          "daemon",
          "input `%s/%s` timed out after %s, closing (circuit breaker armed)"
              .formatted(reader.node(), reader.input(), RustDuration.text(timeout)));
      state.tell(node, new NodeEvent.InputClosed(reader.input()));
    }
    return true;
  }
}
