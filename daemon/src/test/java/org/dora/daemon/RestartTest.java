package org.dora.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.daemon.dataflow.DataflowResult;
import org.dora.daemon.process.ExitStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
@SuppressWarnings("NullAway.Init") // each test starts its own dataflow
class RestartTest {
  private static final ExitStatus FAILURE = new ExitStatus.Code(5);

  @TempDir private Path folder;
  private PlayedDaemon daemon;
  private PlayedNode source;
  private PlayedNode sink;
  private final List<PlayedNode> predecessors = new ArrayList<>();

  private static String pipe(String options) {
    return """
    nodes:
      - {id: source, path: a, outputs: [out], %s}
      - {id: sink, path: b, inputs: {x: source/out}}
    """
        .formatted(options);
  }

  private void start(String yaml) throws IOException {
    daemon = new PlayedDaemon(folder, yaml, new HandClock());
    source = daemon.connect("source");
    sink = daemon.connect("sink");
    CompletableFuture<DaemonReply> ready = source.subscribe();
    sink.join();
    assertEquals(DaemonReply.Result.OK, ready.join());
  }

  /** The source's process exits, after its connections have ended. */
  private void sourceExits(ExitStatus status) {
    source.close();
    daemon.exit("source", status, "");
  }

  private void sourceComesBack(int lives) throws IOException {
    daemon.awaitStarts("source", lives);
    predecessors.add(source);
    source = daemon.connect("source");
    source.join();
  }

  @AfterEach
  void end() throws InterruptedException {
    predecessors.forEach(PlayedNode::close);
    source.close();
    sink.close();
    daemon.close();
  }

  @Test
  void aFailedNodeStartsAgainAndItsReadersGoOn() throws Exception {
    start(pipe("restart_policy: on-failure"));
    source.sendNumber("out", 1);
    sourceExits(FAILURE);
    assertEquals(List.of("x=1", "NodeRestarted source"), sink.nextUntil("NodeRestarted source"));
    sourceComesBack(2);
    source.sendNumber("out", 2);
    assertEquals(List.of("x=2"), sink.next());
    assertEquals(1, daemon.faults().restarts());
    assertEquals(List.of(0L, 1L), daemon.restartCounts("source"));

    sourceExits(new ExitStatus.Code(0));
    assertEquals(List.of("InputClosed x", "AllInputsClosed"), sink.nextUntil("AllInputsClosed"));
    sink.close();
    daemon.exit("sink");
    assertTrue(daemon.result().isSuccess());
  }

  @Test
  void aNodeThatAlwaysStartsAgainDoesSoAfterSuccess() throws Exception {
    start(pipe("restart_policy: always"));
    sourceExits(new ExitStatus.Code(0));
    assertEquals(List.of("NodeRestarted source"), sink.next());
    sourceComesBack(2);
  }

  @Test
  void aNodeThatMayComeBackCannotCloseItsOutputs() throws Exception {
    start(pipe("restart_policy: on-failure"));
    assertEquals(
        DaemonReply.Result.OK,
        source.ask(new DaemonRequest.CloseOutputs(List.of(new DataId("out")))));
    assertEquals(DaemonReply.Result.OK, source.ask(new DaemonRequest.OutputsDone()));
    source.sendNumber("out", 1);
    assertEquals(List.of("x=1"), sink.next());
  }

  @Test
  void whatADeadPredecessorStillSendsIsAnsweredWithoutEffect() throws Exception {
    start(pipe("restart_policy: on-failure, max_restarts: 1"));
    daemon.exit("source", FAILURE, "");
    daemon.settle();
    // A grandchild that holds the connections is waited for only briefly.
    daemon.advance(Duration.ofSeconds(1));
    assertEquals(List.of("NodeRestarted source"), sink.next());
    PlayedNode predecessor = source;
    sourceComesBack(2);
    predecessor.sendNumber("out", 666);
    assertEquals(DaemonReply.Result.OK, predecessor.ask(new DaemonRequest.OutputsDone()));
    source.sendNumber("out", 1);
    assertEquals(List.of("x=1"), sink.next());
  }

