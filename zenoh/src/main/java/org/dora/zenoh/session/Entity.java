package org.dora.zenoh.session;

import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.Sample;
import org.dora.zenoh.wire.NetworkMessage.Interest;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber, queryable or liveliness token, of this session or of another; each is itself only.
 */
class Entity {
  /** What an entity is. */
  enum Kind {
    SUBSCRIBER(Interest.SUBSCRIBERS),
    QUERYABLE(Interest.QUERYABLES),
    TOKEN(Interest.TOKENS);

    private final int interest;

    Kind(int interest) {
      this.interest = interest;
    }
  }

  private final Kind kind;
  private final KeyExpr key;
  private final boolean complete;
  private final @Nullable Face origin;

  /**
   * @param complete whether a queryable has all there is for its key
   * @param origin who has told us of it; absent if it is of this session
   */
  Entity(Kind kind, KeyExpr key, boolean complete, @Nullable Face origin) {
    this.kind = kind;
    this.key = key;
    this.complete = complete;
    this.origin = origin;
  }

  Kind kind() {
    return kind;
  }

  KeyExpr key() {
    return key;
  }

  boolean isComplete() {
    return complete;
  }

  @Nullable Face origin() {
    return origin;
  }

  /** Returns whether whoever asks for {@code what}, of a key or of all, asks for this. */
  boolean isWantedBy(int what, @Nullable KeyExpr restriction) {
    return (what & kind.interest) != 0 && (restriction == null || restriction.intersects(key));
  }

  /** A subscriber of this session. */
  static final class LocalSubscriber extends Entity {
    private final Inbox<Sample> inbox;

    LocalSubscriber(KeyExpr key, Inbox<Sample> inbox) {
      super(Kind.SUBSCRIBER, key, false, null);
      this.inbox = inbox;
    }

    void deliver(ReceivedSample sample) {
      inbox.offer(sample);
    }
  }

  /** A queryable of this session. */
  static final class LocalQueryable extends Entity {
    private final long eid;
    private final Inbox<LocalQuery> inbox;

    LocalQueryable(KeyExpr key, boolean complete, long eid, Inbox<LocalQuery> inbox) {
      super(Kind.QUERYABLE, key, complete, null);
      this.eid = eid;
      this.inbox = inbox;
    }

    long eid() {
      return eid;
    }

    void deliver(LocalQuery query) {
      inbox.offer(query);
    }
  }
}
