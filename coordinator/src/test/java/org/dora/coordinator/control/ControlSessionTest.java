package org.dora.coordinator.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.UUID;
import org.dora.common.control.BinaryFrame;
import org.dora.common.daemonlink.TopicViewer;
import org.dora.common.memory.Payload;
import org.dora.common.net.ReceivedBytes;
import org.dora.common.version.DoraVersion;
import org.junit.jupiter.api.Test;

/** What becomes of a CLI that reads slowly or not at all. */
class ControlSessionTest {
  private static final long MIB = 1 << 20;
  private static final int LARGE = 100_000;
  private static final UUID SUBSCRIPTION = new UUID(1, 2);

  private final PlayedLink link = new PlayedLink();
  private long now;

  private final ControlSession session = link.session(() -> now);

  private boolean show() {
    return show(LARGE);
  }

  private boolean show(int size) {
    return session.send(new TopicViewer(SUBSCRIPTION, 0), Payload.ofBytes(new byte[size]));
  }

  @Test
  void aSlowReaderIsLeftOutAndGoesOnWhenItHasRead() {
    assertTrue(show());
    link.pending = 17 * MIB;
    assertFalse(show());
    assertEquals(1, link.sent);
    now += Duration.ofSeconds(9).toNanos();
    assertFalse(show());
    link.pending = 16 * MIB;
    assertTrue(show());
    assertEquals(2, link.sent);
    assertFalse(session.isGone());
  }

  @Test
  void aLargeMessageOnItsWayDoesNotKeepBackSmallOnes() {
    link.pending = 80 * MIB;
    assertFalse(show());
    assertTrue(show(1000));
    link.pending = 85 * MIB;
    assertFalse(show(1000));
  }

  @Test
  void whatWasLeftOutIsToldToOurOwnSideOnly() {
    Payload data = Payload.ofBytes(new byte[1]);
    session.send(new TopicViewer(SUBSCRIPTION, 7), data);
    assertEquals(16, link.head.length);
    session.isOfVersion(DoraVersion.announced());
    session.send(new TopicViewer(SUBSCRIPTION, 7), data);
    try (BinaryFrame frame = BinaryFrame.read(ReceivedBytes.of(link.head))) {
      assertEquals(SUBSCRIPTION, frame.id());
      assertEquals(7, frame.readLeftOut());
    }
  }

  @Test
  void whoReadsNothingForTenSecondsIsGivenUp() {
    show();
    link.pending = 40 * MIB;
    show();
    now += Duration.ofSeconds(11).toNanos();
    show();
    assertTrue(link.closed);
    assertTrue(session.isGone());
    assertEquals(1, link.sent);
  }

  @Test
  void aReaderWithManyAnswersBeforeItIsGivenUp() {
    link.pending = 96 * MIB;
    session.send(new byte[10]);
    assertEquals(1, link.sent);
    link.pending++;
    session.send(new byte[10]);
    assertTrue(link.closed);
    assertEquals(1, link.sent);
  }
}
