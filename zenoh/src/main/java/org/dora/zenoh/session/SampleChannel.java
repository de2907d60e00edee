package org.dora.zenoh.session;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dora.zenoh.Channel;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.Sample;
import org.dora.zenoh.SubscriberOptions;
import org.dora.zenoh.session.Entity.LocalSubscriber;

/** A subscription whose samples wait until they are asked for. */
final class SampleChannel implements Channel<Sample> {
  private final Router router;
  private final Inbox<ReceivedSample> inbox;
  private final LocalSubscriber subscriber;
  private final AtomicBoolean closed = new AtomicBoolean();

  SampleChannel(Router router, KeyExpr key, SubscriberOptions options) {
    this.router = router;
    this.inbox = new Inbox<>(key.toString(), options, ReceivedSample::close, () -> {});
    this.subscriber = new LocalSubscriber(key, inbox);
    router.add(subscriber);
  }

  @Override
  public Optional<Sample> receive(Duration limit) throws InterruptedException {
    return inbox.receive(limit).map(Sample.class::cast);
  }

  @Override
  public Optional<Sample> poll() {
    return inbox.poll().map(Sample.class::cast);
  }

  @Override
  public boolean isEnded() {
    return inbox.isEnded();
  }

  @Override
  public long dropped() {
    return inbox.dropped();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      router.remove(subscriber);
      inbox.close();
    }
  }
}
