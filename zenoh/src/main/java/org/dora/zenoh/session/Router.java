package org.dora.zenoh.session;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.session.Entity.Kind;
import org.dora.zenoh.session.Entity.LocalSubscriber;
import org.dora.zenoh.transport.Block;
import org.dora.zenoh.wire.NetworkMessage.Interest;
import org.dora.zenoh.wire.NetworkMessage.Push;
import org.jspecify.annotations.Nullable;

/**
 * Knows what is declared here and by the neighbours, and sends publications where they belong.
 *
 * <p>{@link #lock} guards all tables, those of the faces too. What is done under it never waits:
 * declarations go into a queue that gives a link up rather than being full. Publications use routes
 * that are thrown away with each change.
 */
final class Router {
  /** Beyond that, keys are sent in full: a number once given to a key is never taken back. */
  private static final int LARGEST_DECLARED_KEYS = 1000;

  private static final int LARGEST_ROUTES = 10_000;

  final Object lock = new Object();
  private final Map<Kind, EntityIndex> entities = new EnumMap<>(Kind.class);
  private final List<Face> faces = new CopyOnWriteArrayList<>();
  private final Set<KeyExpr> declaredKeys = new LinkedHashSet<>();
  private final List<MatchingWatch> watches = new ArrayList<>();
  private final TokenWatch tokenWatch = new TokenWatch();
  private final OwnInterests interests = new OwnInterests(faces);
  private final AtomicLong nextId = new AtomicLong(1);
  private volatile Map<KeyExpr, Route> routes = new ConcurrentHashMap<>();

  Router() {
    for (Kind kind : Kind.values()) {
      entities.put(kind, new EntityIndex());
    }
  }

  /** Returns a number for an entity of this session. */
  long newId() {
    return nextId.getAndIncrement();
  }

  List<Face> faces() {
    return faces;
  }

  TokenWatch tokenWatch() {
    return tokenWatch;
  }

  OwnInterests interests() {
    return interests;
  }

  /** Tells a new neighbour all that it has to know, and sends it publications from now on. */
  void add(Face face) {
    synchronized (lock) {
      faces.add(face);
      declaredKeys.forEach(face::declareKey);
      if (!face.isClient()) {
        entities.values().forEach(index -> index.forEach(face::tellIfWanted));
      }
      interests.sendAll(face);
      face.finishGreeting();
      routes = new ConcurrentHashMap<>();
    }
  }

  /** Forgets a neighbour and all that it had. */
  void remove(Face face) {
    synchronized (lock) {
      faces.remove(face);
      face.known().forEach(this::remove);
      routes = new ConcurrentHashMap<>();
    }
  }

  /** Makes an entity known to whoever has to know it. */
  void add(Entity entity) {
    synchronized (lock) {
      index(entity.kind()).add(entity);
      for (Face face : faces) {
        face.tellIfWanted(entity);
      }
      changed(entity, true);
    }
  }

  void remove(Entity entity) {
    synchronized (lock) {
      index(entity.kind()).remove(entity);
      for (Face face : faces) {
        face.untell(entity);
      }
      changed(entity, false);
    }
  }

  private void changed(Entity entity, boolean there) {
    switch (entity.kind()) {
      case SUBSCRIBER -> {
        routes = new ConcurrentHashMap<>();
        watches.forEach(watch -> watch.check(hasSubscriber(watch.key())));
      }
      case TOKEN -> tokenWatch.changed(entity.key(), there);
      case QUERYABLE -> {}
    }
  }

  private EntityIndex index(Kind kind) {
    return Objects.requireNonNull(entities.get(kind));
  }

  /** Calls back with all entities of a kind whose key intersects {@code key}. */
  void forMatching(Kind kind, KeyExpr key, Consumer<Entity> action) {
    synchronized (lock) {
      index(kind).forMatching(key, action);
    }
  }

