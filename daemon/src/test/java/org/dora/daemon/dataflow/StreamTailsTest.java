package org.dora.daemon.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.schedule.Deadlines;
import org.dora.daemon.direct.LinkState;
import org.junit.jupiter.api.Test;

class StreamTailsTest {
  private static final NodeId NODE = new NodeId("a");
  private static final DataId OUT = new DataId("out");
  private static final DataId OTHER = new DataId("other");

  private long now = 1_000_000_000L;
  private final Deadlines deadlines = new Deadlines(() -> now);
  private final OutputTraffic traffic = new OutputTraffic();
  private final List<String> told = new ArrayList<>();
  private int looks;
  private LinkState links = LinkState.IDLE;
  private boolean eyesOpen = true;

  private final StreamTails tails = new StreamTails(traffic, deadlines, this::look);

  /** The answer comes later, as from another thread. */
  private void look(NodeId node) {
    looks++;
    if (eyesOpen) {
      var _ = deadlines.after(Duration.ZERO, () -> tails().seen(node, links));
    }
  }

  private StreamTails tails() {
    return tails;
  }

  private void pass(long millis) {
    long end = now + Duration.ofMillis(millis).toNanos();
    while (now < end) {
      now += Math.max(1, Math.min(deadlines.untilNext(end - now), end - now));
      deadlines.runDue();
    }
  }

  private void sendDirectly(DataId output) {
    traffic.direct(NODE, output, now);
  }

  @Test
  void whatWentThroughTheDaemonNeedsNoWaiting() {
    traffic.throughDaemon(NODE, OUT, null);
    tails.ended(NODE, OUT, () -> told.add("end"));
    tails.leaving(NODE, true, () -> told.add("leave"));
    assertEquals(List.of("end", "leave"), told);
    assertEquals(0, looks);
  }

  @Test
  void messagesThatAreReportedLateCountAsSentNow() {
    tails.leaving(NODE, true, () -> told.add("leave"));
    pass(50);
    sendDirectly(OUT);
    pass(90);
    assertEquals(List.of(), told);
    pass(25);
    assertEquals(List.of("leave"), told);
  }

  @Test
  void aNodeThatCannotSendDirectlyMayLeaveAtOnce() {
    tails.leaving(NODE, false, () -> told.add("leave"));
    assertEquals(List.of("leave"), told);
  }

  @Test
  void anEndIsToldWhenReadersHaveHungUp() {
    sendDirectly(OUT);
    links = LinkState.BUSY;
    tails.ended(NODE, OUT, () -> told.add("end"));
    pass(300);
    assertEquals(List.of(), told);
    links = LinkState.GONE;
    pass(25);
    assertEquals(List.of("end"), told);
  }

  @Test
  void readersThatHaveHungUpAlreadyCauseNoDelay() {
    sendDirectly(OUT);
    links = LinkState.GONE;
    tails.ended(NODE, OUT, () -> told.add("end"));
    pass(1);
    assertEquals(List.of("end"), told);
    assertEquals(1, looks);
  }

  @Test
  void aProducerMayLeaveWhenItsLastMessageWasLongAgo() {
    sendDirectly(OUT);
    pass(90);
    sendDirectly(OTHER);
    pass(20);
    tails.leaving(NODE, true, () -> told.add("leave"));
    tails.ended(NODE, OUT, () -> told.add("end"));
    pass(1);
    assertEquals(List.of("end"), told);
    pass(100);
    assertEquals(List.of("end", "leave"), told);
  }

  @Test
  void aStuckReaderIsNotWaitedForForEver() {
    sendDirectly(OUT);
    links = LinkState.BUSY;
    tails.ended(NODE, OUT, () -> told.add("end"));
    pass(1900);
    assertEquals(List.of(), told);
    pass(150);
    assertEquals(List.of("end"), told);
    int before = looks;
    pass(1000);
    assertEquals(before, looks);
  }

  @Test
  void aStopWaitsForNothing() {
    sendDirectly(OUT);
    eyesOpen = false;
    tails.leaving(NODE, true, () -> told.add("leave"));
    assertEquals(List.of(), told);
    tails.release();
    tails.ended(NODE, OUT, () -> told.add("end"));
    assertEquals(List.of("leave", "end"), told);
    assertEquals(1, looks);
  }
}
