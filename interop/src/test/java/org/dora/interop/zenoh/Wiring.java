package org.dora.interop.zenoh;

import org.dora.interop.peers.FreePort;
import org.dora.zenoh.Config;
import org.dora.zenoh.Session;
import org.dora.zenoh.WhatAmI;

/** The ways in which one of our sessions and one of eclipse-zenoh can be linked. */
enum Wiring {
  WE_DIAL_A_PEER,
  A_PEER_DIALS_US,
  WE_ARE_CLIENT_OF_A_PEER,
  A_CLIENT_DIALS_US,
  WE_ARE_CLIENT_OF_A_ROUTER,
  WE_ARE_PEER_OF_A_ROUTER;

  /** Both sessions, linked. */
  record Pair(Session ours, PythonSession theirs) implements AutoCloseable {
    @Override
    public void close() {
      ours.close();
      theirs.close();
    }
  }

  Pair open() {
    String locator = "tcp/127.0.0.1:" + FreePort.find();
    return switch (this) {
      case WE_DIAL_A_PEER -> weDial("peer", locator, peer().withConnect(locator));
      case WE_ARE_CLIENT_OF_A_PEER -> weDial("peer", locator, client(locator));
      case WE_ARE_CLIENT_OF_A_ROUTER -> weDial("router", locator, client(locator));
      case WE_ARE_PEER_OF_A_ROUTER -> weDial("router", locator, peer().withConnect(locator));
      case A_PEER_DIALS_US -> theyDial("peer", locator);
      case A_CLIENT_DIALS_US -> theyDial("client", locator);
    };
  }

  private static Pair weDial(String theirMode, String locator, Config ours) {
    PythonSession theirs = PythonSession.open(listening(theirMode, locator));
    return new Pair(Session.open(ours), theirs);
  }

  private static Pair theyDial(String theirMode, String locator) {
    Session ours = Session.open(peer().withListen(locator));
    return new Pair(ours, PythonSession.open(dialling(theirMode, locator)));
  }

  static Config peer() {
    return Config.loadDefault().withListen("tcp/127.0.0.1:0").withMulticast(false);
  }

  static Config client(String locator) {
    return Config.loadDefault().withMode(WhatAmI.CLIENT).withConnect(locator).withMulticast(false);
  }

  static String listening(String mode, String locator) {
    return """
    {mode: "%s", listen: {endpoints: ["%s"]}, scouting: {multicast: {enabled: false}}}
    """
        .formatted(mode, locator);
  }

  static String dialling(String mode, String locator) {
    String listen = mode.equals("client") ? "" : "listen: {endpoints: [\"tcp/127.0.0.1:0\"]},";
    return """
    {mode: "%s", %s connect: {endpoints: ["%s"]}, scouting: {multicast: {enabled: false}}}
    """
        .formatted(mode, listen, locator);
  }
}
