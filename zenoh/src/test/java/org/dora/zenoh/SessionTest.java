package org.dora.zenoh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two sessions of ours do for each other. */
class SessionTest {
  private static final KeyExpr KEY = KeyExpr.tryFrom("test/a");

  private Session first;
  private Session second;

  @BeforeEach
  void open() {
    first = Session.open(Peers.listening());
    second = Session.open(Peers.dialling(first));
  }

  @AfterEach
  void close() {
    long start = System.nanoTime();
    first.close();
    second.close();
    assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(2));
  }

  private static PublisherOptions blocking() {
    QoS qos = new QoS(Priority.DATA, CongestionControl.BLOCK, false);
    return PublisherOptions.DEFAULT.withQoS(qos);
  }

  @Test
  void aValueComesWithAllThatGoesAlong() throws InterruptedException {
    Channel<Sample> samples =
        first.declareSubscriber(KeyExpr.tryFrom("test/*"), SubscriberOptions.DEFAULT);
    Publisher publisher = second.declarePublisher(KEY);
    Peers.await(publisher::hasMatchingSubscribers);
    Timestamp timestamp = Timestamp.of(Instant.ofEpochSecond(1_700_000_000, 500), second.zid());
    PutOptions options =
        PutOptions.DEFAULT
            .withEncoding(Encoding.parse("application/json;v1"))
            .withAttachment(ZBytes.of("more"))
            .withTimestamp(timestamp);
    assertTrue(publisher.put(ZBytes.of("value"), options));
    Sample sample = Peers.next(samples);
    assertEquals(KEY, sample.keyExpr());
    assertEquals(SampleKind.PUT, sample.kind());
    assertEquals("value", sample.payload().tryToString());
    assertEquals("application/json;v1", sample.encoding().toString());
    assertEquals(Optional.of(timestamp), sample.timestamp());
    assertEquals("more", sample.attachment().orElseThrow().tryToString());
    publisher.delete();
    assertEquals(SampleKind.DELETE, Peers.next(samples).kind());
  }

  @Test
  void payloadsOfAllSizesComeInOrderAndUnharmed() throws InterruptedException {
    BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
    first.declareSubscriber(
        KEY,
        sample -> {
          try (sample) {
            received.add(sample.payload().toBytes());
          }
        });
    Publisher publisher = second.declarePublisher(KEY, blocking());
    Peers.await(publisher::hasMatchingSubscribers);
    Random random = new Random(1);
    List<byte[]> sent = new ArrayList<>();
    for (int size : new int[] {0, 1, 1000, 65_490, 65_500, 65_520, 65_536, 70_000, 3_000_000}) {
      for (int repeated = 0; repeated < 5; repeated++) {
        byte[] payload = new byte[size];
        random.nextBytes(payload);
        sent.add(payload);
        assertTrue(publisher.put(ZBytes.of(payload)));
      }
    }
    for (byte[] payload : sent) {
      byte[] next = received.poll(10, TimeUnit.SECONDS);
      assertTrue(next != null && Arrays.equals(payload, next));
    }
    assertEquals(0, publisher.dropped());
  }

  @Test
  void aSessionHearsItself() throws InterruptedException {
    Channel<Sample> samples = first.declareSubscriber(KEY, SubscriberOptions.DEFAULT);
    byte[] payload = {1};
    first.put(KEY, ZBytes.of(payload));
    payload[0] = 2;
    assertEquals(1, Peers.next(samples).payload().toBytes()[0]);
  }

  @Test
  void aPublisherIsToldOfItsFirstAndLastSubscriber() throws InterruptedException {
    Publisher publisher = first.declarePublisher(KEY);
    BlockingQueue<Boolean> matching = new LinkedBlockingQueue<>();
    publisher.onMatching(matching::add);
    Subscriber one = second.declareSubscriber(KEY, Sample::close);
    assertEquals(true, matching.poll(10, TimeUnit.SECONDS));
    one.close();
    assertEquals(false, matching.poll(10, TimeUnit.SECONDS));
    assertFalse(publisher.hasMatchingSubscribers());
  }

  @Test
  void aQueryIsAnsweredByAllThatMatch() throws InterruptedException {
    KeyExpr all = KeyExpr.tryFrom("test/**");
    first.declareQueryable(KEY, false, query -> query.reply(KEY, ZBytes.of("one")));
    KeyExpr other = KeyExpr.tryFrom("test/b");
    first.declareQueryable(
        other, false, query -> query.reply(other, query.payload().orElseThrow()));
    second.declareQueryable(
        all, false, query -> query.replyErr(ZBytes.of("no"), Encoding.TEXT_PLAIN));
    GetOptions options =
        GetOptions.DEFAULT
            .withParameters("a=1")
            .withTarget(QueryTarget.ALL)
            .withPayload(ZBytes.of("two"), Encoding.TEXT_PLAIN);
    Peers.await(() -> answers(second.get(all, options)).size() == 3);
    assertEquals(List.of("no", "one", "two"), answers(second.get(all, options)));
  }

  private static List<String> answers(Channel<Reply> channel) {
    List<String> answers = new ArrayList<>();
    for (Reply reply : Peers.all(channel)) {
      answers.add(
          switch (reply) {
            case Reply.Success success -> success.sample().payload().tryToString();
            case Reply.Failure failure -> failure.payload().tryToString();
          });
    }
    return answers.stream().sorted().toList();
  }

  @Test
  void aQueryThatNobodyAnswersEndsAtItsTimeout() throws InterruptedException {
    first.declareQueryable(KEY, true, Query::detach);
    Channel<Reply> channel = first.get(KEY, GetOptions.DEFAULT.withTimeout(Duration.ofMillis(200)));
    assertTrue(Peers.next(channel) instanceof Reply.Failure);
    assertEquals(List.of(), Peers.all(channel));
    Channel<Reply> nobody = second.get(KeyExpr.tryFrom("nobody"), GetOptions.DEFAULT);
    assertEquals(Optional.empty(), nobody.receive(Peers.LIMIT));
    assertTrue(nobody.isEnded());
  }

  @Test
  void tokensComeAndGo() throws InterruptedException {
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    LivelinessToken early = second.liveliness().declareToken(KEY);
    Peers.await(() -> tokens(first).size() == 1);
    first
        .liveliness()
        .declareSubscriber(
            KeyExpr.tryFrom("test/**"),
            true,
            sample -> seen.add(sample.kind() + " " + sample.keyExpr()));
    assertEquals("PUT test/a", seen.poll(10, TimeUnit.SECONDS));
    second.liveliness().declareToken(KeyExpr.tryFrom("test/b"));
    assertEquals("PUT test/b", seen.poll(10, TimeUnit.SECONDS));
    early.close();
    assertEquals("DELETE test/a", seen.poll(10, TimeUnit.SECONDS));
    second.close();
    assertEquals("DELETE test/b", seen.poll(10, TimeUnit.SECONDS));
  }

  private static List<Reply> tokens(Session session) {
    return Peers.all(session.liveliness().get(KeyExpr.tryFrom("test/**"), Peers.LIMIT));
  }

  @Test
  void advancedSubscribersGetWhatWasKeptOnce() throws InterruptedException {
    AdvancedPublisher publisher = first.declareAdvancedPublisher(KEY, PublisherOptions.DEFAULT, 2);
    for (String value : List.of("0", "1", "2")) {
      publisher.put(ZBytes.of(value));
    }
    allHasArrived();
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    second.declareAdvancedSubscriber(KEY, sample -> seen.add(sample.payload().tryToString()));
    assertEquals("1", seen.poll(10, TimeUnit.SECONDS));
    assertEquals("2", seen.poll(10, TimeUnit.SECONDS));
    publisher.put(ZBytes.of("3"));
    assertEquals("3", seen.poll(10, TimeUnit.SECONDS));
    AdvancedPublisher late = first.declareAdvancedPublisher(KEY, PublisherOptions.DEFAULT, 1);
    late.put(ZBytes.of("late"));
    assertEquals("late", seen.poll(10, TimeUnit.SECONDS));
    assertTrue(seen.isEmpty());
  }

  /**
   * A neighbour that has not told all it has yet is sent everything: nothing is under way after
   * this.
   */
  private void allHasArrived() throws InterruptedException {
    KeyExpr key = KeyExpr.tryFrom("last");
    Channel<Sample> channel = second.declareSubscriber(key, SubscriberOptions.DEFAULT);
    Publisher publisher = first.declarePublisher(key);
    Peers.await(publisher::hasMatchingSubscribers);
    publisher.put(ZBytes.EMPTY);
    Peers.next(channel).close();
  }

  @Test
  void aClosedSessionRefusesToPublish() {
    Publisher publisher = first.declarePublisher(KEY);
    first.close();
    assertThrows(ZenohException.class, () -> publisher.put(ZBytes.EMPTY));
    assertThrows(ZenohException.class, () -> first.put(KEY, ZBytes.EMPTY));
  }
}
