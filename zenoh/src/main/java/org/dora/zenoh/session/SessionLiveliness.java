package org.dora.zenoh.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dora.zenoh.Channel;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.Liveliness;
import org.dora.zenoh.LivelinessToken;
import org.dora.zenoh.Reply;
import org.dora.zenoh.Sample;
import org.dora.zenoh.Subscriber;
import org.dora.zenoh.session.Entity.Kind;
import org.dora.zenoh.wire.NetworkMessage.Interest;

/** The liveliness part of a session. */
final class SessionLiveliness implements Liveliness {
  private final Router router;
  private final ScheduledExecutorService timer;
  private final Inboxes inboxes;

  SessionLiveliness(Router router, ScheduledExecutorService timer, Inboxes inboxes) {
    this.router = router;
    this.timer = timer;
    this.inboxes = inboxes;
  }

  @Override
  public LivelinessToken declareToken(KeyExpr key) {
    Entity token = new Entity(Kind.TOKEN, key, false, null);
    router.add(token);
    return new Declared(key, () -> router.remove(token), () -> 0);
  }

  @Override
  public Subscriber declareSubscriber(KeyExpr key, boolean history, Consumer<Sample> callback) {
    Inbox<Sample> inbox = inboxes.unbounded(key.toString());
    inbox.deliverTo(callback, () -> {});
    TokenWatch.Watcher watcher = new TokenWatch.Watcher(key, inbox);
    long interest = router.newId();
    Interest.Mode mode = history ? Interest.Mode.CURRENT_FUTURE : Interest.Mode.FUTURE;
    synchronized (router.lock) {
      router.tokenWatch().add(watcher, history);
      router.interests().begin(interest, mode, Interest.TOKENS, key);
    }
    return new Declared(
        key,
        () -> {
          synchronized (router.lock) {
            router.tokenWatch().remove(watcher);
            router.interests().end(interest);
          }
          inbox.close();
        },
        inbox::dropped);
  }

  @Override
  public Channel<Reply> get(KeyExpr key, Duration timeout) {
    Inbox<Reply> inbox = inboxes.unbounded(key.toString());
    List<Face> asked = router.faces().stream().filter(Face::isUpstream).toList();
    TokenQuery query = new TokenQuery(key, inbox, asked.size() + 1);
    timer.schedule(query::timeOut, timeout.toMillis(), TimeUnit.MILLISECONDS);
    asked.forEach(face -> face.ask(router.newId(), query));
    router.forMatching(Kind.TOKEN, key, token -> query.found(token.key()));
    query.answered();
    return inbox;
  }
}
