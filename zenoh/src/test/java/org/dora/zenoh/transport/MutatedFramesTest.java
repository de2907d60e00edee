package org.dora.zenoh.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.dora.zenoh.Config;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.Publisher;
import org.dora.zenoh.Session;
import org.dora.zenoh.WhatAmI;
import org.dora.zenoh.ZBytes;
import org.dora.zenoh.ZenohId;
import org.dora.zenoh.transport.TransportSettings.Access;
import org.dora.zenoh.transport.TransportSettings.Sending;
import org.dora.zenoh.wire.Recordings;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A neighbour that sends nonsense harms nobody else. {@code -Ddora.seed} repeats a run. */
class MutatedFramesTest {
  private static final boolean CAMPAIGN =
      System.getProperty("dora.campaign.scale", "0.05").startsWith("1");
  private static final int COUNT = CAMPAIGN ? 100_000 : 5_000;
  private static final int BETWEEN_CHECKS = 500;
  private static final long PAGE = 4096;

  /** What is kept for reuse, and a heap that is not collected as long as there is room. */
  private static final long MOST_GROWTH_MEBIBYTES = 400;

  private static final Duration LIMIT = Duration.ofSeconds(10);
  static final TransportSettings SETTINGS =
      new TransportSettings(
          LIMIT,
          LIMIT,
          LIMIT,
          new Sending(0xffff, 16, LIMIT, LIMIT, LIMIT),
          1 << 20,
          new Access(Optional.empty(), Map.of()));

  private final long seed = Long.getLong("dora.seed", CAMPAIGN ? System.nanoTime() : 1);
  private final SplittableRandom random = new SplittableRandom(seed);
  private final List<byte[]> originals = new ArrayList<>();

  @Test
  void aHealthyPeerIsServedWhileAnotherSendsNonsense() throws Exception {
    System.out.printf("mutated frames: %d, -Ddora.seed=%d%n", COUNT, seed);
    for (JsonNode recording : Recordings.read("batches.json")) {
      originals.add(HexFormat.of().parseHex(recording.get("hex").asString()));
    }
    // Without gossip, since the recordings name addresses of other machines.
    Config config =
        Config.loadDefault()
            .withListen("tcp/127.0.0.1:0")
            .withMulticast(false)
            .insertJson5("scouting/gossip/enabled", "false");
    KeyExpr key = KeyExpr.tryFrom("healthy");
    AtomicInteger received = new AtomicInteger();
    try (Session victim = Session.open(config);
        Session healthy = Session.open(config.withConnect(victim.locators().getFirst()))) {
      victim.declareSubscriber(
          key,
          sample -> {
            sample.close();
            received.incrementAndGet();
          });
      Publisher publisher = healthy.declarePublisher(key);
      int sent = 0;
      int port = Locator.parse(victim.locators().getFirst()).port();
      long early = 0;
      while (sent * BETWEEN_CHECKS < COUNT) {
        sendNonsense(port);
        if (sent * BETWEEN_CHECKS == COUNT / 5) {
          early = residentMebibytes();
        }
        awaitTrue(publisher::hasMatchingSubscribers);
        assertTrue(publisher.put(ZBytes.of("x")));
        sent++;
        int expected = sent;
        awaitTrue(() -> received.get() == expected);
      }
      long grown = residentMebibytes() - early;
      System.out.printf("after a fifth of it %d MiB resident, then %+d MiB%n", early, grown);
      assertTrue(grown < MOST_GROWTH_MEBIBYTES, "grown by MiB: " + grown);
      assertEquals(List.of(healthy.zid()), List.copyOf(healthyOf(victim, healthy)));
    }
  }

  private static long residentMebibytes() throws IOException {
    String pages = Files.readString(Path.of("/proc/self/statm")).split(" ")[1];
    return Long.parseLong(pages) * PAGE >> 20;
  }

  private static List<ZenohId> healthyOf(Session victim, Session healthy) {
    return victim.linkedTo(WhatAmI.PEER).stream().filter(healthy.zid()::equals).toList();
  }

  private static void awaitTrue(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "it has not come true");
      Thread.sleep(1);
    }
  }

  /** Opens links properly, and sends mutants over them until they are closed. */
  private void sendNonsense(int port) throws IOException {
    int left = BETWEEN_CHECKS;
    while (left > 0) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      try (Link link = new SocketLink(channel, "tcp")) {
        WhatAmI kind = WhatAmI.ofIndex(random.nextInt(3));
        new Handshake(link, new Identity(ZenohId.random(), kind), SETTINGS).dial(_ -> {});
        while (left > 0) {
          left--;
          link.write(new ByteBuffer[] {mutant()}, 1);
        }
      } catch (IOException _) {
        // The victim has had enough of this link.
      }
    }
  }

  private ByteBuffer mutant() {
    byte[] mutant = originals.get(random.nextInt(originals.size())).clone();
    for (int count = random.nextInt(4); count > 0; count--) {
      mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
    }
    ByteBuffer batch = ByteBuffer.allocateDirect(2 + mutant.length).order(ByteOrder.LITTLE_ENDIAN);
    return batch.putShort((short) mutant.length).put(mutant).flip();
  }
}
