package org.dora.zenoh.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.dora.zenoh.WhatAmI;
import org.dora.zenoh.ZenohId;
import org.dora.zenoh.transport.Identity;
import org.dora.zenoh.transport.Locator;
import org.dora.zenoh.wire.LinkState;
import org.dora.zenoh.wire.NetworkMessage.LinkStateList;
import org.jspecify.annotations.Nullable;

/**
 * Tells neighbours where we and they listen, so that all who know one of them find each other (§7).
 * Passes on only what somebody has said of himself.
 */
final class Gossip {
  private final Identity self;
  private final boolean enabled;
  private final Router router;
  private final Supplier<List<Locator>> ownLocators;
  private final Discovery discovery;

  /** Guards all below. */
  private final Object lock = new Object();

  /** Our number for each session that we are linked to; we ourselves are 0. */
  private final Map<ZenohId, Long> numbers = new HashMap<>();

  /** What those that we are linked to have said of themselves. */
  private final Map<ZenohId, LinkState> announced = new HashMap<>();

  /** Each neighbour's own numbers. */
  private final Map<Face, Map<Long, ZenohId>> theirNumbers = new HashMap<>();

  private long sequence;
  private long lastNumber;

  Gossip(
      Identity self,
      boolean enabled,
      Router router,
      Supplier<List<Locator>> ownLocators,
      Discovery discovery) {
    this.self = self;
    this.enabled = enabled;
    this.router = router;
    this.ownLocators = ownLocators;
    this.discovery = discovery;
  }

  private boolean isTarget(Face face) {
    return enabled && self.whatAmI() != WhatAmI.CLIENT && !face.isClient();
  }

  /** Tells a new neighbour all we know. */
  void greet(Face face) {
    if (!isTarget(face)) {
      return;
    }
    List<LinkState> states = new ArrayList<>();
    List<String> locators = ownLocators.get().stream().map(Locator::toString).toList();
    synchronized (lock) {
      sequence++;
      states.add(
          new LinkState(0, sequence, self.zid(), self.whatAmI(), locators, false, List.of()));
      for (Map.Entry<ZenohId, LinkState> entry : announced.entrySet()) {
        if (!entry.getKey().equals(face.zid())) {
          states.add(entry.getValue());
        }
      }
    }
    face.send(new LinkStateList(states));
  }

  void received(Face face, List<LinkState> states) {
    if (!enabled) {
      return;
    }
    for (LinkState state : states) {
      ZenohId zid = zid(face, state);
      WhatAmI whatAmI = state.whatAmI();
      List<String> locators = state.locators();
      if (zid == null || whatAmI == null || locators == null || zid.equals(self.zid())) {
        continue;
      }
      if (zid.equals(face.zid()) && !locators.isEmpty()) {
        passOn(face, state, zid);
      }
      discovery.found(zid, whatAmI, locators);
    }
  }

  private @Nullable ZenohId zid(Face face, LinkState state) {
    synchronized (lock) {
      Map<Long, ZenohId> known = theirNumbers.computeIfAbsent(face, _ -> new HashMap<>());
      ZenohId zid = state.zid();
      if (zid != null) {
        known.put(state.node(), zid);
      }
      return known.get(state.node());
    }
  }

  private void passOn(Face face, LinkState state, ZenohId zid) {
    LinkState ours;
    synchronized (lock) {
      LinkState before = announced.get(zid);
      if (before != null && before.sequence() >= state.sequence()) {
        return;
      }
      long number = numbers.computeIfAbsent(zid, _ -> ++lastNumber);
      ours =
          new LinkState(
              number, state.sequence(), zid, state.whatAmI(), state.locators(), false, List.of());
      announced.put(zid, ours);
    }
    for (Face other : router.faces()) {
      if (other != face && isTarget(other)) {
        other.send(new LinkStateList(List.of(ours)));
      }
    }
  }

  void lost(Face face) {
    synchronized (lock) {
      announced.remove(face.zid());
      numbers.remove(face.zid());
      theirNumbers.remove(face);
    }
  }
}
