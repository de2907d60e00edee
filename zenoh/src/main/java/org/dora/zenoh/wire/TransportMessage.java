package org.dora.zenoh.wire;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.dora.zenoh.Priority;
import org.dora.zenoh.WhatAmI;
import org.dora.zenoh.ZenohId;

/** What two ends of a link say to each other; a batch holds one or more (§3). */
public sealed interface TransportMessage {

  /** What both sides begin with and agree to the lesser of. */
  record Terms(int resolution, int batchSize) {
    /** Sequence numbers and request ids of 32 bits, the largest batches: what is not sent. */
    public static final Terms DEFAULT = new Terms(0x0a, 0xffff);
  }

  /** Opens the handshake: who dials. */
  record InitSyn(int version, WhatAmI whatAmI, ZenohId zid, Terms terms, List<Extension> extensions)
      implements TransportMessage {}

  /** Answers {@link InitSyn}: who was reached, and a cookie to bring back. */
  record InitAck(
      int version,
      WhatAmI whatAmI,
      ZenohId zid,
      Terms terms,
      MemorySegment cookie,
      List<Extension> extensions)
      implements TransportMessage {}

  /** Brings the cookie back and says how the dialling side will send. */
  record OpenSyn(
      long leaseMillis, long initialSequence, MemorySegment cookie, List<Extension> extensions)
      implements TransportMessage {}

  /** Ends the handshake: how the other side will send. */
  record OpenAck(long leaseMillis, long initialSequence, List<Extension> extensions)
      implements TransportMessage {}

  /** The last message of a link, or of all links of the session. */
  record Close(CloseReason reason, boolean session) implements TransportMessage {}

  /** Says that the sender is alive. */
  record KeepAlive() implements TransportMessage {}

  /** The head of a row of network messages, which follow it in the batch. */
  record Frame(boolean reliable, long sequence, Priority priority) implements TransportMessage {}

  /** A piece of a network message that does not fit into a batch; it fills the rest of one. */
  record Fragment(
      boolean reliable,
      boolean more,
      long sequence,
      Priority priority,
      boolean first,
      boolean drop,
      MemorySegment body)
      implements TransportMessage {}
}
