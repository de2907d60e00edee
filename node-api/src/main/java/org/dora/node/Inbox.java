package org.dora.node;

import org.dora.common.id.DataId;
import org.dora.common.message.NodeEvent;
import org.jspecify.annotations.Nullable;

/** Where a node's events go as they come from the daemon: each to whoever has to know it. */
final class Inbox {
  private final EventSink queue;
  private final DroppedKeys droppedKeys;
  private final @Nullable EventRecording recording;

  /**
   * @param recording null if events are not recorded
   */
  Inbox(EventSink queue, DroppedKeys droppedKeys, @Nullable EventRecording recording) {
    this.queue = queue;
    this.droppedKeys = droppedKeys;
    this.recording = recording;
  }

  /** Takes an event, and the payload in it. */
  void accept(NodeEvent event) {
    if (recording != null) {
      recording.add(event);
    }
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
          droppedKeys.add(dropped.namespace(), dropped.key());
    }
  }

  /** Waits until more may be fetched; false if nobody takes events any more. */
  boolean awaitRoom() throws InterruptedException {
    return queue.awaitRoom();
  }

  /** Says that the connection is lost. */
  void fail(String reason) {
    queue.add(
        new Event.Error(null, "fatal event stream error: daemon channel broken (" + reason + ")"));
  }

  /** Says that nothing more will come. */
  void close() {
    queue.close();
  }

  /** Gives up all that waits and whatever still comes; the recording is complete. */
  void discard() {
    queue.discard();
    if (recording != null) {
      recording.close();
    }
  }
}
