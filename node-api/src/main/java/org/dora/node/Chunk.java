package org.dora.node;

import java.util.Map;
import java.util.Optional;
import org.dora.common.message.Metadata;
import org.dora.common.message.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Where a message stands in a stream that is sent in parts (node-protocol.md, section 8).
 *
 * @param sessionId what the stream belongs to: a conversation, a recording
 * @param segmentId number of a logical unit within the session, from 0: an utterance, a scene
 * @param seq number of this chunk within its segment, from 0
 * @param fin whether this is the segment's last chunk
 * @param flush whether what was sent before has become obsolete; older messages that still waited
 *     on the input were given up
 */
public record Chunk(String sessionId, long segmentId, long seq, boolean fin, boolean flush) {

  /** Numbers and truth values may come as texts, as Python nodes write them. */
  static Optional<Chunk> of(Map<String, Parameter> parameters) {
    Long segment = integer(parameters.get(Metadata.SEGMENT_ID));
    Long seq = integer(parameters.get(Metadata.SEQ));
    return parameters.get(Metadata.SESSION_ID) instanceof Parameter.Text(String session)
            && segment != null
            && seq != null
        ? Optional.of(
            new Chunk(
                session,
                segment,
                seq,
                isTrue(parameters.get(Metadata.FIN)),
                isTrue(parameters.get(Metadata.FLUSH))))
        : Optional.empty();
  }

  private static @Nullable Long integer(@Nullable Parameter parameter) {
    if (parameter instanceof Parameter.Text(String text)) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException _) {
        return null;
      }
    }
    return parameter instanceof Parameter.Int(long value) ? value : null;
  }

  private static boolean isTrue(@Nullable Parameter parameter) {
    return parameter instanceof Parameter.Text(String text)
        ? text.equals("true")
        : parameter instanceof Parameter.Bool(boolean value) && value;
  }
}
