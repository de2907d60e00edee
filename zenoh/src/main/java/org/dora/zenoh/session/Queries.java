package org.dora.zenoh.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.dora.zenoh.EntityGlobalId;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.QoS;
import org.dora.zenoh.ZenohId;
import org.dora.zenoh.session.Entity.Kind;
import org.dora.zenoh.session.Entity.LocalQueryable;
import org.dora.zenoh.transport.Block;
import org.dora.zenoh.wire.NetworkMessage.Request;
import org.dora.zenoh.wire.NetworkMessage.Response;
import org.dora.zenoh.wire.NetworkMessage.ResponseFinal;
import org.dora.zenoh.wire.ResponseBody;
import org.dora.zenoh.wire.WireExpr;
import org.jspecify.annotations.Nullable;

/** Takes queries to whoever can answer them, and the answers back. */
final class Queries {
  private static final long DEFAULT_TIMEOUT_MILLIS = 10_000;

  /** A neighbour cannot make us remember its query for longer. */
  private static final long LONGEST_TIMEOUT_MILLIS = 24 * 3600 * 1000;

  private record Outstanding(Face face, PendingQuery query) {}

  private record Targets(List<LocalQueryable> queryables, Set<Face> faces) {}

  private final ZenohId self;
  private final Router router;
  private final ScheduledExecutorService timer;
  private final AtomicLong nextId = new AtomicLong(1);
  private final Map<Long, Outstanding> outstanding = new ConcurrentHashMap<>();
  private final Set<PendingQuery> pending = ConcurrentHashMap.newKeySet();

  Queries(ZenohId self, Router router, ScheduledExecutorService timer) {
    this.self = self;
    this.router = router;
    this.timer = timer;
  }

  /**
   * Asks everybody who has to be asked.
   *
   * @param origin who has asked us; absent if this session asks
   * @param block the memory in which the question lies; absent if it is nobody's
   */
  void ask(@Nullable Face origin, Question question, Answers answers, @Nullable Block block) {
    Targets targets = targets(origin, question);
    int count = targets.queryables().size() + targets.faces().size();
    // One more, so that nothing is over before everybody has been asked.
    PendingQuery query = new PendingQuery(question.key(), answers, count + 1, this::forget);
    pending.add(query);
    // Whom this is told may make it wait, which the timer must not.
    Runnable timeOut = () -> Thread.ofVirtual().name("zenoh-timeout").start(query::timeOut);
    query.timer(timer.schedule(timeOut, question.timeoutMillis(), TimeUnit.MILLISECONDS));
    for (Face face : targets.faces()) {
      ask(face, question, query);
    }
    for (LocalQueryable queryable : targets.queryables()) {
      EntityGlobalId responder = new EntityGlobalId(self, queryable.eid());
      queryable.deliver(new LocalQuery(question, query, responder, block));
    }
    query.targetDone();
  }

  private void forget(PendingQuery query) {
    pending.remove(query);
    outstanding.values().removeIf(asked -> asked.query() == query);
  }

  private void ask(Face face, Question question, PendingQuery query) {
    long id = nextId.getAndIncrement();
    outstanding.put(id, new Outstanding(face, query));
    Request request =
        new Request(
            id,
            WireExpr.of(question.key().toString()),
            QoS.OF_QUERIES,
            null,
            question.target(),
            question.timeoutMillis(),
            question.body());
    if (!face.send(request) || !router.faces().contains(face)) {
      finished(face, id);
    }
  }

  private Targets targets(@Nullable Face origin, Question question) {
    List<Entity> complete = new ArrayList<>();
    List<Entity> all = new ArrayList<>();
    router.forMatching(
        Kind.QUERYABLE,
        question.key(),
        entity -> {
          Face face = entity.origin();
          if (face == null || Router.passes(origin, face)) {
            all.add(entity);
            if (entity.isComplete() && entity.key().includes(question.key())) {
              complete.add(entity);
            }
          }
        });
    return switch (question.target()) {
      case ALL -> targets(all, unknown(origin));
      case ALL_COMPLETE -> targets(complete, unknown(origin));
      case BEST_MATCHING ->
          complete.isEmpty()
              ? targets(all, unknown(origin))
              : targets(List.of(nearest(complete)), List.of());
    };
  }

  private static Entity nearest(List<Entity> complete) {
    Optional<Entity> own = complete.stream().filter(entity -> entity.origin() == null).findFirst();
    return own.orElse(complete.getFirst());
  }

  /** Returns the neighbours that may have queryables that we do not know of. */
  private List<Face> unknown(@Nullable Face origin) {
    return router.faces().stream()
        .filter(face -> face.mayHaveMore() && Router.passes(origin, face))
        .toList();
  }

  private static Targets targets(List<Entity> entities, List<Face> more) {
    List<LocalQueryable> queryables = new ArrayList<>();
    Set<Face> faces = new LinkedHashSet<>(more);
    for (Entity entity : entities) {
      Face face = entity.origin();
      if (face != null) {
        faces.add(face);
      } else if (entity instanceof LocalQueryable queryable) {
        queryables.add(queryable);
      }
    }
    return new Targets(queryables, faces);
  }

  /** A neighbour asks. */
  void received(Face face, Request request, KeyExpr key, Block block) {
    long asked = request.timeoutMillis();
    long timeout = asked > 0 ? Math.min(asked, LONGEST_TIMEOUT_MILLIS) : DEFAULT_TIMEOUT_MILLIS;
    Question question = new Question(key, request.target(), timeout, request.query());
    ask(face, question, new FaceAnswers(face, request.id()), block);
  }

  /** A neighbour answers. */
  void received(Face face, Response response, KeyExpr key, Block block) {
    Outstanding asked = outstanding.get(response.requestId());
    if (asked != null && asked.face() == face) {
      asked.query().answer(key, response.responder(), response.body(), block);
    }
  }

  /** A neighbour will answer no more. */
  void finished(Face face, long id) {
    Outstanding asked = outstanding.get(id);
    if (asked != null && asked.face() == face && outstanding.remove(id, asked)) {
      asked.query().targetDone();
    }
  }

  /** A neighbour is gone, and with it its answers. */
  void lost(Face face) {
    for (Map.Entry<Long, Outstanding> entry : outstanding.entrySet()) {
      if (entry.getValue().face() == face) {
        finished(face, entry.getKey());
      }
    }
  }

  /** Ends all queries, as if their time were over. */
  void close() {
    pending.forEach(PendingQuery::timeOut);
  }

  /** Sends answers back to the neighbour that has asked. */
  private record FaceAnswers(Face face, long requestId) implements Answers {
    @Override
    public void answer(
        KeyExpr key, @Nullable EntityGlobalId responder, ResponseBody body, @Nullable Block block) {
      WireExpr sent = WireExpr.of(key.toString());
      face.send(new Response(requestId, sent, QoS.OF_QUERIES, null, responder, body));
    }

    @Override
    public void done() {
      face.send(new ResponseFinal(requestId));
    }
  }
}
