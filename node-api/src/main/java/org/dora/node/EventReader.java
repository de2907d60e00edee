package org.dora.node;

import java.util.List;
import org.dora.common.DoraException;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.id.DataId;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Timestamped;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the daemon for events and queues them, on a thread of its own, until the daemon or the node
 * ends the stream (node-protocol.md, sections 5.3 and 5.4).
 */
final class EventReader implements Runnable {
  /** How long to wait after the daemon refused to give events, as the released nodes do. */
  private static final long REFUSAL_PAUSE_MILLIS = 100;

  private static final Logger log = LoggerFactory.getLogger(EventReader.class);
  private static final DaemonRequest NEXT_EVENT = new DaemonRequest.NextEvent();

  private final DaemonChannel channel;
  private final EventSink queue;
  private final HybridLogicalClock clock;

  EventReader(DaemonChannel channel, EventSink queue, HybridLogicalClock clock) {
    this.channel = channel;
    this.queue = queue;
    this.clock = clock;
  }

  @Override
  public void run() {
    try (channel) {
      boolean open = true;
      while (open && queue.awaitRoom()) {
        open = poll();
      }
    } catch (DoraException e) {
      queue.add(
          new Event.Error(
              null, "fatal event stream error: daemon channel broken (" + e.getMessage() + ")"));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the node was closed
    } finally {
      queue.close();
    }
  }

  /** Returns false once the daemon has closed the stream. */
  private boolean poll() throws InterruptedException {
    return switch (channel.call(NEXT_EVENT)) {
      case DaemonReply.NextEvents(List<Timestamped<NodeEvent>> events) -> {
        for (Timestamped<NodeEvent> event : events) {
          clock.observe(event.timestamp());
          accept(event.inner());
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

  private void accept(NodeEvent event) {
    switch (event) {
      case NodeEvent.Input input ->
          queue.add(input.id(), new ReceivedInput(input.id(), input.metadata(), input.data()));
      case NodeEvent.Stop _ -> queue.add(new Event.Stop(Event.Stop.Cause.MANUAL));
      case NodeEvent.AllInputsClosed _ ->
          queue.add(new Event.Stop(Event.Stop.Cause.ALL_INPUTS_CLOSED));
      case NodeEvent.InputClosed(DataId id) -> queue.add(new Event.InputClosed(id.value()));
      case NodeEvent.InputRecovered(DataId id) -> queue.add(new Event.InputRecovered(id.value()));
      case NodeEvent.NodeRestarted restarted ->
          queue.add(new Event.NodeRestarted(restarted.id().value()));
      case NodeEvent.NodeFailed failed ->
          queue.add(
              new Event.NodeFailed(
                  failed.sourceNodeId().value(),
                  failed.error(),
                  failed.affectedInputIds().stream().map(DataId::value).toList()));
      case NodeEvent.ParamUpdate update ->
          queue.add(new Event.ParamUpdate(update.key(), update.valueJson().utf8()));
      case NodeEvent.ParamDeleted(String key) -> queue.add(new Event.ParamDeleted(key));
      case NodeEvent.Reload reload ->
          queue.add(
              new Event.Reload(reload.operatorId() == null ? null : reload.operatorId().value()));
      case NodeEvent.ExtensionDropped dropped ->
          // Not for users (section 14); we store no values that could be dropped.
          log.debug("value {} of extension {} dropped", dropped.key(), dropped.namespace());
    }
  }
}
