package org.dora.interop.zenoh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dora.interop.peers.ReleasedPeers;
import org.dora.interop.peers.RunningCommand;
import org.dora.zenoh.Channel;
import org.dora.zenoh.KeyExpr;
import org.dora.zenoh.Sample;
import org.dora.zenoh.Session;
import org.dora.zenoh.SubscriberOptions;
import org.dora.zenoh.ZBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our session reads what the nodes of a released dataflow send each other. */
class ReleasedDataflowTest {
  private static final Path RESOURCES = Path.of("src/test/resources/zenoh/dataflow");
  private static final Pattern LOCATOR = Pattern.compile("listening at (tcp/127.0.0.1:\\d+)");
  private static final int ROWS = 1000;

  @TempDir private Path folder;

  @Test
  void aProducersSamplesAndItsSchemaAreRead() throws Exception {
    for (String file : new String[] {"dataflow.yml", "sender.py", "receiver.py"}) {
      Files.copy(RESOURCES.resolve(file), folder.resolve(file));
    }
    try (RunningCommand dora =
        RunningCommand.start(folder, Map.of(), ReleasedPeers.dora(), "run", "dataflow.yml")) {
      Matcher locator = LOCATOR.matcher(dora.linesUntil("listening at"));
      assertTrue(locator.find());
      try (Session session =
          Session.open(
              Wiring.peer()
                  .insertJson5("scouting/gossip/enabled", "false")
                  .withConnect(locator.group(1)))) {
        samplesAreRead(session);
        schemaIsRead(session);
      }
    }
  }

  private static void samplesAreRead(Session session) throws InterruptedException {
    KeyExpr outputs = KeyExpr.tryFrom("dora/default/*/output/sender/data");
    try (Channel<Sample> samples = session.declareSubscriber(outputs, SubscriberOptions.DEFAULT)) {
      long last = -1;
      for (int count = 0; count < 10; count++) {
        try (Sample sample = samples.receive(Duration.ofSeconds(20)).orElseThrow()) {
          assertTrue(sample.attachment().orElseThrow().size() > 0);
          long first = firstOf(sample.payload());
          assertTrue(first > last, "the samples come in order");
          last = first;
        }
      }
    }
  }

  /** Finds the numbers, which follow each other, in the Arrow stream. */
  private static long firstOf(ZBytes payload) {
    ByteBuffer bytes = payload.segment().asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    assertTrue(bytes.remaining() > ROWS * Long.BYTES);
    for (int start = 0; start + ROWS * Long.BYTES <= bytes.remaining(); start += Long.BYTES) {
      long first = bytes.getLong(start);
      if (bytes.getLong(start + Long.BYTES) == first + 1
          && bytes.getLong(start + (ROWS - 1) * Long.BYTES) == first + ROWS - 1) {
        return first;
      }
    }
    throw new AssertionError("the numbers are not in the payload");
  }

  private static void schemaIsRead(Session session) throws InterruptedException {
    BlockingQueue<Sample> schemas = new LinkedBlockingQueue<>();
    session.declareAdvancedSubscriber(
        KeyExpr.tryFrom("dora/default/*/schema/sender/*"), schemas::add);
    Sample schema = schemas.poll(20, TimeUnit.SECONDS);
    assertTrue(schema != null && schema.payload().size() > 0);
    assertEquals("736d616c6c", schema.keyExpr().chunks().getLast());
    assertEquals(0, schema.sourceInfo().orElseThrow().sequence());
  }
}
