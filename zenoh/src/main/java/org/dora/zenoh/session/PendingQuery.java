package org.dora.zenoh.session;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.dora.zenoh.Encoding;
import org.dora.zenoh.EntityGlobalId;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.transport.Block;
import org.dora.zenoh.wire.ResponseBody;
import org.jspecify.annotations.Nullable;

/** A query that somebody has still to answer. */
final class PendingQuery {
  private static final ResponseBody TIMEOUT =
      new ResponseBody.Err(
          Encoding.ZENOH_STRING, MemorySegment.ofArray("Timeout".getBytes(StandardCharsets.UTF_8)));

  private final KeyExpr key;
  private final Answers answers;
  private final Consumer<PendingQuery> onFinish;
  private final AtomicInteger outstanding;
  private final AtomicBoolean finished = new AtomicBoolean();
  private volatile @Nullable Future<?> timer;

  /**
   * @param outstanding how often {@link #targetDone} will be called
   * @param onFinish what is done when it is over
   */
  PendingQuery(KeyExpr key, Answers answers, int outstanding, Consumer<PendingQuery> onFinish) {
    this.key = key;
    this.answers = answers;
    this.outstanding = new AtomicInteger(outstanding);
    this.onFinish = onFinish;
  }

  void timer(Future<?> newTimer) {
    timer = newTimer;
  }

  void answer(
      KeyExpr answered,
      @Nullable EntityGlobalId responder,
      ResponseBody body,
      @Nullable Block block) {
    if (!finished.get()) {
      answers.answer(answered, responder, body, block);
    }
  }

  /** One of those asked will answer no more. */
  void targetDone() {
    if (outstanding.decrementAndGet() == 0) {
      finish();
    }
  }

  /** Whoever has not answered is too late. */
  void timeOut() {
    answer(key, null, TIMEOUT, null);
    finish();
  }

  private void finish() {
    if (finished.compareAndSet(false, true)) {
      Future<?> running = timer;
      if (running != null) {
        running.cancel(false);
      }
      onFinish.accept(this);
      answers.done();
    }
  }
}
