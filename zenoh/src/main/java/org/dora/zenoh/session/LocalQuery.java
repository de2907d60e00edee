package org.dora.zenoh.session;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.dora.zenoh.ConsolidationMode;
import org.dora.zenoh.Encoding;
import org.dora.zenoh.EntityGlobalId;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.PutOptions;
import org.dora.zenoh.Query;
import org.dora.zenoh.ZBytes;
import org.dora.zenoh.ZenohException;
import org.dora.zenoh.transport.Block;
import org.dora.zenoh.wire.DataBody;
import org.dora.zenoh.wire.QueryBody;
import org.dora.zenoh.wire.ResponseBody;
import org.jspecify.annotations.Nullable;

/** A query as one queryable of this session sees it. */
final class LocalQuery implements Query {
  private static final String ANY_KEY = "_anyke";

  private final Question question;
  private final PendingQuery pending;
  private final EntityGlobalId responder;
  private @Nullable Block block;
  private boolean detached;
  private boolean closed;

  LocalQuery(
      Question question, PendingQuery pending, EntityGlobalId responder, @Nullable Block block) {
    this.question = question;
    this.pending = pending;
    this.responder = responder;
    this.block = block;
    if (block != null) {
      block.retain();
    }
  }

  @Override
  public KeyExpr keyExpr() {
    return question.key();
  }

  @Override
  public String parameters() {
    return question.body().parameters();
  }

  @Override
  public Optional<ZBytes> payload() {
    return Optional.ofNullable(question.body().value()).map(value -> new ZBytes(value.payload()));
  }

  @Override
  public Encoding encoding() {
    QueryBody.Value value = question.body().value();
    return value == null ? Encoding.ZENOH_BYTES : value.encoding();
  }

  @Override
  public Optional<ZBytes> attachment() {
    return Optional.ofNullable(question.body().attachment()).map(ZBytes::new);
  }

  @Override
  public void reply(KeyExpr key, ZBytes payload, PutOptions options) {
    answer(key, new ResponseBody.Reply(ConsolidationMode.AUTO, Bodies.put(payload, options)));
  }

  @Override
  public void replyDel(KeyExpr key, PutOptions options) {
    DataBody body = Bodies.del(options);
    answer(key, new ResponseBody.Reply(ConsolidationMode.AUTO, body));
  }

  @Override
  public void replyErr(ZBytes payload, Encoding encoding) {
    MemorySegment bytes = payload.segment();
    send(keyExpr(), new ResponseBody.Err(encoding, bytes));
  }

  private void answer(KeyExpr key, ResponseBody body) {
    boolean anyKey = List.of(parameters().split("[;&]")).contains(ANY_KEY);
    if (!anyKey && !key.intersects(keyExpr())) {
      throw new ZenohException(
          "the reply has the key `%s`; expected one of `%s`".formatted(key, keyExpr()));
    }
    send(key, body);
  }

  private synchronized void send(KeyExpr key, ResponseBody body) {
    if (closed) {
      throw new ZenohException("the query for `%s` is over".formatted(keyExpr()));
    }
    pending.answer(key, responder, body, null);
  }

  @Override
  public synchronized void detach() {
    detached = true;
  }

  /** Ends the query when the callback has returned, unless that wanted to keep it. */
  void callbackReturned() {
    boolean kept;
    synchronized (this) {
      kept = detached;
    }
    if (!kept) {
      close();
    }
  }

  @Override
  public void close() {
    Block held;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      held = block;
      block = null;
    }
    if (held != null) {
      held.release();
    }
    pending.targetDone();
  }
}
