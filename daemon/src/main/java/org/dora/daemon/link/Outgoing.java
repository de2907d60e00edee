package org.dora.daemon.link;

import java.util.List;
import java.util.UUID;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.daemonlink.AnswerFrame;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.TopicViewer;
import org.dora.common.memory.Payload;
import org.dora.common.message.InterDaemonEvent;
import org.jspecify.annotations.Nullable;

/** What waits in the {@link Outbox}. */
sealed interface Outgoing {
  /**
   * Something that has happened.
   *
   * @param weight the room that it takes; 0 for what always has room
   */
  record Event(DaemonEvent event, int weight) implements Outgoing {}

  /** The answer to a command of the present connection, as it is sent. */
  record Answer(byte[] frame) implements Outgoing {}

  /** The answer to a command of the present connection, in binary. */
  record BinaryAnswer(AnswerFrame frame) implements Outgoing {}

  /**
   * What has happened on an output at which users look. Whoever keeps it holds a reference to its
   * payload.
   *
   * @param viewers who look
   */
  record Topic(
      UUID dataflow, List<TopicViewer> viewers, InterDaemonEvent event, HlcTimestamp timestamp)
      implements Outgoing {
    private static final int OVERHEAD = 1000;

    /** Returns the room that it takes. */
    long weight() {
      Payload data = data();
      return OVERHEAD + (data == null ? 0 : data.size());
    }

    /** Returns what was sent. */
    @Nullable Payload data() {
      return event instanceof InterDaemonEvent.Output output ? output.data() : null;
    }

    /** Holds the payload. */
    void retain() {
      Payload data = data();
      if (data != null) {
        Payload _ = data.retain();
      }
    }

    /** Lets go of the payload. */
    void release() {
      Payload data = data();
      if (data != null) {
        data.release();
      }
    }
  }
}
