package org.dora.zenoh.wire;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.dora.zenoh.EntityGlobalId;
import org.dora.zenoh.QoS;
import org.dora.zenoh.QueryTarget;
import org.dora.zenoh.Timestamp;
import org.jspecify.annotations.Nullable;

/** What sessions say to each other inside frames (§4). */
public sealed interface NetworkMessage {

  /** How the message is carried; fixed for all but data, queries and replies. */
  default QoS qos() {
    return QoS.OF_CONTROL;
  }

  /** The payload with which the message ends; it is written apart from the rest of it. */
  default MemorySegment payload() {
    return MemorySegment.NULL;
  }

  /** A publication. */
  record Push(WireExpr key, QoS qos, @Nullable Timestamp timestamp, DataBody body)
      implements NetworkMessage {
    /** The same with another body. */
    public Push withBody(DataBody newBody) {
      return new Push(key, qos, timestamp, newBody);
    }

    @Override
    public MemorySegment payload() {
      return body.payload();
    }
  }

  /** Makes something known to the other side, or answers an {@link Interest}. */
  record Declare(long interestId, Declaration declaration) implements NetworkMessage {
    /** What a declaration has that answers nothing. */
    public static final long UNASKED = -1;

    /** What ends the greeting of a peer. */
    public static final long OF_GREETING = 0;

    /** A declaration that answers nothing. */
    public static Declare unasked(Declaration declaration) {
      return new Declare(UNASKED, declaration);
    }
  }

  /** Asks for declarations that are there, or that come from now on, or both; or ends this. */
  record Interest(long id, Mode mode, int what, @Nullable WireExpr key) implements NetworkMessage {
    public static final int KEY_EXPRS = 0x01;
    public static final int SUBSCRIBERS = 0x02;
    public static final int QUERYABLES = 0x04;
    public static final int TOKENS = 0x08;

    /** One answer for all that match is enough. */
    public static final int AGGREGATE = 0x80;

    /** What to be told; the bits are those of the wire. */
    public enum Mode {
      FINAL,
      CURRENT,
      FUTURE,
      CURRENT_FUTURE;

      /** Returns whether what is there already is asked for. */
      public boolean current() {
        return this == CURRENT || this == CURRENT_FUTURE;
      }

      /** Returns whether what comes later is asked for. */
      public boolean future() {
        return this == FUTURE || this == CURRENT_FUTURE;
      }
    }
  }

  /** A query; its id is the sender's and is free again after {@link ResponseFinal}. */
  record Request(
      long id,
      WireExpr key,
      QoS qos,
      @Nullable Timestamp timestamp,
      QueryTarget target,
      long timeoutMillis,
      QueryBody query)
      implements NetworkMessage {
    /** The value of {@link #timeoutMillis} when none is sent. */
    public static final long NO_TIMEOUT = 0;
  }

  /** One reply to a query. */
  record Response(
      long requestId,
      WireExpr key,
      QoS qos,
      @Nullable Timestamp timestamp,
      @Nullable EntityGlobalId responder,
      ResponseBody body)
      implements NetworkMessage {
    @Override
    public MemorySegment payload() {
      return body.payload();
    }
  }

  /** Says that no reply follows. */
  record ResponseFinal(long requestId) implements NetworkMessage {
    @Override
    public QoS qos() {
      return QoS.OF_QUERIES;
    }
  }

  /** What the sender knows of other sessions (§7). */
  record LinkStateList(List<LinkState> states) implements NetworkMessage {}

  /** A message about the network itself that we know nothing of. */
  record UnknownOam(int id) implements NetworkMessage {}
}
