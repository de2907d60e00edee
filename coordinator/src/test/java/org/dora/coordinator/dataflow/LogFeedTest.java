package org.dora.coordinator.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.dora.common.control.LogFilter;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.log.LogMessage;
import org.junit.jupiter.api.Test;

class LogFeedTest {
  private final LogFeed feed = new LogFeed();

  /** Counts what it is sent. */
  private static final class Reader implements LogSubscriber {
    private int messages;

    @Override
    public void send(byte[] frame) {
      messages++;
    }

    @Override
    public boolean isGone() {
      return false;
    }
  }

  private void publish() {
    feed.publish(LogMessage.of(LogLevel.INFO, "coordinator", "something", Instant.EPOCH));
  }

  private Reader follow() {
    Reader reader = new Reader();
    feed.follow(reader, LogFilter.INFO);
    return reader;
  }

  @Test
  void theFirstFollowerGetsWhatCameBefore() {
    publish();
    publish();
    Reader first = follow();
    assertEquals(2, first.messages);
    Reader second = follow();
    publish();
    assertEquals(3, first.messages);
    assertEquals(1, second.messages);
  }

  @Test
  void whatHasEndedKeepsNothing() {
    publish();
    feed.end();
    publish();
    assertEquals(0, follow().messages);
  }
}
