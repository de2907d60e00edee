package org.dora.node;

import java.util.List;
import org.dora.common.DoraException;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Timestamped;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the daemon for events, on a thread of its own, until the daemon or the node ends the stream
 * (node-protocol.md, sections 5.3 and 5.4).
 */
final class EventReader implements Runnable {
  /** How long to wait after the daemon refused to give events, as the released nodes do. */
  private static final long REFUSAL_PAUSE_MILLIS = 100;

  private static final Logger log = LoggerFactory.getLogger(EventReader.class);
  private static final DaemonRequest NEXT_EVENT = new DaemonRequest.NextEvent();

  private final DaemonChannel channel;
  private final Inbox inbox;
  private final HybridLogicalClock clock;

  EventReader(DaemonChannel channel, Inbox inbox, HybridLogicalClock clock) {
    this.channel = channel;
    this.inbox = inbox;
    this.clock = clock;
  }

  @Override
  public void run() {
    try (channel) {
      boolean open = true;
      while (open && inbox.awaitRoom()) {
        open = poll();
      }
    } catch (DoraException e) {
      inbox.fail(e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the node was closed
    } finally {
      inbox.close();
    }
  }

  /** Returns false once the daemon has closed the stream. */
  private boolean poll() throws InterruptedException {
    return switch (channel.call(NEXT_EVENT)) {
      case DaemonReply.NextEvents(List<Timestamped<NodeEvent>> events) -> {
        for (Timestamped<NodeEvent> event : events) {
          clock.observe(event.timestamp());
          inbox.accept(event.inner());
        }
        yield !events.isEmpty();
      }
      case DaemonReply.Result(@Nullable String error) -> {
        log.warn("the daemon refuses to give events: {}", error);
        Thread.sleep(REFUSAL_PAUSE_MILLIS);
        yield true;
      }
      case DaemonReply.ExtensionValue _, DaemonReply.ExtensionReply _, DaemonReply.Empty _ ->
          throw channel.unexpected(NEXT_EVENT);
    };
  }
}
