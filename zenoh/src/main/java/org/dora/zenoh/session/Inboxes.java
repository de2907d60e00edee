package org.dora.zenoh.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.dora.zenoh.Overflow;
import org.dora.zenoh.SubscriberOptions;

/** The inboxes of a session that have not ended, so that they end with it. */
final class Inboxes {
  private final Set<Inbox<?>> open = ConcurrentHashMap.newKeySet();

  /**
   * Returns an inbox.
   *
   * @param name what it is for, in names of threads and in logs
   * @param discard what is done with what nobody will take
   */
  <T> Inbox<T> make(String name, SubscriberOptions options, Consumer<T> discard) {
    Inbox<T> inbox = new Inbox<>(name, options, discard, open::remove);
    open.add(inbox);
    return inbox;
  }

  /** Returns an inbox that is never full, for what is rare. */
  <T> Inbox<T> unbounded(String name) {
    return make(name, new SubscriberOptions(Integer.MAX_VALUE, Overflow.DROP_OLDEST), _ -> {});
  }

  void close() {
    open.forEach(Inbox::close);
  }
}
