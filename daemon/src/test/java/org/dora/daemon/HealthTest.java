package org.dora.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dora.common.id.NodeId;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.daemon.process.ExitStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
@SuppressWarnings("NullAway.Init") // each test starts its own dataflow
class HealthTest {
  @TempDir private Path folder;
  private PlayedDaemon daemon;
  private PlayedNode source;
  private PlayedNode sink;

  private void start(String sourceOptions, String input, String sinkOptions) throws IOException {
    daemon =
        new PlayedDaemon(
            folder,
            """
            health_check_interval: 1
            nodes:
              - {id: source, path: a, outputs: [out], %s}
              - {id: sink, path: b, inputs: {x: %s}, %s}
            """
                .formatted(sourceOptions, input, sinkOptions),
            new HandClock());
    source = daemon.connect("source");
    sink = daemon.connect("sink");
  }

  private void join() {
    CompletableFuture<DaemonReply> ready = source.subscribe();
    sink.join();
    assertEquals(DaemonReply.Result.OK, ready.join());
  }

  @AfterEach
  void end() throws InterruptedException {
    source.close();
    sink.close();
    daemon.close();
  }

  @Test
  void aNodeThatAsksForNothingIsKilled() throws Exception {
    start("health_check_timeout: 3", "source/out", "restart_policy: never");
    join();
    daemon.advance(Duration.ofSeconds(3));
    assertEquals(0, daemon.faults().healthCheckKills());
    daemon.advance(Duration.ofSeconds(1));
    assertEquals(1, daemon.faults().healthCheckKills());
    daemon.advance(Duration.ofSeconds(9));
    assertEquals(1, daemon.faults().healthCheckKills(), "killed twice");
  }

  @Test
  void nobodyIsToBlameForTheTimeInWhichTheDaemonWasHeldUp() throws Exception {
    start(
        "health_check_timeout: 3",
        "{source: source/out, input_timeout: 3}",
        "restart_policy: never");
    join();
    source.sendNumber("out", 1);
    assertEquals(List.of("x=1"), sink.next());
    daemon.advance(Duration.ofSeconds(1));
    daemon.jump(Duration.ofMinutes(1));
    daemon.advance(Duration.ofSeconds(1));
    assertEquals(0, daemon.faults().healthCheckKills());
    assertEquals(0, daemon.faults().inputTimeouts());
    daemon.advance(Duration.ofSeconds(2));
    assertEquals(1, daemon.faults().healthCheckKills());
    assertEquals(1, daemon.faults().inputTimeouts());
  }

  @Test
  void anyRequestIsASignOfLife() throws Exception {
    start("health_check_timeout: 3", "source/out", "restart_policy: never");
    join();
    for (int i = 0; i < 5; i++) {
      daemon.advance(Duration.ofSeconds(2));
      source.sendNumber("out", i);
      assertEquals("x=" + i, sink.next().getFirst());
    }
    assertEquals(0, daemon.faults().healthCheckKills());
  }

  @Test
  void aNodeThatWaitsForItsNextEventIsWell() throws Exception {
    daemon =
        new PlayedDaemon(
            folder,
            """
            health_check_interval: 0.1
            nodes:
              - {id: source, path: a, health_check_timeout: 0.5, inputs: {t: dora/timer/millis/1500}}
              - {id: sink, path: b}
            """);
    source = daemon.connect("source");
    sink = daemon.connect("sink");
    join();
    assertEquals(List.of("t="), source.next());
    assertEquals(List.of("t="), source.next());
    assertEquals(0, daemon.faults().healthCheckKills());
  }

  @Test
  void aNodeThatWaitsForTheOthersIsWell() throws Exception {
    start("health_check_timeout: 3", "source/out", "restart_policy: never");
    CompletableFuture<DaemonReply> ready = source.subscribe();
    source.ask(new DaemonRequest.ExtensionLoad("any", "request", false));
    daemon.settle();
    daemon.advance(Duration.ofHours(1));
    assertEquals(0, daemon.faults().healthCheckKills());
    assertFalse(ready.isDone());
  }

  @Test
  void aNodeThatDoesNotConnectInTimeIsKilled() throws Exception {
    start("startup_timeout: 3", "source/out", "startup_timeout: 1000");
    CompletableFuture<DaemonReply> refused = sink.subscribe();
    sink.ask(new DaemonRequest.ExtensionLoad("any", "request", false));
    daemon.advance(Duration.ofSeconds(3));
    assertEquals(0, daemon.faults().startupKills());
    daemon.advance(Duration.ofSeconds(1));
    assertEquals(1, daemon.faults().startupKills());
    source.close();
    daemon.exit("source", new ExitStatus.Signal(9), "");
    assertTrue(refused.join().toString().contains("Node source exited before"));
    sink.close();
    daemon.exit("sink", new ExitStatus.Code(1), "");
    String text =
        Objects.requireNonNull(daemon.result().failures().get(new NodeId("source"))).text();
    assertTrue(text.startsWith("exited because of signal SIGKILL"), text);
    assertTrue(
        text.contains("process killed: startup_timeout exceeded before node connected"), text);
  }

