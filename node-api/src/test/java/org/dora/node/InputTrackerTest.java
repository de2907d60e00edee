package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.memory.SegmentPool;
import org.dora.common.message.NodeEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class InputTrackerTest {
  private final SegmentPool pool = new SegmentPool();
  private final StandInDaemon daemon;
  private final Node node;
  private final InputTracker tracker;

  InputTrackerTest() throws IOException {
    daemon =
        new StandInDaemon()
            .input("a", 10, QueuePolicy.DROP_OLDEST)
            .input("b", 10, QueuePolicy.DROP_OLDEST);
    node = daemon.start(pool);
    tracker = new InputTracker(node);
  }

  @AfterEach
  void end() throws IOException {
    tracker.close();
    node.close();
    daemon.close();
    assertEquals(0, pool.liveBytes());
  }

  @Test
  void anInputIsUnknownBeforeItsFirstEvent() {
    assertEquals(Optional.empty(), tracker.state("a"));
    assertFalse(tracker.isClosed("a"));
    assertEquals(Optional.empty(), tracker.lastInput("a"));
  }

  @Test
  void theLastMessageOutlivesItsTurnAndTheEndOfItsInput() {
    track(daemon.longs("a", 1));
    track(daemon.longs("a", 2));
    track(daemon.longs("b", 9));
    track(new NodeEvent.InputClosed(new DataId("a")));

    assertTrue(tracker.isClosed("a"));
    assertEquals(Set.of("a"), tracker.closedInputs());
    assertEquals(2, tracker.lastInput("a").orElseThrow().longValue());
    assertEquals(Optional.of(InputState.HEALTHY), tracker.state("b"));
  }

  @Test
  void aMessageThatTheLoopRetainsAndClosesIsStillThere() {
    daemon.give(daemon.longs("a", 1));
    Event.Input in = ((Event.Input) node.next().orElseThrow()).retain();
    tracker.accept(in);
    in.close();

    assertEquals(1, tracker.lastInput("a").orElseThrow().longValue());
  }

  @Test
  void aRecoveredInputIsHealthy() {
    track(new NodeEvent.InputClosed(new DataId("a")));
    track(new NodeEvent.InputRecovered(new DataId("a")));

    assertEquals(Optional.of(InputState.HEALTHY), tracker.state("a"));
  }

  @Test
  void aRestartHealsTheInputsOfThatNode() {
    track(new NodeEvent.InputClosed(new DataId("a")));
    track(new NodeEvent.NodeRestarted(new NodeId("elsewhere")));
    assertTrue(tracker.isClosed("a"));
    track(new NodeEvent.NodeRestarted(new NodeId("source")));
    assertFalse(tracker.isClosed("a"));
    assertEquals(Optional.empty(), tracker.state("b"));
  }

  @Test
  void otherEventsSayNothingOfInputs() {
    daemon.give(
        new NodeEvent.ParamDeleted("gain"),
        new NodeEvent.NodeFailed(List.of(new DataId("a")), "boom", new NodeId("source")));
    assertFalse(tracker.accept(node.next().orElseThrow()));
    assertFalse(tracker.accept(node.next().orElseThrow()));
  }

  private void track(NodeEvent event) {
    daemon.give(event);
    assertTrue(tracker.accept(node.next().orElseThrow()));
  }
}
