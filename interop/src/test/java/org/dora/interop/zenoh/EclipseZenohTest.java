package org.dora.interop.zenoh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.dora.zenoh.AdvancedPublisher;
import org.dora.zenoh.Channel;
import org.dora.zenoh.CongestionControl;
import org.dora.zenoh.Encoding;
import org.dora.zenoh.GetOptions;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.LivelinessToken;
import org.dora.zenoh.Priority;
import org.dora.zenoh.Publisher;
import org.dora.zenoh.PublisherOptions;
import org.dora.zenoh.PutOptions;
import org.dora.zenoh.QoS;
import org.dora.zenoh.QueryTarget;
import org.dora.zenoh.Queryable;
import org.dora.zenoh.Reply;
import org.dora.zenoh.Sample;
import org.dora.zenoh.SampleKind;
import org.dora.zenoh.Session;
import org.dora.zenoh.Subscriber;
import org.dora.zenoh.SubscriberOptions;
import org.dora.zenoh.ZBytes;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Everything that goes between our sessions and those of eclipse-zenoh, in each wiring. */
class EclipseZenohTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it has not come true");
      Thread.sleep(10);
    }
  }

  private static <T> T next(Channel<T> channel) throws InterruptedException {
    Optional<T> next = channel.receive(LIMIT);
    assertTrue(next.isPresent(), "nothing has come");
    return next.get();
  }

  private static byte[] pattern(int size) {
    byte[] payload = new byte[size];
    for (int index = 0; index < size; index++) {
      payload[index] = (byte) (index % 251);
    }
    return payload;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** One process of eclipse-zenoh for each wiring, since it takes a second to start. */
  @ParameterizedTest
  @EnumSource(names = {"WE_DIAL_A_PEER", "A_CLIENT_DIALS_US", "WE_ARE_CLIENT_OF_A_ROUTER"})
  void everythingGoesBothWays(Wiring wiring) throws Exception {
    try (Wiring.Pair pair = wiring.open()) {
      theirPublicationsComeToUs(pair.ours(), pair.theirs());
      ourPublicationsComeToThem(pair.ours(), pair.theirs());
      queriesAreAnswered(pair.ours(), pair.theirs());
      tokensComeAndGo(pair.ours(), pair.theirs());
      theirHistoryComesToUs(pair.ours(), pair.theirs());
      ourHistoryComesToThem(pair.ours(), pair.theirs());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"A_PEER_DIALS_US", "WE_ARE_CLIENT_OF_A_PEER", "WE_ARE_PEER_OF_A_ROUTER"})
  @EnabledIfSystemProperty(named = "dora.campaign.scale", matches = "1.*")
  void everythingGoesBothWaysInFurtherWirings(Wiring wiring) throws Exception {
    everythingGoesBothWays(wiring);
  }

  private static void theirPublicationsComeToUs(Session ours, PythonSession theirs)
      throws Exception {
    try (Channel<Sample> samples =
        ours.declareSubscriber(KeyExpr.tryFrom("from/*/**"), SubscriberOptions.DEFAULT)) {
      theirs.command("publisher", Map.of("key", "from/them/small"));
      while (!theirs.next("matching").get("matching").asBoolean()) {
        // They are told of our subscriber in their own time.
      }
      theirs.command(
          "put",
          Map.of(
              "key",
              "from/them/small",
              "text",
              "hello",
              "encoding",
              "application/json;v1",
              "attachment",
              "more",
              "priority",
              "REAL_TIME",
              "express",
              true));
      Sample small = next(samples);
      assertEquals("from/them/small", small.keyExpr().toString());
      assertEquals("hello", small.payload().tryToString());
      assertEquals("application/json;v1", small.encoding().toString());
      assertEquals("more", small.attachment().orElseThrow().tryToString());
      assertEquals(new QoS(Priority.REAL_TIME, CongestionControl.DROP, true), small.qos());
      for (int size : new int[] {0, 1, 49_000, 50_000, 65_535, 1 << 20, 10 << 20}) {
        theirs.command(
            "put", Map.of("key", "from/them/big", "size", size, "congestion_control", "BLOCK"));
        try (Sample big = next(samples)) {
          assertTrue(java.util.Arrays.equals(pattern(size), big.payload().toBytes()), "" + size);
        }
      }
      theirs.command("delete", Map.of("key", "from/them/small"));
      assertEquals(SampleKind.DELETE, next(samples).kind());
      theirs.command("undeclare", Map.of());
    }
  }

  private static void ourPublicationsComeToThem(Session ours, PythonSession theirs)
      throws Exception {
    theirs.command("subscribe", Map.of("key", "from/us/**"));
    KeyExpr key = KeyExpr.tryFrom("from/us/a");
    QoS qos = new QoS(Priority.INTERACTIVE_HIGH, CongestionControl.BLOCK, true);
    try (Publisher publisher = ours.declarePublisher(key, PublisherOptions.DEFAULT.withQoS(qos))) {
      await(publisher::hasMatchingSubscribers);
      PutOptions options =
          PutOptions.DEFAULT
              .withEncoding(Encoding.parse("text/plain;utf"))
              .withAttachment(ZBytes.of("more"));
      publisher.put(ZBytes.of("hello"), options);
      JsonNode small = theirs.next("sample").get("sample");
      assertEquals("from/us/a", small.get("key").asString());
      assertEquals("hello", small.get("text").asString());
      assertEquals("text/plain;utf", small.get("encoding").asString());
      assertEquals("more", small.get("attachment").asString());
      assertEquals("INTERACTIVE_HIGH", small.get("priority").asString());
      assertTrue(small.get("express").asBoolean());
      for (int size : new int[] {0, 1, 49_000, 50_000, 65_535, 1 << 20, 10 << 20}) {
        assertTrue(publisher.put(ZBytes.of(pattern(size))));
        JsonNode big = theirs.next("sample").get("sample");
        assertEquals(size, big.get("size").asInt());
        assertEquals(sha256(pattern(size)), big.get("sha256").asString());
      }
      publisher.delete();
      assertEquals("DELETE", theirs.next("sample").get("sample").get("kind").asString());
    }
    theirs.command("undeclare", Map.of());
  }

  private static void queriesAreAnswered(Session ours, PythonSession theirs) throws Exception {
    theirs.command("queryable", Map.of("key", "q/them/a", "text", "A"));
    theirs.command("queryable", Map.of("key", "q/them/b", "error", "no"));
    GetOptions options =
        GetOptions.DEFAULT
            .withParameters("x=1;y=2")
            .withTarget(QueryTarget.ALL)
            .withPayload(ZBytes.of("body"), Encoding.TEXT_PLAIN);
    KeyExpr all = KeyExpr.tryFrom("q/them/*");
    await(() -> answers(ours.get(all, options)).equals(List.of("A?x=1;y=2+body", "no")));
    theirs.command("undeclare", Map.of());

    KeyExpr one = KeyExpr.tryFrom("q/us/a");
    KeyExpr two = KeyExpr.tryFrom("q/us/b");
    PutOptions attached = PutOptions.DEFAULT.withAttachment(ZBytes.of("qa"));
    try (Queryable _ =
            ours.declareQueryable(
                one, true, query -> query.reply(one, ZBytes.of(query.parameters()), attached));
        Queryable _ =
            ours.declareQueryable(
                two, false, query -> query.reply(two, query.payload().orElseThrow(), attached))) {
      theirs.command("subscribe", Map.of("key", "q/never"));
      JsonNode first = null;
      JsonNode second = null;
      while (first == null || second == null) {
        theirs.command("get", Map.of("selector", "q/us/*?z=3", "payload", "body", "target", "ALL"));
        for (JsonNode next = theirs.next("reply", "error", "done");
            !next.has("done");
            next = theirs.next("reply", "error", "done")) {
          JsonNode reply = next.get("reply");
          if (reply.get("key").asString().equals("q/us/a")) {
            first = reply;
          } else {
            second = reply;
          }
        }
      }
      assertEquals("z=3", first.get("text").asString());
      assertEquals("body", second.get("text").asString());
      assertEquals("qa", second.get("attachment").asString());
      theirs.command("undeclare", Map.of());
    }
  }

  private static List<String> answers(Channel<Reply> replies) {
    List<String> answers = new ArrayList<>();
    try {
      while (!replies.isEnded()) {
        replies
            .receive(LIMIT)
            .ifPresent(reply ->
                answers.add(
                    switch (reply) {
                      case Reply.Success success -> success.sample().payload().tryToString();
                      case Reply.Failure failure -> failure.payload().tryToString();
                    }));
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return answers.stream().sorted().toList();
  }

  private static void tokensComeAndGo(Session ours, PythonSession theirs)
      throws InterruptedException {
    theirs.command("token", Map.of("key", "t/them"));
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    try (Subscriber _ =
        ours.liveliness()
            .declareSubscriber(
                KeyExpr.tryFrom("t/**"),
                true,
                sample -> seen.add(sample.kind() + " " + sample.keyExpr()))) {
      assertEquals("PUT t/them", seen.poll(20, TimeUnit.SECONDS));
      assertEquals(1, answers(ours.liveliness().get(KeyExpr.tryFrom("t/*"), LIMIT)).size());
      theirs.command("undeclare", Map.of());
      assertEquals("DELETE t/them", seen.poll(20, TimeUnit.SECONDS));
    }
    try (LivelinessToken _ = ours.liveliness().declareToken(KeyExpr.tryFrom("u/us"))) {
      theirs.command("liveliness", Map.of("key", "u/**", "history", true));
      assertEquals("PUT u/us", theirs.next("token").get("token").asString());
    }
    assertEquals("DELETE u/us", theirs.next("token").get("token").asString());
    theirs.command("undeclare", Map.of());
  }

  private static void theirHistoryComesToUs(Session ours, PythonSession theirs)
      throws InterruptedException {
    theirs.command("advanced_publisher", Map.of("key", "h/them", "cache", 2));
    for (String text : List.of("0", "1", "2")) {
      theirs.command("advanced_put", Map.of("text", text));
    }
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    try (Subscriber _ =
        ours.declareAdvancedSubscriber(
            KeyExpr.tryFrom("h/them"), sample -> seen.add(sample.payload().tryToString()))) {
      assertEquals("1", seen.poll(20, TimeUnit.SECONDS));
      assertEquals("2", seen.poll(20, TimeUnit.SECONDS));
      theirs.command("advanced_put", Map.of("text", "3"));
      assertEquals("3", seen.poll(20, TimeUnit.SECONDS));
      assertTrue(seen.isEmpty());
    }
  }

  private static void ourHistoryComesToThem(Session ours, PythonSession theirs) {
    try (AdvancedPublisher publisher =
        ours.declareAdvancedPublisher(KeyExpr.tryFrom("h/us"), PublisherOptions.DEFAULT, 1)) {
      publisher.put(ZBytes.of("0"));
      publisher.put(ZBytes.of("1"));
      theirs.command("advanced_subscriber", Map.of("key", "h/us"));
      // What was still on its way when they subscribed may come to them, too.
      while (!theirs.next("sample").get("sample").get("text").asString().equals("1")) {}
      publisher.put(ZBytes.of("2"));
      assertEquals("2", theirs.next("sample").get("sample").get("text").asString());
    }
  }
}