  @Test
  void restartsWaitLongerEachTimeUpToTheLimit() throws Exception {
    start(
        pipe(
            "restart_policy: on-failure, restart_delay: 0.4, max_restart_delay: 1.0, max_restarts:"
                + " 3"));
    long[] delays = {400, 800, 1000};
    for (int i = 0; i < delays.length; i++) {
      sourceExits(FAILURE);
      assertEquals(List.of("NodeRestarted source"), sink.next());
      daemon.advance(Duration.ofMillis(delays[i] - 1));
      assertEquals(i + 1, daemon.starts("source"), "too early");
      daemon.advance(Duration.ofMillis(1));
      assertEquals(i + 2, daemon.starts("source"), "too late");
      sourceComesBack(i + 2);
    }
    sourceExits(FAILURE);
    assertEquals(
        List.of("NodeFailed source [x] exited with code 5", "InputClosed x", "AllInputsClosed"),
        sink.nextUntil("AllInputsClosed"));
    sink.close();
    daemon.exit("sink");
    DataflowResult result = daemon.result();
    assertEquals(
        "exited with code 5",
        Objects.requireNonNull(result.failures().get(new NodeId("source"))).text());
  }

  @Test
  void onlyRestartsWithinTheWindowCount() throws Exception {
    start(pipe("restart_policy: on-failure, max_restarts: 1, restart_window: 10"));
    for (int life = 2; life < 6; life++) {
      daemon.advance(Duration.ofSeconds(11));
      sourceExits(FAILURE);
      assertEquals(List.of("NodeRestarted source"), sink.next());
      sourceComesBack(life);
    }
    sourceExits(FAILURE);
    assertEquals("AllInputsClosed", sink.nextUntil("AllInputsClosed").getLast());
  }

  @Test
  void aNodeIsNotStartedAgainForNothing() throws Exception {
    start(
        """
        nodes:
          - {id: source, path: a, outputs: [out]}
          - {id: sink, path: b, inputs: {x: source/out}, restart_policy: always}
        """);
    sourceExits(new ExitStatus.Code(0));
    sink.nextUntil("AllInputsClosed");
    sink.close();
    daemon.exit("sink");
    assertTrue(daemon.result().isSuccess());
    assertEquals(1, daemon.starts("sink"));
  }

  @Test
  void aStopEndsTheWaitForARestart() throws Exception {
    start(pipe("restart_policy: on-failure, restart_delay: 1000"));
    sourceExits(FAILURE);
    assertEquals(List.of("NodeRestarted source"), sink.next());
    daemon.stop(Duration.ofSeconds(10));
    assertTrue(sink.nextUntil("Stop").contains("Stop"));
    sink.close();
    daemon.exit("sink");
    assertFalse(daemon.result().isSuccess());
    assertEquals(1, daemon.starts("source"));
  }

  @Test
  void aNodeThatDiesBeforeItIsReadyHoldsTheStartUntilItIsBack() throws Exception {
    daemon = new PlayedDaemon(folder, pipe("restart_policy: on-failure"), new HandClock());
    source = daemon.connect("source");
    sink = daemon.connect("sink");
    CompletableFuture<DaemonReply> ready = source.subscribe();
    source.ask(new DaemonRequest.ExtensionLoad("any", "request", false));
    sourceExits(FAILURE);
    ready.exceptionally(_ -> DaemonReply.Result.OK).join();
    daemon.awaitStarts("source", 2);
    CompletableFuture<DaemonReply> waiting = sink.subscribe();
    sink.ask(new DaemonRequest.ExtensionLoad("any", "request", false));
    assertFalse(waiting.isDone(), "started without the source");
    sourceComesBack(2);
    assertEquals(DaemonReply.Result.OK, waiting.join());
  }
}
