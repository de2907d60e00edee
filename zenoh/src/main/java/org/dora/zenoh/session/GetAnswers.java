package org.dora.zenoh.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dora.zenoh.ConsolidationMode;
import org.dora.zenoh.EntityGlobalId;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.QoS;
import org.dora.zenoh.Reply;
import org.dora.zenoh.Timestamp;
import org.dora.zenoh.ZBytes;
import org.dora.zenoh.transport.Block;
import org.dora.zenoh.wire.DataBody;
import org.dora.zenoh.wire.ResponseBody;
import org.jspecify.annotations.Nullable;

/** Hands the answers to a query of this session to whoever asked, consolidated. */
final class GetAnswers implements Answers {
  private final Inbox<Reply> inbox;
  private final ConsolidationMode consolidation;

  /** The newest answer for each key; guarded by itself. */
  private final Map<KeyExpr, Reply.Success> newest = new LinkedHashMap<>();

  GetAnswers(Inbox<Reply> inbox, ConsolidationMode consolidation, String parameters) {
    this.inbox = inbox;
    this.consolidation =
        consolidation != ConsolidationMode.AUTO
            ? consolidation
            : parameters.contains("_time=") ? ConsolidationMode.NONE : ConsolidationMode.LATEST;
  }

  @Override
  public void answer(
      KeyExpr key, @Nullable EntityGlobalId responder, ResponseBody body, @Nullable Block block) {
    Optional<EntityGlobalId> replier = Optional.ofNullable(responder);
    switch (body) {
      case ResponseBody.Reply reply -> {
        DataBody data = block == null ? Bodies.ownCopy(reply.data()) : reply.data();
        ReceivedSample sample = ReceivedSample.of(key, QoS.OF_QUERIES, data, block);
        consolidate(new Reply.Success(replier, sample));
      }
      case ResponseBody.Err err -> {
        ZBytes why = new ZBytes(Bodies.copy(err.payload()));
        inbox.offer(new Reply.Failure(replier, why, err.encoding()));
      }
    }
  }

  private void consolidate(Reply.Success reply) {
    if (consolidation == ConsolidationMode.NONE) {
      inbox.offer(reply);
      return;
    }
    KeyExpr key = reply.sample().keyExpr();
    synchronized (newest) {
      Reply.Success before = newest.get(key);
      if (before != null && isOlder(reply, before)) {
        reply.sample().close();
        return;
      }
      newest.put(key, reply);
      if (consolidation == ConsolidationMode.MONOTONIC) {
        inbox.offer(reply);
      } else if (before != null) {
        before.sample().close();
      }
    }
  }

  /** Of two answers without timestamp the later one counts. */
  private static boolean isOlder(Reply.Success reply, Reply.Success before) {
    Optional<Timestamp> then = before.sample().timestamp();
    Optional<Timestamp> now = reply.sample().timestamp();
    return then.isPresent() && (now.isEmpty() || now.get().compareTo(then.get()) < 0);
  }

  @Override
  public void done() {
    if (consolidation == ConsolidationMode.LATEST) {
      synchronized (newest) {
        newest.values().forEach(inbox::offer);
      }
    }
    inbox.end();
  }
}
