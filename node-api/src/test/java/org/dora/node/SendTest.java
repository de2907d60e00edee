package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.dora.common.arrow.IpcDecoder;
import org.dora.common.arrow.IpcView;
import org.dora.common.id.DataId;
import org.dora.common.memory.SegmentPool;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Parameter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SendTest {
  private static final int MEBIBYTE = 1 << 20;

  private final SegmentPool pool = new SegmentPool();
  private final StandInDaemon daemon;
  private final Node node;

  SendTest() throws IOException {
    daemon = new StandInDaemon();
    node = daemon.start(pool);
  }

  @AfterEach
  void end() throws IOException {
    node.close();
    daemon.close();
    assertEquals(0, pool.liveBytes());
  }

  @Test
  void sendsWhateverJavaHasAsArrow() throws Exception {
    node.send("out", 42L);
    assertEquals(42, sent().longValue());
    node.send("out", 42);
    assertEquals(42, sent().longValue());
    node.send("out", 0.5);
    assertEquals(0.5, sent().doubleValue());
    node.send("out", true);
    assertTrue(sent().booleanValue());
    node.send("out", "hellö");
    assertEquals("hellö", sent().string());
    node.send("out", new byte[] {1, -1});
    assertArrayEquals(new byte[] {1, -1}, sent().toBytes());
    node.send("out", MemorySegment.ofArray(new byte[] {7}));
    assertArrayEquals(new byte[] {7}, sent().toBytes());
    node.send("out", new int[] {1, 2});
    assertArrayEquals(new int[] {1, 2}, sent().toInts());
    node.send("out", new long[] {1, 2});
    assertArrayEquals(new long[] {1, 2}, sent().toLongs());
    node.send("out", new float[] {1, 2});
    assertArrayEquals(new float[] {1, 2}, sent().toFloats());
    node.send("out", new double[] {1, 2});
    assertArrayEquals(new double[] {1, 2}, sent().toDoubles());
    node.send("out", new boolean[] {true, false});
    assertArrayEquals(new boolean[] {true, false}, sent().toBooleans());
  }

  @Test
  void sendsStructs() throws Exception {
    try (RootAllocator allocator = new RootAllocator();
        StructVector row = StructVector.empty("row", allocator)) {
      row.addOrGet("x", FieldType.nullable(new ArrowType.Int(32, true)), IntVector.class)
          .setSafe(0, 5);
      row.addOrGet("name", FieldType.nullable(new ArrowType.Utf8()), VarCharVector.class)
          .setSafe(0, "five".getBytes(StandardCharsets.UTF_8));
      row.setIndexDefined(0);
      row.setValueCount(1);
      node.send("out", row);

      DaemonRequest.SendMessage message = daemon.sent.take();
      try (StructVector received =
          (StructVector) new IpcDecoder(allocator).decode(message.data())) {
        assertEquals(5, received.getChild("x", IntVector.class).get(0));
        assertEquals(
            "five", received.getChild("name", VarCharVector.class).getObject(0).toString());
      } finally {
      }
    }
  }

  @Test
  void metadataTravelsWithTheFramingMark() throws Exception {
    node.send("out", 1L, Metadata.of("lang", "en").put("frame", 7).put("_schema_hash", 1));

    DaemonRequest.SendMessage message = daemon.sent.take();
    assertEquals(
        Map.of(
            "_framing", new Parameter.Text("arrow-ipc"),
            "lang", new Parameter.Text("en"),
            "frame", new Parameter.Int(7)),
        message.metadata().parameters());
    assertEquals(2, message.metadata().metadataVersion());
  }

  @Test
  void aSignalHasNoData() throws Exception {
    node.send("out");
    node.send("out", Metadata.of("go", true));

    DaemonRequest.SendMessage bare = daemon.sent.take();
    assertNull(bare.data());
    assertEquals(Map.of(), bare.metadata().parameters());
    assertEquals(
        Map.of("go", new Parameter.Bool(true)), daemon.sent.take().metadata().parameters());
  }

  @Test
  void aSampleIsWrittenWhereItIsSentFrom() throws Exception {
    try (Sample image = node.output("out").allocate(MinorType.FLOAT4, 3)) {
      for (int i = 0; i < 3; i++) {
        image.segment().setAtIndex(ValueLayout.JAVA_FLOAT, i, i / 2f);
      }
      image.metadata().put("width", 3).put("height", 1);
      image.send();
      assertThrows(IllegalStateException.class, image::send);
      assertThrows(IllegalStateException.class, image::segment);
    }

    DaemonRequest.SendMessage message = daemon.sent.take();
    assertArrayEquals(new float[] {0, 0.5f, 1}, IpcView.of(message.data()).toFloats());
    assertEquals(new Parameter.Int(3), message.metadata().parameter("width"));
  }

  @Test
  void aSampleThatIsNotSentGivesItsMemoryBack() {
    try (Sample image = node.output("out").allocate(MinorType.UINT1, MEBIBYTE)) {
      assertEquals(MEBIBYTE, image.segment().byteSize());
      assertTrue(pool.liveBytes() > 0);
    }
    assertEquals(0, pool.liveBytes());
    assertTrue(daemon.sent.isEmpty());
  }

  @Test
  void aMessageBeyondTheLimitIsRefusedBeforeItTakesMemory() {
    byte[] big = new byte[65 * MEBIBYTE];
    PayloadTooLargeException refusal =
        assertThrows(PayloadTooLargeException.class, () -> node.send("out", big));

    assertEquals(64 * MEBIBYTE, refusal.limit());
    assertTrue(refusal.size() > big.length, () -> "size " + refusal.size());
    List.of("`tested`", "`out`", Long.toString(refusal.size()), "67108864")
        .forEach(part -> assertTrue(refusal.getMessage().contains(part), refusal::getMessage));
    assertThrows(
        PayloadTooLargeException.class,
        () -> node.output("out").allocate(MinorType.UINT1, big.length));
  }

  @Test
  void aMessageThatIsTooLargeOnlyWithItsEnvelopeIsRefusedAndTheNextOneIsSent() throws Exception {
    Metadata note = Metadata.of("note", "x".repeat(MEBIBYTE));
    assertThrows(
        PayloadTooLargeException.class,
        () -> node.send("out", new byte[56 * MEBIBYTE + MEBIBYTE / 2], note));

    node.send("out", 1L);
    assertEquals(1, sent().longValue());
  }

  @Test
  void largeMessagesPass() throws Exception {
    node.send("out", new byte[56 * MEBIBYTE]); // and 7 MiB that say that none of them is null

    assertEquals(56 * MEBIBYTE, sent().length());
  }

  @Test
  void anUnlistedOutputIsIgnored() throws Exception {
    node.send("typo", 1L);
    node.send("typo");
    try (Sample sample = node.output("typo").allocate(MinorType.INT, 1)) {
      sample.send();
    }
    node.send("out", 2L);

    assertEquals(2, sent().longValue());
    assertTrue(daemon.sent.isEmpty());
  }

  @Test
  void nothingCanBeSentOnAClosedOutputButOnOthers() throws Exception {
    node.closeOutputs("out");

    OutputClosedException refusal =
        assertThrows(OutputClosedException.class, () -> node.send("out", 1L));
    assertTrue(refusal.getMessage().contains("`tested`"), refusal::getMessage);
    assertTrue(refusal.getMessage().contains("`out`"), refusal::getMessage);
    assertThrows(OutputClosedException.class, () -> node.output("out").allocate(MinorType.INT, 1));
    node.send("more", 2L);
    assertEquals(2, sent().longValue());
  }

  @Test
  void outputsThatWereClosedAreNotClosedAgainAtTheEnd() {
    node.closeOutputs("out");
    node.close();

    assertEquals(
        List.of(
            new DaemonRequest.CloseOutputs(List.of(new DataId("out"))),
            new DaemonRequest.CloseOutputs(List.of(new DataId("more")))),
        daemon.conversation.stream()
            .map(StandInDaemon.Asked::request)
            .filter(DaemonRequest.CloseOutputs.class::isInstance)
            .toList());
  }

  @Test
  void closingAnUnlistedOutputClosesNone() throws Exception {
    UnknownOutputException refusal =
        assertThrows(UnknownOutputException.class, () -> node.closeOutputs("out", "typo"));

    assertTrue(refusal.getMessage().contains("`typo`"), refusal::getMessage);
    node.send("out", 1L);
    assertEquals(1, sent().longValue());
  }

  @Test
  void nothingCanBeSentThroughAClosedNode() {
    node.close();

    assertThrows(OutputClosedException.class, () -> node.send("out", 1L));
    assertThrows(OutputClosedException.class, () -> node.send("typo", 1L));
  }

  @Test
  void aLostDaemonIsReported() throws Exception {
    daemon.close();

    assertThrows(
        DaemonConnectionException.class,
        () -> {
          while (true) {
            node.send("out", new byte[MEBIBYTE]);
          }
        });
  }

  @Test
  void manyThreadsMaySendAtOnce() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        int sender = thread;
        done.add(
            threads.submit(() -> {
              for (int i = 0; i < 100; i++) {
                node.send("out", new long[] {sender, i}, Metadata.of("sender", sender));
              }
            }));
      }
      for (Future<?> sender : done) {
        sender.get();
      }
    }

    long[] next = new long[4];
    for (int i = 0; i < 400; i++) {
      DaemonRequest.SendMessage message = daemon.sent.take();
      long[] values = IpcView.of(message.data()).toLongs();
      assertEquals(new Parameter.Int(values[0]), message.metadata().parameter("sender"));
      assertEquals(next[(int) values[0]]++, values[1]);
    }
  }

  @Test
  void timestampsOfSentMessagesIncrease() throws Exception {
    node.send("out", 1L);
    node.send("more", 1L);
    DaemonRequest.SendMessage first = daemon.sent.take();
    DaemonRequest.SendMessage second = daemon.sent.take();

    assertTrue(first.metadata().timestamp().compareTo(second.metadata().timestamp()) < 0);
  }

  @Test
  void anInterruptedThreadMaySend() throws Exception {
    Thread.currentThread().interrupt();
    node.send("out", 1L);

    assertTrue(Thread.interrupted());
    assertEquals(1, sent().longValue());
    node.send("out", 2L);
    assertEquals(2, sent().longValue());
  }

  /** Waits for the next message and returns its data. */
  private IpcView sent() throws InterruptedException {
    return IpcView.of(daemon.sent.take().data());
  }
}
