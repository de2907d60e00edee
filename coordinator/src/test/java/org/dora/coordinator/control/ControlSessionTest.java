package org.dora.coordinator.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;
import org.dora.common.memory.Payload;
import org.dora.coordinator.server.PeerLink;
import org.junit.jupiter.api.Test;

/** What becomes of a CLI that reads slowly or not at all. */
class ControlSessionTest {
  private static final long MIB = 1 << 20;
  private static final UUID SUBSCRIPTION = new UUID(1, 2);

  /** A way to a CLI on which as much waits as the test says. */
  private static final class PlayedLink implements PeerLink {
    private long pending;
    private int sent;
    private boolean closed;

    @Override
    public InetSocketAddress address() {
      return new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
    }

    @Override
    public void send(byte[] message) {
      sent++;
    }

    @Override
    public void sendBinary(byte[] head, Payload body) {
      sent++;
    }

    @Override
    public long pendingBytes() {
      return pending;
    }

    @Override
    public void pause() {
      // Nothing comes.
    }

    @Override
    public void resume() {
      // Nothing comes.
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final PlayedLink link = new PlayedLink();
  private long now;

  @SuppressWarnings("NullAway") // nothing is asked here
  private final ControlSession session =
      new ControlSession(link, new RequestHandler(null), Runnable::run, () -> now);

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
