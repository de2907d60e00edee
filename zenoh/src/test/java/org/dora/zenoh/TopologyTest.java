package org.dora.zenoh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who reaches whom, and how links come and go. */
class TopologyTest {
  private static final KeyExpr KEY = KeyExpr.tryFrom("topology/a");

  private static final AtomicInteger ROUND = new AtomicInteger();

  @TempDir private Path folder;

  private final Deque<Session> sessions = new ConcurrentLinkedDeque<>();

  /** A place to listen at that is known before anybody does. */
  private String socket(String name) {
    return "unixsock-stream/" + folder.resolve(name);
  }

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
    Config listening = Peers.listening().withListen(socket("first"));
    Session first = open(listening);
    Session second =
        open(
            Peers.listening()
                .insertJson5("connect/retry/period_init_ms", "200")
                .withConnect(socket("first")));
    assertReaches(second, first);
    first.close();
    Peers.await(() -> second.linkedTo(WhatAmI.PEER).isEmpty());
    assertReaches(second, open(listening));
  }

  @Test
  void twoThatDialEachOtherAtOnceHaveOneLink() throws Exception {
    for (int round = 0; round < 5; round++) {
      String here = socket("here" + round);
      String there = socket("there" + round);
      Config one = Peers.listening().withListen(here).withConnect(there);
      Config two = Peers.listening().withListen(there).withConnect(here);
      CompletableFuture<Session> opening = CompletableFuture.supplyAsync(() -> open(one));
      Session second = open(two);
      Session first = opening.get();
      assertReaches(first, second);
      assertReaches(second, first);
      assertEquals(List.of(second.zid()), first.linkedTo(WhatAmI.PEER));
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
    Path users = Files.writeString(folder.resolve("users"), "alice:secret\n");
    String dictionary = "\"" + users + "\"";
    Session gateway =
        open(Peers.listening().insertJson5("transport/auth/usrpwd/dictionary_file", dictionary));
    Config client = Peers.client(gateway).insertJson5("transport/auth/usrpwd/user", "'alice'");
    assertReaches(open(client.insertJson5("transport/auth/usrpwd/password", "'secret'")), gateway);
    assertThrows(
        ZenohException.class,
        () -> Session.open(client.insertJson5("transport/auth/usrpwd/password", "'wrong'")));
    assertThrows(ZenohException.class, () -> Session.open(Peers.client(gateway)));
  }
}
