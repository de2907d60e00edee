package org.dora.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.message.Bytes;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.Metadata;
import org.dora.common.net.FrameChannel;
import org.dora.daemon.dataflow.DataflowResult;
import org.dora.daemon.direct.LinkState;
import org.dora.daemon.metrics.OutputCounts;
import org.dora.daemon.process.ExitStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
@SuppressWarnings("NullAway.Init") // each test starts its own dataflow
class DataflowTest {
  private static final String PIPE =
      """
      nodes:
        - {id: source, path: a, outputs: [out]}
        - {id: sink, path: b, inputs: {x: source/out}}
      """;

  private static final String LARGE_PIPE =
      """
      nodes:
        - {id: source, path: a, outputs: [out]}
        - {id: sink, path: b, inputs: {x: {source: source/out, queue_size: 500}}}
      """;

  @TempDir private Path folder;
  private PlayedDaemon daemon;
  private PlayedNode source;
  private PlayedNode sink;

  private void start(String yaml) throws IOException {
    daemon = new PlayedDaemon(folder, yaml);
    source = daemon.connect("source");
    sink = daemon.connect("sink");
  }

  private void startAndJoin(String yaml) throws IOException {
    start(yaml);
    CompletableFuture<DaemonReply> ready = source.subscribe();
    sink.join();
    assertEquals(DaemonReply.Result.OK, ready.join());
  }

  @AfterEach
  void end() throws InterruptedException {
    source.close();
    sink.close();
    daemon.close();
    // Connections end on threads of their own, and give back what they were about to write.
    long patience = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (daemon.pool.liveBytes() > 0 && System.nanoTime() < patience) {
      Thread.onSpinWait();
    }
    assertEquals(0, daemon.pool.liveBytes(), "payload memory that nobody gave back");
  }

  private void assertEndsWell() throws Exception {
    source.close();
    sink.close();
    daemon.exit("source");
    daemon.exit("sink");
    assertTrue(daemon.result().isSuccess());
  }

  private static DaemonRequest close(String output) {
    return new DaemonRequest.CloseOutputs(List.of(new DataId(output)));
  }

