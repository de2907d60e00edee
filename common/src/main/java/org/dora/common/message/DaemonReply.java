package org.dora.common.message;

import java.util.List;
import org.dora.common.codec.Index;
import org.dora.common.codec.Wire;
import org.jspecify.annotations.Nullable;

/**
 * What a daemon answers to a node (node-protocol.md, section 7). Index 2 (a node's configuration)
 * exists only as JSON.
 */
@Wire
public sealed interface DaemonReply
    permits DaemonReply.Result,
        DaemonReply.NextEvents,
        DaemonReply.ExtensionValue,
        DaemonReply.Empty,
        DaemonReply.ExtensionReply {

  /**
   * Success or failure of a request.
   *
   * @param error why the request failed, or null if it did not; {@code Result<(), String>} has the
   *     same bytes as {@code Option<String>}
   */
  record Result(@Nullable String error) implements DaemonReply {
    /** The request succeeded. */
    public static final Result OK = new Result(null);
  }

  /** Events since the last poll; an empty list ends the stream. */
  record NextEvents(List<Timestamped<NodeEvent>> events) implements DaemonReply {}

  /** A stored value, or null if there is none. */
  @Index(3)
  record ExtensionValue(@Nullable Bytes value) implements DaemonReply {}

  /** Stands for "no answer"; never written by the released daemon. */
  @Index(4)
  record Empty() implements DaemonReply {}

  /** Answer of an extension in the daemon. */
  @Index(5)
  record ExtensionReply(Bytes payload) implements DaemonReply {}
}
