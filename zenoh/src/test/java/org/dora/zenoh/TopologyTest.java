package org.dora.zenoh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who reaches whom, and how links come and go. */
class TopologyTest {
  private static final KeyExpr KEY = KeyExpr.tryFrom("topology/a");

  private static final AtomicInteger ROUND = new AtomicInteger();

  private final Deque<Session> sessions = new ArrayDeque<>();

  private Session open(Config config) {
    Session session = Session.open(config);
    sessions.push(session);
    return session;
  }

  @AfterEach
  void close() {
    sessions.forEach(Session::close);
  }

  private static void assertReaches(Session from, Session to) throws InterruptedException {
    // Each time another key, so that no subscriber of before is taken for the new one.
    KeyExpr key = KEY.join(Integer.toString(ROUND.incrementAndGet()));
    try (Channel<Sample> samples = to.declareSubscriber(key, SubscriberOptions.DEFAULT);
        Publisher publisher = from.declarePublisher(key)) {
      Peers.await(publisher::hasMatchingSubscribers);
      publisher.put(ZBytes.of("x"));
      assertEquals("x", Peers.next(samples).payload().tryToString());
    }
  }

  @Test
  void peersThatKnowOneHubFindEachOther() throws InterruptedException {
    Session hub = open(Peers.listening());
    Session one = open(Peers.dialling(hub));
    Session two = open(Peers.dialling(hub));
    Peers.await(() -> one.linkedTo(WhatAmI.PEER).contains(two.zid()));
    assertReaches(one, two);
    assertReaches(two, one);
  }

  @Test
  void clientsReachEachOtherThroughTheirPeer() throws InterruptedException {
    Session gateway = open(Peers.listening());
    Session one = open(Peers.client(gateway));
    Session two = open(Peers.client(gateway));
    assertReaches(one, two);
    assertReaches(gateway, one);
    assertReaches(one, gateway);
    two.declareQueryable(KEY, true, query -> query.reply(KEY, ZBytes.of("far")));
    Peers.await(() -> Peers.all(one.get(KEY, GetOptions.DEFAULT)).size() == 1);
  }

  @Test
  void aClientIsToldOfTokens() throws InterruptedException {
    Session gateway = open(Peers.listening());
    Session client = open(Peers.client(gateway));
    gateway.liveliness().declareToken(KEY);
    Deque<String> seen = new ConcurrentLinkedDeque<>();
    client.liveliness().declareSubscriber(KEY, true, sample -> seen.add(sample.kind().name()));
    Peers.await(() -> List.copyOf(seen).equals(List.of("PUT")));
    Channel<Reply> tokens = client.liveliness().get(KEY, Peers.LIMIT);
    assertTrue(Peers.next(tokens) instanceof Reply.Success);
    assertTrue(tokens.receive(Peers.LIMIT).isEmpty());
  }

  @Test
  void aPeerThatComesBackIsReachedAgain() throws InterruptedException {
    Session first = open(Peers.listening());
    String locator = first.locators().getFirst();
    Session second = open(Peers.dialling(first));
    assertReaches(second, first);
    first.close();
    Peers.await(() -> second.linkedTo(WhatAmI.PEER).isEmpty());
    Session again = open(Peers.listening().withListen(locator));
    assertReaches(second, again);
  }

  @Test
  void twoThatDialEachOtherAtOnceHaveOneLink() throws InterruptedException {
    for (int round = 0; round < 5; round++) {
      Session port = Session.open(Peers.listening());
      String locator = port.locators().getFirst();
      port.close();
      Session one = Session.open(Peers.listening());
      Session two =
          Session.open(
              Peers.listening().withListen(locator).withConnect(one.locators().getFirst()));
      Session three = Session.open(Peers.dialling(one, two));
      Peers.await(() -> three.linkedTo(WhatAmI.PEER).size() == 2);
      assertReaches(one, two);
      three.close();
      two.close();
      one.close();
    }
  }

  @Test
  void aClientThatReachesNobodyIsNotOpened() {
    Session gone = Session.open(Peers.listening());
    Config config = Peers.client(gone);
    gone.close();
    assertThrows(ZenohException.class, () -> Session.open(config));
  }

  @Test
  void userAndPasswordAreAskedFor() throws Exception {
    java.nio.file.Path users = java.nio.file.Files.createTempFile("users", ".txt");
    java.nio.file.Files.writeString(users, "alice:secret\n");
    String dictionary = "\"" + users + "\"";
    Session gateway =
        open(Peers.listening().insertJson5("transport/auth/usrpwd/dictionary_file", dictionary));
    Config client = Peers.client(gateway).insertJson5("transport/auth/usrpwd/user", "'alice'");
    assertReaches(open(client.insertJson5("transport/auth/usrpwd/password", "'secret'")), gateway);
    assertThrows(
        ZenohException.class,
        () -> Session.open(client.insertJson5("transport/auth/usrpwd/password", "'wrong'")));
    assertThrows(ZenohException.class, () -> Session.open(Peers.client(gateway)));
    Files.delete(users);
  }

  @Test
  void unixSocketsCarryASession() throws Exception {
    java.nio.file.Path folder = java.nio.file.Files.createTempDirectory("zenoh");
    String locator = "unixsock-stream/" + folder.resolve("socket");
    Session first = open(Peers.listening().withListen(locator));
    Session second = open(Peers.listening().withConnect(locator));
    assertReaches(first, second);
    second.close();
    first.close();
    Files.delete(folder);
  }
}
