package org.dora.zenoh.session;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.Reply;

/** Gathers the tokens that there are now, each key once. */
final class TokenQuery {
  private final KeyExpr key;
  private final Inbox<Reply> inbox;
  private final Set<KeyExpr> found = new HashSet<>();
  private int outstanding;

  /**
   * @param outstanding how often {@link #answered} will be called
   */
  TokenQuery(KeyExpr key, Inbox<Reply> inbox, int outstanding) {
    this.key = key;
    this.inbox = inbox;
    this.outstanding = outstanding;
  }

  KeyExpr key() {
    return key;
  }

  synchronized void found(KeyExpr token) {
    if (found.add(token)) {
      inbox.offer(new Reply.Success(Optional.empty(), TokenWatch.alive(token)));
    }
  }

  /** One of those asked has named all that it knows. */
  synchronized void answered() {
    outstanding--;
    if (outstanding == 0) {
      inbox.end();
    }
  }

  /** Whoever has not answered is too late. */
  void timeOut() {
    inbox.end();
  }
}
