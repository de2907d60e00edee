package org.dora.zenoh.session;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dora.zenoh.WhatAmI;
import org.dora.zenoh.ZenohException;
import org.dora.zenoh.ZenohId;
import org.dora.zenoh.transport.Locator;
import org.dora.zenoh.transport.Transports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dials sessions that were found by gossip or scouting; whoever is found again is tried again. */
final class Discovery {
  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

  private final ZenohId self;
  private final Set<WhatAmI> wanted;
  private final Transports transports;

  /** Whom we dial now; guarded by itself. */
  private final Set<ZenohId> dialling = new HashSet<>();

  /**
   * @param wanted what kinds of sessions are dialled
   */
  Discovery(ZenohId self, Set<WhatAmI> wanted, Transports transports) {
    this.self = self;
    this.wanted = wanted;
    this.transports = transports;
  }

  /** Somebody listens at some locators. */
  void found(ZenohId zid, WhatAmI whatAmI, List<String> locators) {
    if (locators.isEmpty()
        || zid.equals(self)
        || !wanted.contains(whatAmI)
        || transports.isLinkedTo(zid)) {
      return;
    }
    synchronized (dialling) {
      if (!dialling.add(zid)) {
        return;
      }
    }
    Thread.ofVirtual().name("zenoh-discovered-" + zid).start(() -> dial(zid, locators));
  }

  private void dial(ZenohId zid, List<String> locators) {
    try {
      for (String locator : locators) {
        if (transports.isLinkedTo(zid) || isReached(locator)) {
          return;
        }
      }
      LOG.debug("{} cannot be reached at any of {}", zid, locators);
    } finally {
      synchronized (dialling) {
        dialling.remove(zid);
      }
    }
  }

  private boolean isReached(String locator) {
    try {
      transports.dial(Locator.parse(locator));
      return true;
    } catch (IOException | ZenohException e) {
      LOG.debug("nobody was reached at {}: {}", locator, e.getMessage());
      return false;
    }
  }
}
