package org.dora.daemon.dataflow;

import static org.dora.common.descriptor.LogLevel.WARN;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dora.common.descriptor.Seconds;
import org.jspecify.annotations.Nullable;

/**
 * Stops nodes that go on although their dataflow is finished but for them: all of their inputs have
 * closed, or they are silent, for longer than the grace (daemon.md, section 8.4).
 */
final class FinishWatch {
  private final DataflowState state;
  private final NodeNotices notices;

  /** Null if nodes may take all the time they want. */
  private final @Nullable Duration grace;

  FinishWatch(DataflowState state, NodeNotices notices) {
    this.state = state;
    this.notices = notices;
    this.grace = state.daemon.finishGrace();
  }

  /** Stops the stragglers, if there are none but stragglers left. */
  void check() {
    if (grace == null || state.stopping) {
      return;
    }
    List<Incarnation> late = new ArrayList<>();
    for (DataflowNode node : state.nodes) {
      if (node.isDynamic() || node.hasEnded()) {
        continue;
      }
      Incarnation incarnation = node.incarnation();
      if (incarnation == null || neverFinishes(node)) {
        return;
      }
      Duration idle = idle(incarnation);
      if (idle == null) {
        return;
      }
      Seconds own = node.descriptor.limits().finishGrace();
      boolean isLate = idle.compareTo(own == null ? grace : own.toDuration()) >= 0;
      if (isLate) {
        late.add(incarnation);
      } else if (incarnation.allInputsClosedAt == null) {
        return;
      }
    }
    late.stream().filter(each -> !each.straggler).forEach(this::stop);
  }

  /** Returns for how long a node has had nothing to do, or null if it may have. */
  private @Nullable Duration idle(Incarnation incarnation) {
    if (incarnation.allInputsClosedAt != null) {
      return since(incarnation.allInputsClosedAt);
    }
    return incarnation.subscribed && !incarnation.waitsForDaemon()
        ? since(incarnation.lastActivity())
        : null;
  }

  private boolean neverFinishes(DataflowNode node) {
    return !state.isDrained(node) && (!node.inputs.readsNodes() || node.inputs.hasEndless());
  }

  private Duration since(long time) {
    return Duration.ofNanos(state.deadlines().now() - time);
  }

  private void stop(Incarnation incarnation) {
    incarnation.straggler = true;
    incarnation.node.stopRequested = true;
    Long closed = incarnation.allInputsClosedAt;
    state
        .daemon
        .log()
        .message(
            state.id,
            WARN,
            "daemon",
            "dataflow %s is finished except node `%s` (%s) — escalating stop (set DORA_FINISH_DRAIN_GRACE_SECS to adjust the grace period)"
                .formatted(
                    state.id,
                    incarnation.node.id(),
                    closed == null
                        ? "silent for " + since(incarnation.lastActivity()).toSeconds() + "s"
                        : "AllInputsClosed sent " + since(closed).toSeconds() + "s ago"));
    notices.stop(incarnation);
    StopLadder.raise(state.deadlines(), List.of(incarnation), StopLadder.STOP_GRACE);
  }
}
