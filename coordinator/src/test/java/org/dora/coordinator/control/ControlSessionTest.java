package org.dora.coordinator.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.UUID;
import org.dora.common.memory.Payload;
import org.junit.jupiter.api.Test;

/** What becomes of a CLI that reads slowly or not at all. */
class ControlSessionTest {
  private static final long MIB = 1 << 20;
  private static final UUID SUBSCRIPTION = new UUID(1, 2);

  private final PlayedLink link = new PlayedLink();
  private long now;

  private final ControlSession session = link.session(() -> now);

  private void show() {
    session.send(SUBSCRIPTION, Payload.ofBytes(new byte[] {1}));
  }

  @Test
  void aSlowReaderIsLeftOutAndGoesOnWhenItHasRead() {
    show();
    link.pending = 17 * MIB;
    show();
    assertEquals(1, link.sent);
    now += Duration.ofSeconds(9).toNanos();
    show();
    link.pending = 16 * MIB;
    show();
    assertEquals(2, link.sent);
    assertFalse(session.isGone());
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
    link.pending = 64 * MIB;
    session.send(new byte[10]);
    assertEquals(1, link.sent);
    link.pending++;
    session.send(new byte[10]);
    assertTrue(link.closed);
    assertEquals(1, link.sent);
  }
}