  @Test
  void aSilentInputClosesAndRecovers() throws Exception {
    start("restart_policy: never", "{source: source/out, input_timeout: 2}", "env: {}");
    join();
    daemon.advance(Duration.ofSeconds(60));
    source.sendNumber("out", 1);
    assertEquals(List.of("x=1"), sink.next());
    daemon.advance(Duration.ofSeconds(2));
    source.sendNumber("out", 2);
    assertEquals(List.of("x=2"), sink.next(), "closed although something came");
    daemon.advance(Duration.ofSeconds(3));
    assertEquals(List.of("InputClosed x"), sink.next());
    assertEquals(1, daemon.faults().inputTimeouts());
    source.sendNumber("out", 3);
    assertEquals(List.of("x=3", "InputRecovered x"), sink.nextUntil("InputRecovered x"));
    assertEquals(1, daemon.faults().recoveries());

    daemon.advance(Duration.ofSeconds(3));
    assertEquals(List.of("InputClosed x"), sink.next());
    source.close();
    daemon.exit("source");
    assertEquals(List.of("AllInputsClosed"), sink.next(), "closed twice");
  }

  @Test
  void dataThatGoesPastTheDaemonKeepsAnInputOpen() throws Exception {
    start("restart_policy: never", "{source: source/out, input_timeout: 2}", "env: {}");
    join();
    source.sent("out");
    source.ask(new DaemonRequest.ExtensionLoad("any", "request", false));
    daemon.advance(Duration.ofSeconds(3));
    assertEquals(List.of("InputClosed x"), sink.next());
    source.sent("out");
    assertEquals(List.of("InputRecovered x"), sink.next());
  }

  @Test
  void aNodeThatSubscribesAgainLearnsOfItsSilentInput() throws Exception {
    start("restart_policy: never", "{source: source/out, input_timeout: 2}", "env: {}");
    join();
    source.sendNumber("out", 1);
    sink.next();
    daemon.advance(Duration.ofSeconds(3));
    assertEquals(List.of("InputClosed x"), sink.next());
    sink.join();
    assertEquals(List.of("InputClosed x"), sink.next());
  }

  @Test
  void readersHearOfAFailureBeforeTheirLastWord() throws Exception {
    start("restart_policy: never", "source/out", "restart_policy: never");
    join();
    assertEquals(DaemonReply.Result.OK, source.ask(new DaemonRequest.OutputsDone()));
    assertEquals(List.of("InputClosed x"), sink.next());
    source.close();
    daemon.exit("source", new ExitStatus.Code(1), "");
    assertEquals(
        List.of("NodeFailed source [x] exited with code 1", "AllInputsClosed"),
        sink.nextUntil("AllInputsClosed"));
  }

  @Test
  void theLastWordWaitsForAnExitOnlyBriefly() throws Exception {
    start("restart_policy: never", "source/out", "restart_policy: never");
    join();
    assertEquals(DaemonReply.Result.OK, source.ask(new DaemonRequest.OutputsDone()));
    assertEquals(List.of("InputClosed x"), sink.next());
    daemon.advance(Duration.ofMillis(200));
    assertEquals(List.of("AllInputsClosed"), sink.next());
  }

  @Test
  void aNodeThatDoesNotEndWithItsDataflowIsStopped() throws Exception {
    start("restart_policy: never", "source/out", "finish_grace_secs: 5");
    join();
    source.close();
    daemon.exit("source");
    assertEquals("AllInputsClosed", sink.nextUntil("AllInputsClosed").getLast());
    daemon.advance(Duration.ofSeconds(4));
    CompletableFuture<DaemonReply> poll = sink.poll();
    assertFalse(poll.isDone());
    daemon.advance(Duration.ofSeconds(2));
    assertTrue(poll.join().toString().contains("Stop"), "was not stopped");
    sink.close();
    daemon.exit("sink");
    assertTrue(daemon.result().isSuccess(), "a node that stops when told to has not failed");
  }

  @Test
  void aNodeThatStillHasASourceIsNoStraggler() throws Exception {
    start("restart_policy: never", "source/out", "finish_grace_secs: 5");
    join();
    daemon.advance(Duration.ofHours(1));
    sink.ask(new DaemonRequest.ExtensionLoad("any", "request", false));
    source.sendNumber("out", 1);
    assertEquals(List.of("x=1"), sink.next());
  }
}
