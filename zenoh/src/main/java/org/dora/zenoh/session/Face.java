package org.dora.zenoh.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.Reliability;
import org.dora.zenoh.WhatAmI;
import org.dora.zenoh.ZenohException;
import org.dora.zenoh.ZenohId;
import org.dora.zenoh.session.Entity.Kind;
import org.dora.zenoh.transport.Block;
import org.dora.zenoh.transport.Transport;
import org.dora.zenoh.transport.TransportHandler;
import org.dora.zenoh.wire.Declaration;
import org.dora.zenoh.wire.NetworkMessage;
import org.dora.zenoh.wire.NetworkMessage.Declare;
import org.dora.zenoh.wire.NetworkMessage.Interest;
import org.dora.zenoh.wire.NetworkMessage.Push;
import org.dora.zenoh.wire.NetworkMessage.Request;
import org.dora.zenoh.wire.WireExpr;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One neighbour: what it has told us, what we have told it, and how it is spoken to. What is not
 * said to be otherwise is guarded by the router's lock.
 */
final class Face implements TransportHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Face.class);

  /** What asks for only what there is now is answered with entities that have no number. */
  private static final long ANONYMOUS = 0;

  private record Number(Kind kind, long id) {}

  private record Wish(int what, @Nullable KeyExpr key) {}

  private final Transport transport;
  private final Router router;
  private final Queries queries;
  private final Gossip gossip;
  private final AtomicLong nextId = new AtomicLong(1);

  private final Map<Number, Entity> known = new HashMap<>();
  private final Map<Entity, Long> told = new HashMap<>();
  private final Map<Long, Wish> wishes = new HashMap<>();
  private final CompletableFuture<Void> greeted = new CompletableFuture<>();

  private final FaceKeys keys = new FaceKeys();

  /** What waits for the tokens that there are now. */
  private final Map<Long, TokenQuery> tokenQueries = new ConcurrentHashMap<>();

  Face(Transport transport, Router router, Queries queries, Gossip gossip) {
    this.transport = transport;
    this.router = router;
    this.queries = queries;
    this.gossip = gossip;
    if (isUpstream() || isClient()) {
      greeted.complete(null);
    }
  }

  ZenohId zid() {
    return transport.peer().zid();
  }

  WhatAmI whatAmI() {
    return transport.peer().whatAmI();
  }

  /** Whether the neighbour depends on us to reach others. */
  boolean isClient() {
    return whatAmI() == WhatAmI.CLIENT;
  }

  /** Whether the neighbour tells only what it is asked for, and wants everything itself. */
  boolean isUpstream() {
    return transport.self().whatAmI() == WhatAmI.CLIENT || whatAmI() == WhatAmI.ROUTER;
  }

  /** Completes when the neighbour has told us all it had when the link was made. */
  CompletableFuture<Void> greeted() {
    return greeted;
  }

  /** Whether there may be subscribers beyond those that we were told of. */
  boolean mayHaveMore() {
    return isUpstream() || !greeted.isDone();
  }

  long dropped() {
    return transport.dropped();
  }

  /** Sends anything but publications. */
  boolean send(NetworkMessage message) {
    return transport.send(message, Reliability.RELIABLE, null);
  }

  /** Sends a publication; called without lock. */
  boolean push(KeyExpr key, Push push, Delivery delivery) {
    return transport.send(
        new Push(keys.sent(key), push.qos(), push.timestamp(), push.body()),
        delivery.reliability(),
        delivery.patience());
  }

  void declareKey(KeyExpr key) {
    int number = keys.begin(key);
    send(Declare.unasked(new Declaration.KeyExprIs(number, WireExpr.of(key.toString()))));
    keys.use(key, number);
  }

  /** Ends what a peer has to be told at first (§6.2); other neighbours expect no end. */
  void finishGreeting() {
    gossip.greet(this);
    if (!isUpstream() && !isClient()) {
      finish(Declare.OF_GREETING);
    }
  }

  void finish(long interest) {
    send(new Declare(interest, new Declaration.Final()));
  }

  /** Returns all that the neighbour has told us of. */
  List<Entity> known() {
    return new ArrayList<>(known.values());
  }

  /** Tells the neighbour of an entity, if it has to know it. */
  void tellIfWanted(Entity entity) {
    if (isVisible(entity) && (!isClient() || isWished(entity))) {
      tell(entity, Declare.UNASKED);
    }
  }

  private boolean isVisible(Entity entity) {
    return Router.passes(entity.origin(), this);
  }

  private boolean isWished(Entity entity) {
    for (Wish wish : wishes.values()) {
      if (entity.isWantedBy(wish.what(), wish.key())) {
        return true;
      }
    }
    return false;
  }

  private void tell(Entity entity, long interest) {
    long id = told.computeIfAbsent(entity, _ -> nextId.getAndIncrement());
    send(new Declare(interest, there(entity, id)));
  }

  private static Declaration there(Entity entity, long id) {
    WireExpr key = WireExpr.of(entity.key().toString());
    return switch (entity.kind()) {
      case SUBSCRIBER -> new Declaration.SubscriberIs(id, key);
      case QUERYABLE -> new Declaration.QueryableIs(id, key, entity.isComplete(), 0);
      case TOKEN -> new Declaration.TokenIs(id, key);
    };
  }

  /** Tells the neighbour that an entity is gone, if it knows it. */
  void untell(Entity entity) {
    Long id = told.remove(entity);
    if (id != null) {
      send(
          Declare.unasked(
              switch (entity.kind()) {
                case SUBSCRIBER -> new Declaration.SubscriberGone(id);
                case QUERYABLE -> new Declaration.QueryableGone(id);
                case TOKEN -> new Declaration.TokenGone(id, null);
              }));
    }
  }

  /** Remembers what the neighbour wants to be told from now on. */
  void remember(long interest, int what, @Nullable KeyExpr key) {
    wishes.put(interest, new Wish(what, key));
  }

  void forgetInterest(long interest) {
    wishes.remove(interest);
  }

  /** Names one entity in the answer to an interest. */
  void answer(Interest interest, Entity entity) {
    if (!isVisible(entity)) {
      return;
    }
    if (interest.mode().future()) {
      tell(entity, interest.id());
    } else {
      send(new Declare(interest.id(), there(entity, ANONYMOUS)));
    }
  }

  /** Asks which tokens there are; see {@link TokenQuery}. */
  void ask(long id, TokenQuery query) {
    tokenQueries.put(id, query);
    WireExpr key = WireExpr.of(query.key().toString());
    int what = Interest.TOKENS | Interest.KEY_EXPRS;
    if (!send(new Interest(id, Interest.Mode.CURRENT, what, key))) {
      finishTokenQuery(id);
    }
  }

  private void finishTokenQuery(long id) {
    TokenQuery query = tokenQueries.remove(id);
    if (query != null) {
      query.answered();
    }
  }

  @Override
  public void received(NetworkMessage message, Block block) {
    try {
      switch (message) {
        case Push push ->
            router.publish(this, keys.resolve(push.key()), push, Delivery.OF_OTHERS, block);
        case Declare declare -> received(declare);
        case Interest interest -> received(interest);
        case Request request -> queries.received(this, request, keys.resolve(request.key()), block);
        case NetworkMessage.Response response ->
            queries.received(this, response, keys.resolve(response.key()), block);
        case NetworkMessage.ResponseFinal end -> queries.finished(this, end.requestId());
        case NetworkMessage.LinkStateList list -> gossip.received(this, list.states());
        case NetworkMessage.UnknownOam _ -> {}
      }
    } catch (ZenohException e) {
      LOG.debug("a message from {} makes no sense: {}", zid(), e.getMessage());
    }
  }

  private void received(Interest interest) {
    WireExpr key = interest.key();
    router.answer(this, interest, key == null ? null : keys.resolve(key));
  }

  private void received(Declare declare) {
    long interest = declare.interestId();
    switch (declare.declaration()) {
      case Declaration.KeyExprIs it -> keys.declared(it.id(), it.key());
      case Declaration.KeyExprGone it -> keys.undeclared(it.id());
      case Declaration.SubscriberIs it ->
          learn(new Number(Kind.SUBSCRIBER, it.id()), keys.resolve(it.key()), false);
      case Declaration.SubscriberGone it -> unlearn(new Number(Kind.SUBSCRIBER, it.id()));
      case Declaration.QueryableIs it ->
          learn(new Number(Kind.QUERYABLE, it.id()), keys.resolve(it.key()), it.complete());
      case Declaration.QueryableGone it -> unlearn(new Number(Kind.QUERYABLE, it.id()));
      case Declaration.TokenIs it -> {
        TokenQuery query = tokenQueries.get(interest);
        if (query != null) {
          query.found(keys.resolve(it.key()));
        } else {
          learn(new Number(Kind.TOKEN, it.id()), keys.resolve(it.key()), false);
        }
      }
      case Declaration.TokenGone it -> unlearnToken(it);
      case Declaration.Final _ -> {
        if (interest == Declare.OF_GREETING) {
          greeted.complete(null);
          router.greeted();
        } else {
          finishTokenQuery(interest);
        }
      }
    }
  }

  private void learn(Number number, KeyExpr key, boolean complete) {
    Entity entity = new Entity(number.kind(), key, complete, this);
    synchronized (router.lock) {
      Entity before = known.put(number, entity);
      if (before != null) {
        router.remove(before);
      }
      router.add(entity);
    }
  }

  private void unlearn(Number number) {
    synchronized (router.lock) {
      Entity entity = known.remove(number);
      if (entity != null) {
        router.remove(entity);
      }
    }
  }

  /** A gateway names tokens by key if it has never given us their number (§4). */
  private void unlearnToken(Declaration.TokenGone gone) {
    Number number = new Number(Kind.TOKEN, gone.id());
    WireExpr key = gone.key();
    synchronized (router.lock) {
      if (known.containsKey(number) || key == null) {
        unlearn(number);
        return;
      }
      KeyExpr token = keys.resolve(key);
      known.entrySet().stream()
          .filter(entry -> entry.getKey().kind() == Kind.TOKEN)
          .filter(entry -> entry.getValue().key().equals(token))
          .findFirst()
          .ifPresent(entry -> unlearn(entry.getKey()));
    }
  }

  /** Forgets what the neighbour told us because of an interest that has ended. */
  void forgetUnwanted() {
    for (Map.Entry<Number, Entity> entry : new ArrayList<>(known.entrySet())) {
      if (!router.interests().want(entry.getValue())) {
        unlearn(entry.getKey());
      }
    }
  }

  @Override
  public void closed() {
    router.remove(this);
    queries.lost(this);
    gossip.lost(this);
    greeted.complete(null);
    tokenQueries.keySet().forEach(this::finishTokenQuery);
  }

  @Override
  public String toString() {
    return whatAmI() + " " + zid();
  }
}
