package org.dora.interop.zenoh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dora.interop.peers.FreePort;
import org.dora.zenoh.Channel;
import org.dora.zenoh.CongestionControl;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.Priority;
import org.dora.zenoh.Publisher;
import org.dora.zenoh.PublisherOptions;
import org.dora.zenoh.QoS;
import org.dora.zenoh.Sample;
import org.dora.zenoh.Session;
import org.dora.zenoh.Subscriber;
import org.dora.zenoh.SubscriberOptions;
import org.dora.zenoh.WhatAmI;
import org.dora.zenoh.ZBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** How our sessions and those of eclipse-zenoh come together, and again after one was lost. */
class FindingEachOtherTest {
  private static final KeyExpr KEY = KeyExpr.tryFrom("found/us");

  private static final AtomicInteger ROUND = new AtomicInteger();

  private static void assertReaches(Session ours, PythonSession theirs)
      throws InterruptedException {
    // Each time another key, so that no subscriber of before is taken for the new one.
    KeyExpr key = KEY.join(Integer.toString(ROUND.incrementAndGet()));
    theirs.command("subscribe", Map.of("key", key.toString()));
    try (Publisher publisher = ours.declarePublisher(key)) {
      EclipseZenohTest.await(publisher::hasMatchingSubscribers);
      publisher.put(ZBytes.of("x"));
      assertEquals("x", theirs.next("sample").get("sample").get("text").asString());
    }
  }

  /** On the loopback interface and with a group of its own, so that nobody else is found. */
  @Test
  void multicastFindsThemAndThemUs() throws Exception {
    String group = "224.0.0.224:" + FreePort.find();
    String scouting =
        "{multicast: {enabled: true, address: \"%s\", interface: \"lo\", ttl: 0}}".formatted(group);
    String config =
        "{mode: \"peer\", listen: {endpoints: [\"tcp/127.0.0.1:0\"]}, scouting: %s}"
            .formatted(scouting);
    try (PythonSession theirs = PythonSession.open(config);
        Session ours =
            Session.open(
                Wiring.peer()
                    .insertJson5("scouting", scouting)
                    .insertJson5("scouting/gossip/enabled", "false"))) {
      EclipseZenohTest.await(() -> ours.linkedTo(WhatAmI.PEER).size() == 1);
      assertReaches(ours, theirs);
    }
  }

  @Test
  void peersThatKnowOnlyOurHubFindEachOther() throws Exception {
    try (Session hub = Session.open(Wiring.peer())) {
      String locator = hub.locators().getFirst();
      try (PythonSession one = PythonSession.open(Wiring.dialling("peer", locator));
          PythonSession two = PythonSession.open(Wiring.dialling("peer", locator));
          Session ours = Session.open(Wiring.peer().withConnect(locator))) {
        EclipseZenohTest.await(() -> ours.linkedTo(WhatAmI.PEER).size() == 3);
        EclipseZenohTest.await(() -> one.command("peers", Map.of()).get("peers").size() == 3);
        assertReaches(ours, one);
        assertReaches(ours, two);
      }
    }
  }

  /** A peer does not pass on what comes from a router, so this takes two sessions. */
  @Test
  void aProcessIsClientOfARouterAndPeerOfOthersAtOnce() throws Exception {
    String behindRouter = "tcp/127.0.0.1:" + FreePort.find();
    String direct = "tcp/127.0.0.1:" + FreePort.find();
    try (PythonSession _ = PythonSession.open(Wiring.listening("router", behindRouter));
        PythonSession near = PythonSession.open(Wiring.listening("peer", direct));
        Session far = Session.open(Wiring.client(behindRouter));
        Session client = Session.open(Wiring.client(behindRouter));
        Session peer = Session.open(Wiring.peer().withConnect(direct))) {
      assertReaches(peer, near);
      try (Channel<Sample> samples = far.declareSubscriber(KEY, SubscriberOptions.DEFAULT);
          Publisher publisher = client.declarePublisher(KEY)) {
        EclipseZenohTest.await(publisher::hasMatchingSubscribers);
        publisher.put(ZBytes.of("y"));
        Sample sample = samples.receive(Duration.ofSeconds(20)).orElseThrow();
        assertEquals("y", sample.payload().tryToString());
      }
    }
  }

  @Test
  void aPeerThatWasKilledIsMissedAndFoundAgain() throws Exception {
    String locator = "tcp/127.0.0.1:" + FreePort.find();
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    try (Session ours = Session.open(Wiring.peer().withConnect(locator));
        Subscriber _ =
            ours.liveliness()
                .declareSubscriber(
                    KeyExpr.tryFrom("alive/**"),
                    true,
                    sample -> seen.add(sample.kind() + " " + sample.keyExpr()))) {
      try (PythonSession first = PythonSession.open(Wiring.listening("peer", locator))) {
        first.command("token", Map.of("key", "alive/them"));
        assertEquals("PUT alive/them", seen.poll(20, TimeUnit.SECONDS));
        first.kill();
        assertEquals("DELETE alive/them", seen.poll(20, TimeUnit.SECONDS));
      }
      try (PythonSession second = PythonSession.open(Wiring.listening("peer", locator))) {
        second.command("token", Map.of("key", "alive/again"));
        assertEquals("PUT alive/again", seen.poll(20, TimeUnit.SECONDS));
        assertReaches(ours, second);
      }
    }
  }

  @Test
  void bothSidesMayDialAtOnce() throws Exception {
    String here = "tcp/127.0.0.1:" + FreePort.find();
    String there = "tcp/127.0.0.1:" + FreePort.find();
    try (PythonSession theirs = PythonSession.start();
        Session ours = Session.open(Wiring.peer().withListen(here).withConnect(there))) {
      theirs.command(
          "open",
          Map.of(
              "config",
              """
              {mode: "peer", listen: {endpoints: ["%s"]}, connect: {endpoints: ["%s"]},
               scouting: {multicast: {enabled: false}}}
              """
                  .formatted(there, here)));
      assertReaches(ours, theirs);
      assertEquals(1, ours.linkedTo(WhatAmI.PEER).size());
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "dora.campaign.scale", matches = "1.*")
  void aHundredMebibytesGoBothWays() throws Exception {
    int size = 100 << 20;
    QoS waiting = new QoS(Priority.DATA, CongestionControl.BLOCK, false);
    BlockingQueue<Long> received = new LinkedBlockingQueue<>();
    try (Wiring.Pair pair = Wiring.WE_DIAL_A_PEER.open();
        Publisher publisher =
            pair.ours().declarePublisher(KEY, PublisherOptions.DEFAULT.withQoS(waiting));
        Subscriber _ =
            pair.ours()
                .declareSubscriber(
                    KeyExpr.tryFrom("large"),
                    SubscriberOptions.DEFAULT,
                    (Sample sample) -> {
                      try (sample) {
                        received.add(sample.payload().size());
                      }
                    })) {
      pair.theirs().command("subscribe", Map.of("key", "found/us"));
      EclipseZenohTest.await(publisher::hasMatchingSubscribers);
      assertTrue(publisher.put(ZBytes.of(new byte[size])));
      assertEquals(size, pair.theirs().next("sample").get("sample").get("size").asInt());
      pair.theirs()
          .command("put", Map.of("key", "large", "size", size, "congestion_control", "BLOCK"));
      assertEquals((long) size, received.poll(30, TimeUnit.SECONDS));
    }
  }
}
