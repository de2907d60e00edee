package org.dora.zenoh.session;

import org.dora.zenoh.KeyExpr;
import org.jspecify.annotations.Nullable;

/** Notices when a publisher's key gets its first subscriber and when it loses its last. */
final class MatchingWatch {
  private final KeyExpr key;
  private final Inbox<Boolean> inbox;
  private @Nullable Boolean last;

  MatchingWatch(KeyExpr key, Inbox<Boolean> inbox) {
    this.key = key;
    this.inbox = inbox;
  }

  KeyExpr key() {
    return key;
  }

  /** Called under the router's lock. */
  void check(boolean matching) {
    boolean isNews = last == null ? matching : last != matching;
    last = matching;
    if (isNews) {
      inbox.offer(matching);
    }
  }

  void close() {
    inbox.end();
  }
}
