package org.dora.daemon.log;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.dora.common.arrow.IpcView;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.LogLevel;
import org.dora.common.descriptor.NodeLogging;
import org.dora.common.id.DaemonId;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.log.LogMessage;
import org.dora.common.memory.Payload;
import org.dora.daemon.process.OutputLine;
import org.dora.daemon.process.ProcessStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LogWriterTest {
  private static final UUID DATAFLOW = UUID.fromString("01a200fd-b066-712f-9593-8cf3571e62b2");
  private static final DaemonId DAEMON =
      new DaemonId(null, UUID.fromString("01a200fd-b066-77d5-b932-b892de471f42"));
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T02:01:34.938765432Z"));

  @TempDir Path workingDir;

  private final RecordingSink sink = new RecordingSink();
  private final LogSubscribers subscribers = new LogSubscribers();
  private final List<LogParcel> parcels = new CopyOnWriteArrayList<>();
  private final LogDelivery delivery =
      new LogDelivery(size -> Payload.ofBytes(new byte[(int) size]), parcels::add);
  private final LogWriter writer = new LogWriter(DAEMON, sink, LogSettings.PLAIN, CLOCK);

  @AfterEach
  void end() {
    sink.open();
    writer.close();
  }

  @Test
  void aRawLineIsWrittenWithTheKeysOfTheReleasedProgram() throws Exception {
    NodeLog log = node("a");
    print(log, line(ProcessStream.STDERR, "tab\tand \u001b[31mansi\u001b[0m ä/\r"));
    written(log);
    assertEquals(
        List.of(
            "{\"ts\":\"2026-11-22T02:01:34.938Z\",\"level\":\"stdout\",\"node\":\"a\","
                + "\"stream\":\"stderr\",\"msg\":\"tab\\tand \\u001b[31mansi\\u001b[0m ä/\","
                + "\"target\":null,\"fields\":null}"),
        fileOf("a"));
  }

  @Test
  void aStructuredLineIsWrittenWithItsOwnTimeLevelTargetAndFields() throws Exception {
    NodeLog log = node("a");
    print(
        log,
        out(
            "{\"timestamp\":\"2026-11-21T23:23:06.123999999Z\",\"level\":\"WARN\",\"target\":\"t\","
                + "\"message\":\"multi\\nline\",\"fields\":{\"b\":\"2\",\"a\":\"1\"}}"));
    written(log);
    assertEquals(
        List.of(
            "{\"ts\":\"2026-11-21T23:23:06.123Z\",\"level\":\"warn\",\"node\":\"a\","
                + "\"stream\":\"stdout\",\"msg\":\"multi\\nline\",\"target\":\"t\","
                + "\"fields\":{\"a\":\"1\",\"b\":\"2\"}}"),
        fileOf("a"));
  }

  @Test
  void aNodeThatSaysNothingHasAnEmptyFileOnceItRuns() throws Exception {
    NodeLog log = node("silent");
    log.started();
    written(log);
    assertEquals(List.of(), fileOf("silent"));
  }

  @Test
  void aNodeThatNeverRanHasNoFile() {
    NodeLog log = node("gone");
    log.message(LogLevel.WARN, "daemon::pending", "node exited early");
    writer.close();
    assertFalse(Files.exists(path("gone")));
  }

  @Test
  void aRestartedNodeContinuesItsFile() throws Exception {
    Files.createDirectories(path("a").getParent());
    Files.writeString(path("a"), "{\"msg\":\"of an earlier run\"}\n");
    NodeLog log = node("a");
    log.started();
    print(log, out("one"));
    log.started();
    print(log, out("two"));
    written(log);
    List<String> lines = fileOf("a");
    assertEquals(3, lines.size());
    assertEquals("{\"msg\":\"of an earlier run\"}", lines.getFirst());
  }

  @Test
  void whatIsSaidAfterTheEndOfANodeIsStillWritten() throws Exception {
    NodeLog log = node("a");
    print(log, out("one"));
    log.finished();
    print(log, out("two"));
    written(log);
    assertEquals(2, fileOf("a").size());
  }

  @Test
  void theSinkGetsLinesAndOwnMessagesInOrderWithTheirOrigin() {
    NodeLog log = node("a");
    writer.message(DATAFLOW, LogLevel.INFO, "dora daemon", "finished building nodes, spawning...");
    log.message(LogLevel.DEBUG, "spawner", "spawned node with pid 1");
    print(log, out("hello"));
    log.message(LogLevel.INFO, "daemon", "a finished successfully");
    writer.close();
    assertEquals(
        List.of(
            message(null, LogLevel.INFO, "dora daemon", "finished building nodes, spawning..."),
            message("a", LogLevel.DEBUG, "spawner", "spawned node with pid 1"),
            message("a", LogLevel.STDOUT, null, "hello"),
            message("a", LogLevel.INFO, "daemon", "a finished successfully")),
        sink.messages);
  }

  @Test
  void theDaemonsOwnMessagesDoNotStandInTheFile() throws Exception {
    NodeLog log = node("a");
    log.started();
    log.message(LogLevel.INFO, "daemon", "node is ready");
    written(log);
    assertEquals(List.of(), fileOf("a"));
  }

  @Test
  void linesBelowTheNodesLevelAreLeftOutEverywhere() throws Exception {
    NodeLog log =
        writer.node(
            DATAFLOW,
            new NodeId("a"),
            folders(workingDir),
            new NodeLogging(null, null, "warn", null, null),
            subscribers);
    print(log, out("raw"));
    print(log, structured("info", "too unimportant"));
    print(log, structured("error", "important"));
    log.message(LogLevel.INFO, "daemon", "own messages pass");
    written(log);
    writer.close();
    assertEquals(1, fileOf("a").size());
    assertEquals(
        List.of("important", "own messages pass"),
        sink.messages.stream().map(LogMessage::message).toList());
  }

  @Test
  void aLineThatIsNotUtf8IsTakenAfterAWarning() {
    print(node("a"), new OutputLine(ProcessStream.STDERR, "bad \ufffd", true, false, true));
    writer.close();
    assertEquals(
        List.of(
            message("a", LogLevel.WARN, "daemon", "stderr not valid UTF-8 string: bad \ufffd"),
            message("a", LogLevel.STDOUT, null, "bad \ufffd")),
        sink.messages);
  }

  @Test
  void allEarlierLinesStandInTheFileWhenTheMarkerRuns() throws Exception {
    NodeLog log = node("a");
    IntStream.range(0, 5000).forEach(i -> print(log, out("line " + i)));
    CompletableFuture<Long> seen = new CompletableFuture<>();
    log.afterLines(() -> {
      try (var lines = Files.lines(path("a"))) {
        seen.complete(lines.count());
      } catch (IOException e) {
        seen.completeExceptionally(e);
      }
    });
    assertEquals(5000, seen.get(30, SECONDS));
  }

  @Test
  void markersRunAlsoAfterTheEndOfTheWriter() {
    writer.close();
    CompletableFuture<String> ran = new CompletableFuture<>();
    node("a").afterLines(() -> ran.complete("ran"));
    assertEquals("ran", ran.getNow("did not run"));
  }

  @Test
  void aFailingMarkerDoesNotEndTheWriter() throws Exception {
    NodeLog log = node("a");
    log.afterLines(() -> {
      throw new IllegalStateException("expected in this test");
    });
    print(log, out("later"));
    written(log);
    assertEquals(1, fileOf("a").size());
  }

  @Test
  void aFileThatCannotBeWrittenIsReportedOnceAndTheNodeGoesOn() throws Exception {
    Files.writeString(workingDir.resolve("out"), "a file where the folder belongs");
    NodeLog log = node("a");
    log.started();
    print(log, out("one"));
    print(log, out("two"));
    written(log);
    writer.close();
    List<String> texts = sink.messages.stream().map(LogMessage::message).toList();
    assertEquals(3, texts.size(), texts::toString);
    assertTrue(texts.getFirst().startsWith("cannot write log file `" + path("a") + "`: "));
    assertEquals(List.of("one", "two"), texts.subList(1, 3));
  }

  @Test
  void aFullDiskIsReportedOnceAndTheNodeGoesOn() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "a device that is always full");
    Files.createDirectories(path("a").getParent());
    Files.createSymbolicLink(path("a"), full);
    NodeLog log = node("a");
    print(log, out("one"));
    written(log);
    print(log, out("two"));
    written(log);
    writer.close();
    List<String> texts = sink.messages.stream().map(LogMessage::message).toList();
    assertEquals(3, texts.size(), texts::toString);
    assertEquals("one", texts.get(0));
    assertTrue(texts.get(1).startsWith("cannot write log file `" + path("a") + "`: "));
    assertEquals("two", texts.get(2));
  }

  @Test
  void anotherNodesFileIsWrittenAllTheSame() throws Exception {
    Files.writeString(workingDir.resolve("out"), "a file where the folder belongs");
    Path otherDir = Files.createDirectory(workingDir.resolve("other"));
    NodeLog broken = node("a");
    NodeLog sound =
        writer.node(DATAFLOW, new NodeId("b"), folders(otherDir), unfiltered(), subscribers);
    print(broken, out("one"));
    print(sound, out("two"));
    written(sound);
    assertTrue(
        Files.exists(otherDir.resolve("out").resolve(DATAFLOW.toString()).resolve("log_b.jsonl")));
  }

  @Test
  void aFailingSinkDoesNotKeepLinesFromTheFile() throws Exception {
    sink.fail = true;
    NodeLog log = node("a");
    print(log, out("one"));
    print(log, out("two"));
    written(log);
    writer.close();
    assertEquals(2, fileOf("a").size());
    assertEquals(1, sink.calls.get(), "a sink that failed is not used again");
  }

  @Test
  void whoReadsANodeWaitsWhileTheWriterIsFarBehindButTheDaemonDoesNot() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (LogWriter small = new LogWriter(DAEMON, sink, LogSettings.PLAIN, CLOCK, 2)) {
      NodeLog log =
          small.node(DATAFLOW, new NodeId("a"), folders(workingDir), unfiltered(), subscribers);
      log.afterLines(() -> awaitGate(gate));
      Thread reader = printing(log, 5);
      while (!small.isFull()) {
        Thread.onSpinWait();
      }
      assertTrue(reader.isAlive());
      log.message(LogLevel.INFO, "daemon", "said without waiting");
      gate.countDown();
      reader.join();
    }
    assertEquals(6, sink.messages.size());
  }

  @Test
  void whoWaitsForRoomIsSetFreeAtTheEnd() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    LogWriter small = new LogWriter(DAEMON, sink, LogSettings.PLAIN, CLOCK, 1);
    NodeLog log =
        small.node(DATAFLOW, new NodeId("a"), folders(workingDir), unfiltered(), subscribers);
    log.afterLines(() -> awaitGate(gate));
    Thread reader = printing(log, 5);
    while (!small.isFull()) {
      Thread.onSpinWait();
    }
    Thread closer = Thread.ofPlatform().start(small::close);
    gate.countDown();
    closer.join();
    reader.join();
    assertFalse(reader.isAlive());
  }

  private Thread printing(NodeLog log, int lines) {
    return Thread.ofPlatform()
        .start(() -> IntStream.range(0, lines).forEach(i -> print(log, out("" + i))));
  }

  @Test
  void aBlockedSinkKeepsNeitherLinesFromFilesNorNodesFromEnding() throws Exception {
    sink.shut();
    NodeLog log = node("a");
    IntStream.range(0, 100).forEach(i -> print(log, out("line " + i)));
    written(log);
    assertEquals(100, fileOf("a").size());
    assertEquals(List.of(), sink.messages);
  }

  @Test
  void aQuietDaemonShowsItsOwnMessagesButNoLines() throws Exception {
    LogSettings quiet = LogSettings.of(Map.of("DORA_QUIET", ""));
    try (LogWriter writer = new LogWriter(DAEMON, sink, quiet, CLOCK)) {
      NodeLog log =
          writer.node(DATAFLOW, new NodeId("a"), folders(workingDir), unfiltered(), subscribers);
      print(log, out("one"));
      log.message(LogLevel.INFO, "daemon", "node is ready");
      written(log);
    }
    assertEquals(1, fileOf("a").size());
    assertEquals(
        List.of("node is ready"), sink.messages.stream().map(LogMessage::message).toList());
  }

  @Test
  void aLineGoesOutRawAndUnfilteredIfTheDescriptorSaysSo() {
    NodeLogging settings = new NodeLogging("text", null, "error", null, null);
    NodeLog log =
        writer.node(DATAFLOW, new NodeId("a"), folders(workingDir), settings, subscribers);
    print(log, line(ProcessStream.STDERR, "raw ä\r"));
    print(log, structured("info", "i"));
    print(log, new OutputLine(ProcessStream.STDOUT, "end", false, false, false));
    assertEquals(List.of("raw ä\r\n", structured("info", "i").raw(), "end"), delivered());
    assertTrue(parcels.stream().allMatch(this::isRawOfText));
  }

  private boolean isRawOfText(LogParcel parcel) {
    return parcel.content() instanceof LogParcel.Raw(var output, var _)
        && output.equals(new DataId("text"));
  }

  @Test
  void aLineThatPassesItsFilterGoesOutAsAMessage() {
    NodeLogging settings = new NodeLogging(null, "logs", "info", null, null);
    NodeLog log =
        writer.node(DATAFLOW, new NodeId("a"), folders(workingDir), settings, subscribers);
    print(log, out("raw"));
    print(log, structured("debug", "too unimportant"));
    print(
        log,
        out(
            "{\"timestamp\":\"2026-11-21T23:23:06Z\",\"level\":\"warn\",\"message\":\"m\","
                + "\"fields\":{\"n\":1.50,\"b\":true}}"));
    assertEquals(
        List.of(
            "{\"build_id\":null,\"dataflow_id\":\"01a200fd-b066-712f-9593-8cf3571e62b2\","
                + "\"node_id\":\"a\",\"daemon_id\":{\"machine_id\":null,"
                + "\"uuid\":\"01a200fd-b066-77d5-b932-b892de471f42\"},\"level\":\"WARN\","
                + "\"target\":null,\"module_path\":null,\"file\":null,\"line\":null,"
                + "\"message\":\"m\",\"timestamp\":\"2026-11-21T23:23:06Z\","
                + "\"fields\":{\"b\":\"true\",\"n\":\"1.50\"}}"),
        delivered());
  }

  @Test
  void aLineThatNobodyReadsIsNotSent() {
    reads("other", "dora/logs/warn/a");
    reads("a", "dora/logs");
    NodeLog log = node("a");
    print(log, structured("info", "too unimportant for its only reader"));
    print(log, structured("error", "read"));
    print(node("b"), structured("error", "read by a only"));
    assertEquals(
        List.of("read", "read by a only"),
        delivered().stream().map(json -> LogMessage.fromJson(json).message()).toList());
    subscribers.remove(new NodeId("a"));
    print(node("b"), structured("error", "read by nobody"));
    assertEquals(2, parcels.size());
  }

  private void reads(String node, String source) {
    subscribers.add(
        new LogSubscribers.Subscriber(
            new NodeId(node), new DataId("in"), (InputMapping.Logs) InputMapping.parse(source)));
  }

  private List<String> delivered() {
    return parcels.stream().map(parcel -> IpcView.of(parcel.content().payload()).string()).toList();
  }

  private static void awaitGate(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void print(NodeLog log, OutputLine line) {
    log.line(line, delivery);
  }

  private NodeLog node(String id) {
    return writer.node(DATAFLOW, new NodeId(id), folders(workingDir), unfiltered(), subscribers);
  }

  private static LogFolders folders(Path folder) {
    return new LogFolders(folder, folder);
  }

  private static NodeLogging unfiltered() {
    return new NodeLogging(null, null, null, null, null);
  }

  private static OutputLine out(String text) {
    return line(ProcessStream.STDOUT, text);
  }

  private static OutputLine line(ProcessStream stream, String text) {
    return new OutputLine(stream, text, true, false, false);
  }

  private static OutputLine structured(String level, String message) {
    return out(
        "{\"timestamp\":\"2026-11-21T23:23:06Z\",\"level\":\""
            + level
            + "\",\"message\":\""
            + message
            + "\"}");
  }

  private static LogMessage message(
      @Nullable String node, LogLevel level, @Nullable String target, String text) {
    return LogMessage.of(level, target, text, CLOCK.instant())
        .from(DATAFLOW, node == null ? null : new NodeId(node), DAEMON);
  }

  /** Waits until all lines of the node so far stand in its file. */
  private static void written(NodeLog log) throws Exception {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    log.afterLines(() -> reached.complete(null));
    reached.get(30, SECONDS);
  }

  private Path path(String node) {
    return workingDir.resolve("out").resolve(DATAFLOW.toString()).resolve("log_" + node + ".jsonl");
  }

  private List<String> fileOf(String node) throws IOException {
    return Files.readAllLines(path(node));
  }

  /** Remembers what it got; can be shut, then it keeps the writer's thread waiting. */
  private static final class RecordingSink implements LogSink {
    final List<LogMessage> messages = new CopyOnWriteArrayList<>();
    volatile boolean fail;
    final AtomicInteger calls = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    void shut() {
      gate = new CountDownLatch(1);
    }

    void open() {
      gate.countDown();
    }

    @Override
    public void accept(LogMessage message) {
      calls.incrementAndGet();
      if (fail) {
        throw new IllegalStateException("expected in this test");
      }
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      messages.add(message);
    }

    @Override
    public void flush() {}
  }
}
