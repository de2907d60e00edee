package org.dora.zenoh.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.dora.zenoh.AdvancedPublisher;
import org.dora.zenoh.EntityGlobalId;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.LivelinessToken;
import org.dora.zenoh.Publisher;
import org.dora.zenoh.PublisherOptions;
import org.dora.zenoh.PutOptions;
import org.dora.zenoh.Query;
import org.dora.zenoh.Queryable;
import org.dora.zenoh.Session;
import org.dora.zenoh.SourceInfo;
import org.dora.zenoh.ZBytes;

/**
 * Numbers its values and answers who asks for the last ones, under a key that tells who it is (§9).
 */
final class CachingPublisher implements AdvancedPublisher {
  private record Value(ZBytes payload, PutOptions options, long sequence) {}

  private final EntityGlobalId self;
  private final Publisher publisher;
  private final Queryable queryable;
  private final LivelinessToken token;
  private final int cached;
  private final Deque<Value> cache = new ArrayDeque<>();
  private long sequence;

  CachingPublisher(Session session, long eid, KeyExpr key, PublisherOptions options, int cached) {
    this.self = new EntityGlobalId(session.zid(), eid);
    this.cached = cached;
    this.publisher = session.declarePublisher(key, options);
    KeyExpr own = AdvancedKeys.of(key, self);
    this.queryable = session.declareQueryable(own, false, this::answer);
    this.token = session.liveliness().declareToken(own);
  }

  @Override
  public KeyExpr keyExpr() {
    return publisher.keyExpr();
  }

  @Override
  public synchronized boolean put(ZBytes payload, PutOptions options) {
    PutOptions numbered = options.withSourceInfo(new SourceInfo(self, sequence));
    if (cached > 0) {
      if (cache.size() == cached) {
        cache.remove();
      }
      cache.add(new Value(new ZBytes(Bodies.copy(payload.segment())), numbered, sequence));
    }
    sequence++;
    return publisher.put(payload, numbered);
  }

  private void answer(Query query) {
    HistoryRange range = HistoryRange.parse(query.parameters());
    List<Value> wanted = new ArrayList<>();
    synchronized (this) {
      for (Value value : cache) {
        if (range.contains(value.sequence(), value.options().timestamp())) {
          wanted.add(value);
        }
      }
    }
    int skipped = Math.max(0, wanted.size() - range.largestCount());
    for (Value value : wanted.subList(skipped, wanted.size())) {
      query.reply(keyExpr(), value.payload(), value.options());
    }
  }

  @Override
  public void close() {
    token.close();
    queryable.close();
    publisher.close();
  }
}
