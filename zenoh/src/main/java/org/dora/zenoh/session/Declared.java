package org.dora.zenoh.session;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.LivelinessToken;
import org.dora.zenoh.Queryable;
import org.dora.zenoh.Subscriber;

/** Something that this session has declared for a key, until it is closed. */
final class Declared implements Subscriber, Queryable, LivelinessToken {
  private final KeyExpr key;
  private final Runnable undeclare;
  private final LongSupplier dropped;
  private final AtomicBoolean closed = new AtomicBoolean();

  Declared(KeyExpr key, Runnable undeclare, LongSupplier dropped) {
    this.key = key;
    this.undeclare = undeclare;
    this.dropped = dropped;
  }

  @Override
  public KeyExpr keyExpr() {
    return key;
  }

  @Override
  public long dropped() {
    return dropped.getAsLong();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      undeclare.run();
    }
  }
}
