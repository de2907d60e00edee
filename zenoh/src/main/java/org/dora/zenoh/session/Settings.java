package org.dora.zenoh.session;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dora.zenoh.WhatAmI;
import org.dora.zenoh.transport.Identity;
import org.dora.zenoh.transport.Locator;
import org.dora.zenoh.transport.TransportSettings;

/**
 * A configuration, read and checked.
 *
 * @param timestamping whether publications get the time at which they were made
 */
record Settings(
    Identity self,
    Connect connect,
    Listen listen,
    Scouting scouting,
    boolean timestamping,
    TransportSettings transport,
    TlsFiles tls) {

  /**
   * Whom to dial.
   *
   * @param mustSucceed whether opening the session fails if nobody is reached at first
   */
  record Connect(List<Locator> endpoints, boolean mustSucceed, Retry retry) {}

  /** How long to wait between dials: first, at most, and how much longer each time. */
  record Retry(Duration first, Duration longest, double factor) {}

  /**
   * Where to listen.
   *
   * @param mustSucceed whether opening the session fails if an endpoint cannot be bound
   */
  record Listen(List<Locator> endpoints, boolean mustSucceed) {}

  /**
   * How to find others.
   *
   * @param delay how long opening a session waits for those that it dials
   * @param multicast absent if it is off
   * @param gossipFrom whom to dial that was found by gossip; absent if gossip is off
   */
  record Scouting(
      Duration delay, Optional<Multicast> multicast, Optional<Set<WhatAmI>> gossipFrom) {}

  /**
   * How to find others by multicast.
   *
   * @param network the name or address of a network interface, or {@code auto} for all
   * @param answers whether others may find us
   * @param dials whom to dial that was found
   */
  record Multicast(
      String host, int port, String network, int timeToLive, boolean answers, Set<WhatAmI> dials) {}

  /**
   * Certificates and keys in PEM files.
   *
   * @param mutual whether both sides show a certificate
   */
  record TlsFiles(
      Optional<Path> trusted,
      Optional<Path> listenCertificate,
      Optional<Path> listenKey,
      Optional<Path> connectCertificate,
      Optional<Path> connectKey,
      boolean mutual,
      boolean verifiesName) {}
}
