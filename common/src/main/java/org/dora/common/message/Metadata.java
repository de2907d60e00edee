package org.dora.common.message;

import java.util.Map;
import org.dora.common.clock.HlcTimestamp;
import org.dora.common.codec.Unsigned;
import org.dora.common.codec.Wire;
import org.jspecify.annotations.Nullable;

/**
 * What travels beside a message's payload (node-protocol.md, section 8).
 *
 * @param metadataVersion {@link #VERSION}
 * @param timestamp when the producer sent the message
 * @param parameters by name; written in ascending byte order of the names
 */
@Wire
public record Metadata(
    @Unsigned(16) int metadataVersion, HlcTimestamp timestamp, Map<String, Parameter> parameters) {

  /** The layout that dora 1.1 speaks; peers with another one are refused. */
  public static final int VERSION = 2;

  /** Marks every payload as an Arrow IPC stream: {@link #FRAMING_ARROW_IPC}. */
  public static final String FRAMING = "_framing";

  /** The only value of {@link #FRAMING}. */
  public static final String FRAMING_ARROW_IPC = "arrow-ipc";

  /** Hash of a schema sent apart from its data; only on Zenoh, never shown to users. */
  public static final String SCHEMA_HASH = "_schema_hash";

  /** Size of the payload as its producer sent it; only in what is shown to users of topics. */
  public static final String WIRE_SIZE = "_wire_size";

  /** Id of a service request and of its response. */
  public static final String REQUEST_ID = "request_id";

  /** Id of an action's goal. */
  public static final String GOAL_ID = "goal_id";

  /** How an action's goal ended. */
  public static final String GOAL_STATUS = "goal_status";

  /** Names what the chunks of a stream belong to: a conversation, a recording. */
  public static final String SESSION_ID = "session_id";

  /** Number of a logical unit within a session. */
  public static final String SEGMENT_ID = "segment_id";

  /** Number of a chunk within its segment. */
  public static final String SEQ = "seq";

  /** True on the last chunk of a segment. */
  public static final String FIN = "fin";

  /** True on a message before which its input's queue is to be emptied. */
  public static final String FLUSH = "flush";

  /** Copies the map. */
  public Metadata {
    parameters = Map.copyOf(parameters);
  }

  /** Metadata of the current version. */
  public static Metadata of(HlcTimestamp timestamp, Map<String, Parameter> parameters) {
    return new Metadata(VERSION, timestamp, parameters);
  }

  /** Returns a parameter's value, or null if there is none of that name. */
  public @Nullable Parameter parameter(String name) {
    return parameters.get(name);
  }

  /** Returns whether the message belongs to a service call or an action: queues evict it last. */
  public boolean isCorrelated() {
    return parameters.containsKey(REQUEST_ID)
        || parameters.containsKey(GOAL_ID)
        || parameters.containsKey(GOAL_STATUS);
  }

  /** Returns whether the message empties its input's queue before it is queued itself. */
  public boolean isFlush() {
    return parameters.get(FLUSH) instanceof Parameter.Bool(boolean flush) && flush;
  }
}