  private static List<String> numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "x=" + i).toList();
  }

  @Test
  void nodesStartTogether() throws IOException {
    start(PIPE);
    CompletableFuture<DaemonReply> first = source.subscribe();
    assertEquals(
        new DaemonReply.ExtensionValue(null),
        source.ask(new DaemonRequest.ExtensionLoad("any", "request", false)));
    assertFalse(first.isDone());
    sink.join();
    assertEquals(DaemonReply.Result.OK, first.join());
  }

  @Test
  void aNodeThatExitsBeforeItIsReadyFailsTheOthers() throws Exception {
    start(PIPE);
    source.close();
    daemon.exit("source", new ExitStatus.Code(4), "no config\n");
    assertEquals(
        new DaemonReply.Result(
            "Node source exited before initializing dora. For more information, run `dora logs %s --node source`."
                .formatted(daemon.dataflow)),
        sink.subscribe().join());
    sink.close();
    daemon.exit("sink", new ExitStatus.Code(1), "");
    DataflowResult result = daemon.result();
    assertEquals(
        "exited with code 1. This error occurred because node `source` exited before connecting to dora.",
        Objects.requireNonNull(result.failures().get(new NodeId("sink"))).text());
    assertFalse(result.isSuccess());
  }

  @Test
  void messagesArriveInOrderAndThenTheInputCloses() throws Exception {
    startAndJoin(LARGE_PIPE);
    for (int i = 1; i <= 100; i++) {
      source.sendNumber("out", i);
    }
    assertEquals(DaemonReply.Result.OK, source.ask(close("out")));
    List<String> expected = new ArrayList<>(numbers(1, 100));
    expected.add("InputClosed x");
    expected.add("AllInputsClosed");
    assertEquals(expected, sink.nextUntil("AllInputsClosed"));
    assertEndsWell();
  }

  private void sentDirectly() throws IOException {
    source.tell(new DaemonRequest.OutputSent(new DataId("out"), PlayedNode.metadata()));
  }

  @Test
  void whichWayMessagesWentIsCounted() throws Exception {
    startAndJoin(PIPE);
    source.sendNumber("out", 7);
    source.sendNumber("out", 42);
    sentDirectly();
    daemon.links = LinkState.GONE;
    assertEquals(List.of("x=7", "x=42"), sink.nextUntil("x=42"));
    assertEndsWell();
    assertEquals(
        Map.of(new NodeId("source"), Map.of(new DataId("out"), new OutputCounts(2, 3, 1))),
        daemon.result().traffic());
  }

  @Test
  void theEndOfAnInputWaitsForMessagesThatWentPastTheDaemon() throws Exception {
    startAndJoin(PIPE);
    daemon.links = LinkState.BUSY;
    sentDirectly();
    assertEquals(DaemonReply.Result.OK, source.ask(close("out")));
    CompletableFuture<List<String>> end =
        CompletableFuture.supplyAsync(() -> {
          try {
            return sink.nextUntil("InputClosed x");
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    source.ask(new DaemonRequest.ExtensionLoad("any", "request", false));
    assertFalse(end.isDone());
    daemon.links = LinkState.GONE;
    assertEquals("InputClosed x", end.join().getFirst());
  }

  @Test
  void aStopReleasesAProducerThatWaitsForItsReaders() throws Exception {
    startAndJoin(PIPE);
    daemon.links = LinkState.BUSY;
    sentDirectly();
    CompletableFuture<DaemonReply> mayLeave =
        source.askLater(new DaemonRequest.EventStreamDropped());
    daemon.settle();
    daemon.stop(Duration.ofSeconds(10));
    assertEquals(DaemonReply.Result.OK, mayLeave.join());
  }

  @Test
  void everyReaderGetsEveryMessage() throws IOException {
    startAndJoin(
        """
        nodes:
          - {id: source, path: a, outputs: [out, other]}
          - {id: sink, path: b, inputs: {x: source/out, y: source/out, z: source/other}}
        """);
    source.sendNumber("out", 1);
    source.ask(close("out"));
    assertEquals(
        List.of("x=1", "y=1", "InputClosed x", "InputClosed y"), sink.nextUntil("InputClosed y"));
  }

  @Test
  void outputsThatAreNotDeclaredAreIgnored() throws IOException {
    startAndJoin(PIPE);
    source.sendNumber("oops", 1);
    source.sendNumber("out", 2);
    assertEquals(List.of("x=2"), sink.nextUntil("x=2"));
  }

  @Test
  void aReaderWithBackpressureHoldsItsProducerAndLosesNothing() throws IOException {
    startAndJoin(
        """
        nodes:
          - {id: source, path: a, outputs: [out]}
          - id: sink
            path: b
            inputs: {x: {source: source/out, queue_policy: backpressure}}
        """);
    CompletableFuture<Void> sent =
        CompletableFuture.runAsync(() -> {
          try {
            for (int i = 1; i <= 5000; i++) {
              source.sendNumber("out", i);
            }
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    CompletableFuture<DaemonReply> closed = sent.thenCompose(_ -> source.askLater(close("out")));
    List<String> got = new ArrayList<>();
    got.addAll(sink.next());
    assertFalse(closed.isDone(), "the outputs are closed before their messages were delivered");
    while (!got.contains("InputClosed x")) {
      got.addAll(sink.next());
    }
    assertEquals(DaemonReply.Result.OK, closed.join());
    assertEquals(numbers(1, 5000), got.subList(0, 5000));
  }

  @Test
  void aReaderWithoutBackpressureHoldsNobody() throws IOException {
    startAndJoin(PIPE);
    for (int i = 1; i <= 5000; i++) {
      source.sendNumber("out", i);
    }
    assertEquals(DaemonReply.Result.OK, source.ask(close("out")));
    List<String> got = sink.nextUntil("AllInputsClosed");
    int data = got.indexOf("InputClosed x");
    assertEquals(List.of("InputClosed x", "AllInputsClosed"), got.subList(data, got.size()));
    assertTrue(data >= 10 && data < 100, "its size and a short burst wait: " + data);
    assertEquals(numbers(5001 - data, 5000), got.subList(0, data));
  }

  @Test
  void whatANodeSentBeforeItDiedIsDelivered() throws Exception {
    startAndJoin(LARGE_PIPE);
    for (int i = 1; i <= 500; i++) {
      source.sendNumber("out", i);
    }
    source.close();
    daemon.exit("source", new ExitStatus.Signal(9), "");
    List<String> expected = new ArrayList<>(numbers(1, 500));
    expected.add("NodeFailed source [x] exited because of signal SIGKILL");
    expected.add("InputClosed x");
    expected.add("AllInputsClosed");
    assertEquals(expected, sink.nextUntil("AllInputsClosed"));
  }

  @Test
  void aConnectionThatOutlivesItsProcessIsWaitedForOnlyBriefly() throws IOException {
    startAndJoin(PIPE);
    daemon.exit("source");
    assertEquals(List.of("InputClosed x", "AllInputsClosed"), sink.nextUntil("AllInputsClosed"));
  }

  @Test
  void aStopReachesAllNodesAndEndsTheirStreams() throws Exception {
    startAndJoin(PIPE);
    daemon.stop(Duration.ofSeconds(10));
    assertEquals(List.of("Stop"), sink.next());
    assertEquals(List.of(), sink.next());
    assertEquals(List.of("Stop"), source.next());
    assertEndsWell();
  }

  @Test
  void aStopWhileOthersAreStillStartingIsNotKeptBack() throws Exception {
    start(PIPE);
    CompletableFuture<DaemonReply> ready = sink.subscribe();
    source.ask(new DaemonRequest.ExtensionLoad("any", "request", false));
    daemon.stop(Duration.ofSeconds(10));
    assertEquals(DaemonReply.Result.OK, ready.join());
    assertEquals(List.of("Stop"), sink.next());

    source.join();
    assertEquals(List.of("Stop"), source.next());
    assertEndsWell();
  }

  @Test
  void aProducersEndWaitsForItsLastMessages() throws Exception {
    startAndJoin(
        """
        nodes:
          - {id: source, path: a, outputs: [out]}
          - id: sink
            path: b
            inputs: {x: {source: source/out, queue_policy: backpressure}}
        """);
    for (int i = 1; i <= 2100; i++) {
      source.sendNumber("out", i);
    }
    source.close();
    daemon.exit("source");
    List<String> got = sink.nextUntil("AllInputsClosed");
    assertEquals(numbers(1, 2100), got.subList(0, 2100));
    assertEquals(List.of("InputClosed x", "AllInputsClosed"), got.subList(2100, got.size()));
  }

  @Test
  void aSecondSubscriptionLearnsWhatHasClosed() throws IOException {
    startAndJoin(PIPE);
    source.ask(close("out"));
    sink.nextUntil("AllInputsClosed");
    sink.join();
    assertEquals(List.of("InputClosed x", "AllInputsClosed"), sink.next());
  }

  @Test
  void aNodeThatDropsItsEventsEndsItsPoll() throws IOException {
    startAndJoin(PIPE);
    CompletableFuture<List<String>> poll =
        CompletableFuture.supplyAsync(() -> {
          try {
            return sink.next();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    assertEquals(DaemonReply.Result.OK, sink.ask(new DaemonRequest.EventStreamDropped()));
    assertEquals(List.of(), poll.join());
  }

  @Test
  void timersTickFromTheStart() throws IOException {
    startAndJoin(
        """
        nodes:
          - {id: source, path: a, outputs: [out]}
          - {id: sink, path: b, inputs: {t: dora/timer/millis/20, u: dora/timer/hz/50}}
        """);
    List<String> ticks = new ArrayList<>();
    while (ticks.size() < 6) {
      ticks.addAll(sink.next());
    }
    assertEquals(List.of("t=", "u=", "t=", "u=", "t=", "u="), ticks.subList(0, 6));
  }

  @Test
  void anOpenTimerKeepsAReaderAliveUnlessTheDataflowSaysOtherwise() throws Exception {
    String yaml =
        """
        exit_when_nodes_finish: %s
        nodes:
          - {id: source, path: a, outputs: [out]}
          - {id: sink, path: b, inputs: {x: source/out, t: dora/timer/secs/1000}}
        """;
    startAndJoin(yaml.formatted("true"));
    source.ask(close("out"));
    assertEquals("AllInputsClosed", sink.nextUntil("AllInputsClosed").getLast());
    end();

    startAndJoin(yaml.formatted("false"));
    source.ask(close("out"));
    assertEquals("InputClosed x", sink.nextUntil("InputClosed x").getLast());
  }

  @Test
  void valuesAreSharedAndTheirEndIsTold() throws IOException {
    startAndJoin(PIPE);
    Bytes value = Bytes.utf8("value");
    assertEquals(
        DaemonReply.Result.OK, source.ask(new DaemonRequest.ExtensionStore("ns", "k", value)));
    assertEquals(
        new DaemonReply.ExtensionValue(value),
        sink.ask(new DaemonRequest.ExtensionLoad("ns", "k", false)));
    assertEquals(
        new DaemonReply.Result("extension key \"k\" in namespace \"ns\" is owned by node `source`"),
        sink.ask(new DaemonRequest.ExtensionStore("ns", "k", value)));
    source.ask(new DaemonRequest.ExtensionDrop("ns", "k"));
    assertEquals(List.of("ExtensionDropped ns k"), sink.next());
    assertEquals(
        new DaemonReply.Result("no extension registered under \"ns\" on this daemon"),
        sink.ask(new DaemonRequest.ExtensionRequest("ns", value)));
  }

  @Test
  void strangersCannotRegister() throws IOException {
    start(PIPE);
    try (FrameChannel channel =
        new FrameChannel(SocketChannel.open(daemon.addressOf("source")), daemon.pool)) {
      DaemonReply reply =
          PlayedNode.call(
              channel,
              new DaemonRequest.Register(
                  daemon.dataflow, new NodeId("sink"), "1.1.0", Metadata.VERSION));
      assertTrue(reply.toString().contains("this is the port of node `source`"), reply::toString);
    }
  }

  @Test
  void theFirstMessageMustBeARegistrationOfACompatibleVersion() throws IOException {
    start(PIPE);
    assertEquals(
        new DaemonReply.Result("must send register message first"),
        firstReply(new DaemonRequest.Subscribe()));
    assertEquals(
        new DaemonReply.Result(
            "version mismatch: message format v0.3.13 is not compatible with expected message format v1.1.0"),
        firstReply(
            new DaemonRequest.Register(
                daemon.dataflow, new NodeId("source"), "0.3.13", Metadata.VERSION)));
  }

  private DaemonReply firstReply(DaemonRequest request) throws IOException {
    try (FrameChannel channel =
        new FrameChannel(SocketChannel.open(daemon.addressOf("source")), daemon.pool)) {
      return PlayedNode.call(channel, request);
    }
  }

  @Test
  void aFinishedDataflowAnswersNobody() throws Exception {
    startAndJoin(PIPE);
    daemon.exit("source");
    daemon.exit("sink");
    daemon.result();
    assertThrows(Exception.class, () -> source.ask(new DaemonRequest.OutputsDone()));
    assertEquals(Map.of(), daemon.result().failures());
  }
}
