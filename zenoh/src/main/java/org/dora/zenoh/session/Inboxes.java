package org.dora.zenoh.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dora.zenoh.Overflow;
import org.dora.zenoh.Reply;
import org.dora.zenoh.Sample;
import org.dora.zenoh.SubscriberOptions;
import org.dora.zenoh.session.Inbox.Content;

/** The inboxes of a session that have not ended, so that they end with it. */
final class Inboxes {
  static final Content<Sample> SAMPLES =
      new Content<>(sample -> sample.payload().size(), Sample::close);
  static final Content<LocalQuery> QUERIES = new Content<>(_ -> 0, LocalQuery::close);
  static final Content<Reply> REPLIES = new Content<>(Inboxes::weight, Inboxes::discard);

  private final Set<Inbox<?>> open = ConcurrentHashMap.newKeySet();

  private static long weight(Reply reply) {
    return reply instanceof Reply.Success success ? success.sample().payload().size() : 0;
  }

  private static void discard(Reply reply) {
    if (reply instanceof Reply.Success success) {
      success.sample().close();
    }
  }

  /**
   * Returns an inbox.
   *
   * @param name what it is for, in names of threads and in logs
   */
  <T> Inbox<T> make(String name, SubscriberOptions options, Content<T> content) {
    Inbox<T> inbox = new Inbox<>(name, options, content, open::remove);
    open.add(inbox);
    return inbox;
  }

  /** Returns an inbox that is never full, for what is rare. */
  <T> Inbox<T> unbounded(String name) {
    return make(
        name, new SubscriberOptions(Integer.MAX_VALUE, Overflow.DROP_OLDEST), Content.light());
  }

  void close() {
    open.forEach(Inbox::close);
  }
}
