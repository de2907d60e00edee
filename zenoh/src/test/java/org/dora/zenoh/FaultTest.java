package org.dora.zenoh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Networks that fail and receivers that do not keep up. */
class FaultTest {
  private static final boolean CAMPAIGN =
      System.getProperty("dora.campaign.scale", "0.05").startsWith("1");
  private static final String LEASE = CAMPAIGN ? "600" : "400";
  private static final Duration CUT = CAMPAIGN ? Duration.ofSeconds(30) : Duration.ofMillis(200);
  private static final Duration LOSSY = Duration.ofSeconds(CAMPAIGN ? 60 : 1);
  private static final long FIVE_SECONDS = TimeUnit.SECONDS.toNanos(5);
  private static final KeyExpr KEY = KeyExpr.tryFrom("fault/a");

  private Session first;
  private Session second;
  private Relay relay;

  @BeforeEach
  void open() throws IOException, InterruptedException {
    // Found by gossip, the second would be dialled past the relay.
    Config config =
        Peers.listening()
            .insertJson5("scouting/gossip/enabled", "false")
            .insertJson5("transport/unicast/open_timeout", "1000")
            .insertJson5("transport/link/tx/lease", LEASE);
    first = Session.open(config);
    relay = new Relay(first);
    second = Session.open(config.withConnect(relay.locator()));
    Peers.await(this::isLinked);
  }

  @AfterEach
  void close() throws IOException {
    first.close();
    second.close();
    relay.close();
  }

  private boolean isLinked() {
    return first.linkedTo(WhatAmI.PEER).size() == 1 && second.linkedTo(WhatAmI.PEER).size() == 1;
  }

  private void assertReaches() throws InterruptedException {
    try (Channel<Sample> samples = first.declareSubscriber(KEY, SubscriberOptions.DEFAULT);
        Publisher publisher = second.declarePublisher(KEY)) {
      Peers.await(publisher::hasMatchingSubscribers);
      publisher.put(ZBytes.of("x"));
      assertEquals("x", Peers.next(samples).payload().tryToString());
    }
  }

  private void assertRecovers() throws InterruptedException {
    Peers.await(() -> first.linkedTo(WhatAmI.PEER).isEmpty());
    Thread.sleep(CUT);
    assertWellSoonAfterMending();
  }

  private void assertWellSoonAfterMending() throws InterruptedException {
    relay.mend();
    long start = System.nanoTime();
    Peers.await(this::isLinked);
    assertReaches();
    long took = System.nanoTime() - start;
    System.out.printf("well again after %d ms%n", took / 1_000_000);
    assertTrue(took < FIVE_SECONDS);
  }

  @Test
  void aCutNetworkIsUsedAgainWithinFiveSeconds() throws Exception {
    relay.cut();
    assertRecovers();
  }

  @Test
  void aHalfOpenLinkIsGivenUpAtItsLeaseAndReplaced() throws InterruptedException {
    assertReaches();
    relay.freeze();
    Peers.await(() -> relay.links() > 1);
    Peers.await(this::isLinked);
    assertReaches();
  }

  @Test
  void aLinkWithNothingToSayStays() throws InterruptedException {
    Thread.sleep(2 * Long.parseLong(LEASE) + 100);
    assertEquals(1, relay.links());
    assertReaches();
  }

  @Test
  void aNetworkThatLosesOnePercentLeavesNothingStuck() throws InterruptedException {
    long seed = Long.getLong("dora.seed", CAMPAIGN ? System.nanoTime() : 1);
    AtomicInteger received = new AtomicInteger();
    KeyExpr key = KeyExpr.tryFrom("fault/lossy");
    first.declareSubscriber(
        key,
        sample -> {
          sample.close();
          received.incrementAndGet();
        });
    QoS qos = new QoS(Priority.DATA, CongestionControl.BLOCK, false);
    Publisher publisher = second.declarePublisher(key, PublisherOptions.DEFAULT.withQoS(qos));
    Peers.await(publisher::hasMatchingSubscribers);
    relay.loseOneInAHundred(seed);
    ZBytes payload = ZBytes.of(new byte[100_000]);
    long end = System.nanoTime() + LOSSY.toNanos();
    int sent = 0;
    while (System.nanoTime() < end) {
      // Something comes through again and again, after resets too.
      int before = received.get();
      for (long limit = System.nanoTime() + FIVE_SECONDS; received.get() < before + 10; ) {
        assertTrue(System.nanoTime() < limit, "stuck after %d of %d".formatted(before, sent));
        if (publisher.hasMatchingSubscribers() && publisher.put(payload)) {
          sent++;
        } else {
          Thread.sleep(1);
        }
      }
    }
    assertWellSoonAfterMending();
    System.out.printf(
        "lossy network for %s: %d of %d messages came, %s stalls and resets, %d links,"
            + " -Ddora.seed=%d%n",
        LOSSY, received.get(), sent, relay.stallsAndResets(), relay.links(), seed);
  }

  @Test
  void aNetworkThatSwallowsEverythingIsUsedAgainWithinFiveSeconds() throws InterruptedException {
    relay.swallow();
    assertRecovers();
  }

  @Test
  void aSubscriberThatDoesNotKeepUpLosesOnlyItsOwn() throws InterruptedException {
    CountDownLatch stuck = new CountDownLatch(1);
    SubscriberOptions few = new SubscriberOptions(4, Overflow.DROP_OLDEST);
    Subscriber slow =
        first.declareSubscriber(
            KEY,
            few,
            _ -> {
              try {
                stuck.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    Channel<Sample> fast = first.declareSubscriber(KEY, SubscriberOptions.DEFAULT);
    Publisher publisher = second.declarePublisher(KEY);
    Peers.await(publisher::hasMatchingSubscribers);
    for (int count = 0; count < 100; count++) {
      publisher.put(ZBytes.of(Integer.toString(count)));
    }
    for (int count = 0; count < 100; count++) {
      assertEquals(Integer.toString(count), Peers.next(fast).payload().tryToString());
    }
    // Four wait, and the callback has one unless its thread was slow to begin.
    assertTrue(slow.dropped() == 95 || slow.dropped() == 96, "dropped: " + slow.dropped());
    stuck.countDown();
  }

  @Test
  void aFullLinkDropsAndCountsOrMakesItsPublisherWait() throws InterruptedException {
    Subscriber subscriber = first.declareSubscriber(KEY, Sample::close);
    Publisher dropping = second.declarePublisher(KEY);
    Publisher waiting =
        second.declarePublisher(
            KEY, PublisherOptions.DEFAULT.withWaitAtMost(Duration.ofMillis(100)));
    Peers.await(dropping::hasMatchingSubscribers);
    relay.freeze();
    ZBytes payload = ZBytes.of(new byte[1 << 20]);
    int sent = 0;
    while (dropping.put(payload)) {
      sent++;
    }
    assertTrue(sent < 50, "sent: " + sent);
    assertEquals(1, dropping.dropped());
    long start = System.nanoTime();
    assertEquals(false, waiting.put(payload));
    assertTrue(System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(100));
    assertEquals(1, waiting.dropped());
    subscriber.close();
  }
}
