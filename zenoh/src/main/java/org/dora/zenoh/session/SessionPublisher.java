package org.dora.zenoh.session;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.Publisher;
import org.dora.zenoh.PublisherOptions;
import org.dora.zenoh.PutOptions;
import org.dora.zenoh.ZBytes;
import org.dora.zenoh.ZenohException;
import org.dora.zenoh.wire.DataBody;
import org.dora.zenoh.wire.NetworkMessage.Interest;
import org.dora.zenoh.wire.NetworkMessage.Push;
import org.dora.zenoh.wire.WireExpr;

/** A publisher of this session. */
final class SessionPublisher implements Publisher {
  private final ZenohSession session;
  private final Router router;
  private final KeyExpr key;
  private final PublisherOptions options;
  private final Delivery delivery;
  private final WireExpr wholeKey;
  private final LongAdder dropped = new LongAdder();
  private final long interest;
  private final List<MatchingWatch> watches = new ArrayList<>();
  private volatile boolean closed;

  SessionPublisher(ZenohSession session, Router router, KeyExpr key, PublisherOptions options) {
    this.session = session;
    this.router = router;
    this.key = key;
    this.options = options;
    this.delivery = Delivery.of(options);
    this.wholeKey = WireExpr.of(key.toString());
    this.interest = router.newId();
    synchronized (router.lock) {
      router.interests().begin(interest, Interest.Mode.CURRENT_FUTURE, Interest.SUBSCRIBERS, key);
    }
  }

  @Override
  public KeyExpr keyExpr() {
    return key;
  }

  @Override
  public boolean put(ZBytes payload, PutOptions putOptions) {
    return publish(Bodies.put(payload, session.prepare(putOptions)));
  }

  @Override
  public boolean delete() {
    return publish(Bodies.del(session.prepare(PutOptions.DEFAULT)));
  }

  private boolean publish(DataBody body) {
    if (closed) {
      throw new ZenohException("the publisher of `%s` is closed".formatted(key));
    }
    Push push = new Push(wholeKey, options.qos(), null, body);
    boolean sent = router.publish(null, key, push, delivery, null);
    if (!sent) {
      dropped.increment();
    }
    return sent;
  }

  @Override
  public long dropped() {
    return dropped.sum();
  }

  @Override
  public boolean hasMatchingSubscribers() {
    return router.hasSubscriber(key);
  }

  @Override
  public void onMatching(Consumer<Boolean> listener) {
    Inbox<Boolean> inbox = session.inboxes().unbounded(key.toString());
    inbox.deliverTo(listener, () -> {});
    MatchingWatch watch = new MatchingWatch(key, inbox);
    synchronized (router.lock) {
      watches.add(watch);
      router.add(watch);
    }
  }

  @Override
  public void close() {
    synchronized (router.lock) {
      if (closed) {
        return;
      }
      closed = true;
      router.interests().end(interest);
      for (MatchingWatch watch : watches) {
        router.remove(watch);
        watch.close();
      }
    }
  }
}