  /** Calls back with all entities that an interest is about. */
  void forWanted(int what, @Nullable KeyExpr key, Consumer<Entity> action) {
    for (EntityIndex index : entities.values()) {
      index.forEach(entity -> {
        if (entity.isWantedBy(what, key)) {
          action.accept(entity);
        }
      });
    }
  }

  boolean hasSubscriber(KeyExpr key) {
    boolean[] found = {false};
    forMatching(Kind.SUBSCRIBER, key, _ -> found[0] = true);
    return found[0];
  }

  void add(MatchingWatch watch) {
    synchronized (lock) {
      watches.add(watch);
      watch.check(hasSubscriber(watch.key()));
    }
  }

  void remove(MatchingWatch watch) {
    synchronized (lock) {
      watches.remove(watch);
    }
  }

  /** Gives a key that is published often a number at all neighbours. */
  void declareKey(KeyExpr key) {
    synchronized (lock) {
      if (declaredKeys.size() < LARGEST_DECLARED_KEYS && declaredKeys.add(key)) {
        faces.forEach(face -> face.declareKey(key));
      }
    }
  }

  /** A neighbour has told us all it had when the link was made. */
  void greeted() {
    synchronized (lock) {
      routes = new ConcurrentHashMap<>();
    }
  }

  /**
   * Sends a publication to all who want it.
   *
   * @param origin who has sent it to us; absent if it is of this session
   * @param block the memory in which it lies; absent if it is its publisher's, who may change it
   *     afterwards
   * @return whether no link has dropped it
   */
  boolean publish(
      @Nullable Face origin, KeyExpr key, Push push, Delivery delivery, @Nullable Block block) {
    Route route = route(key);
    boolean sent = true;
    List<Face> targets = route.faces();
    for (int index = 0; index < targets.size(); index++) {
      Face face = targets.get(index);
      if (passes(origin, face)) {
        sent &= face.push(key, push, delivery);
      }
    }
    List<LocalSubscriber> subscribers = route.subscribers();
    if (!subscribers.isEmpty()) {
      Push local = block == null ? push.withBody(Bodies.ownCopy(push.body())) : push;
      for (int index = 0; index < subscribers.size(); index++) {
        subscribers.get(index).deliver(ReceivedSample.of(key, local, block));
      }
    }
    return sent;
  }

  /** Peers do not pass on what comes from peers; only clients depend on somebody who does (§6). */
  static boolean passes(@Nullable Face origin, Face target) {
    return origin == null || origin != target && (origin.isClient() || target.isClient());
  }

  private Route route(KeyExpr key) {
    Route route = routes.get(key);
    return route != null ? route : newRoute(key);
  }

  private Route newRoute(KeyExpr key) {
    synchronized (lock) {
      List<LocalSubscriber> subscribers = new ArrayList<>();
      Set<Face> targets = new LinkedHashSet<>();
      index(Kind.SUBSCRIBER)
          .forMatching(
              key,
              entity -> {
                Face origin = entity.origin();
                if (origin != null) {
                  targets.add(origin);
                } else if (entity instanceof LocalSubscriber subscriber) {
                  subscribers.add(subscriber);
                }
              });
      for (Face face : faces) {
        if (face.mayHaveMore()) {
          targets.add(face);
        }
      }
      Route route = new Route(List.copyOf(subscribers), List.copyOf(targets));
      if (routes.size() >= LARGEST_ROUTES) {
        routes = new ConcurrentHashMap<>();
      }
      routes.put(key, route);
      return route;
    }
  }

  /** Answers a neighbour that wants to know what there is. */
  void answer(Face face, Interest interest, @Nullable KeyExpr key) {
    synchronized (lock) {
      if (interest.mode() == Interest.Mode.FINAL) {
        face.forgetInterest(interest.id());
        return;
      }
      if (interest.mode().future()) {
        face.remember(interest.id(), interest.what(), key);
      }
      if (interest.mode().current()) {
        forWanted(interest.what(), key, entity -> face.answer(interest, entity));
        face.finish(interest.id());
      }
    }
  }
}
