package org.dora.zenoh.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dora.zenoh.Config;
import org.dora.zenoh.Encoding;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.Priority;
import org.dora.zenoh.QoS;
import org.dora.zenoh.Session;
import org.dora.zenoh.WhatAmI;
import org.dora.zenoh.ZenohId;
import org.dora.zenoh.wire.DataBody;
import org.dora.zenoh.wire.NetworkCodec;
import org.dora.zenoh.wire.NetworkMessage.Push;
import org.dora.zenoh.wire.TransportCodec;
import org.dora.zenoh.wire.TransportMessage.Frame;
import org.dora.zenoh.wire.WireExpr;
import org.dora.zenoh.wire.WireWriter;
import org.junit.jupiter.api.Test;

/** A small message that is received costs the heap its sample and nothing else. */
class AllocationTest {
  /** Four objects: the sample, the publication, its body and where the payload lies. */
  private static final long LARGEST_SAMPLE = 144;

  private static final int MESSAGES = 100_000;
  private static final int IN_A_BATCH = 100;
  private static final int LIMIT_SECONDS = 30;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Semaphore received = new Semaphore(0);
  private long sequence;

  @Test
  void onlyTheSampleIsAllocated() throws Exception {
    Config config =
        Config.loadDefault()
            .withListen("tcp/127.0.0.1:0")
            .withMulticast(false)
            .insertJson5("scouting/gossip/enabled", "false");
    try (Session session = Session.open(config)) {
      session.declareSubscriber(
          KeyExpr.tryFrom("small/*"),
          sample -> {
            sample.close();
            received.release();
          });
      InetSocketAddress address =
          new InetSocketAddress(
              InetAddress.getLoopbackAddress(),
              Locator.parse(session.locators().getFirst()).port());
      try (Link link = new SocketLink(SocketChannel.open(address), "tcp")) {
        Identity self = new Identity(ZenohId.random(), WhatAmI.PEER);
        Agreement agreement = new Handshake(link, self, MutatedFramesTest.SETTINGS).dial(_ -> {});
        sequence = agreement.sendFrom();
        // Until all is compiled and nothing is loaded any more.
        for (int round = 0; round < 5; round++) {
          send(link, batches(agreement));
        }
        List<ByteBuffer[]> batches = batches(agreement);
        long before = THREADS.getTotalThreadAllocatedBytes();
        send(link, batches);
        long each = (THREADS.getTotalThreadAllocatedBytes() - before) / MESSAGES;
        System.out.printf("allocated for each small message: %d bytes%n", each);
        assertTrue(each <= LARGEST_SAMPLE, "bytes allocated: " + each);
      }
    }
  }

  private List<ByteBuffer[]> batches(Agreement agreement) {
    List<ByteBuffer[]> batches = new ArrayList<>();
    for (int count = 0; count < MESSAGES; count += IN_A_BATCH) {
      batches.add(new ByteBuffer[] {batch(sequence++ & agreement.sequenceMask())});
    }
    return batches;
  }

  /** Sends all and waits until they have come. */
  private void send(Link link, List<ByteBuffer[]> batches) throws Exception {
    for (ByteBuffer[] batch : batches) {
      link.write(batch, 1);
    }
    assertTrue(received.tryAcquire(MESSAGES, LIMIT_SECONDS, TimeUnit.SECONDS));
    assertEquals(0, received.availablePermits());
  }

  private static ByteBuffer batch(long number) {
    WireWriter writer = new WireWriter();
    MemorySegment payload = MemorySegment.ofArray(new byte[8]);
    Push push =
        new Push(
            WireExpr.of("small/a"),
            QoS.DEFAULT,
            null,
            new DataBody.Put(null, Encoding.ZENOH_BYTES, null, null, payload));
    TransportCodec.write(writer, new Frame(true, number, Priority.DATA));
    for (int index = 0; index < IN_A_BATCH; index++) {
      NetworkCodec.writeHead(writer, push);
      writer.raw(payload);
    }
    return ByteBuffer.allocateDirect(Short.BYTES + (int) writer.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) writer.size())
        .put(writer.written().asByteBuffer())
        .flip();
  }
}
