package org.dora.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.id.OperatorId;
import org.dora.common.id.UuidV7;
import org.dora.common.message.Bytes;
import org.dora.common.message.DaemonReply;
import org.dora.common.message.DaemonRequest;
import org.dora.daemon.dataflow.CommandRefusedException;
import org.dora.daemon.dataflow.DataflowCommand;
import org.dora.daemon.dataflow.DataflowResult;
import org.dora.daemon.dataflow.MissedCommand;
import org.dora.daemon.process.ExitStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
@SuppressWarnings("NullAway.Init") // each test starts its own dataflow
class TopologyTest {
  private static final NodeId SOURCE = new NodeId("source");
  private static final NodeId SINK = new NodeId("sink");
  private static final DataId OUT = new DataId("out");
  private static final DataId X = new DataId("x");
  private static final String PIPE =
      """
      nodes:
        - {id: source, path: a, outputs: [out], inputs: {go: dora/timer/secs/1000}}
        - {id: sink, path: b, inputs: {x: source/out}}
      """;

  @TempDir private Path folder;
  private PlayedDaemon daemon;
  private PlayedNode source;
  private PlayedNode sink;
  private final List<PlayedNode> others = new ArrayList<>();

  private void start() throws IOException {
    daemon = new PlayedDaemon(folder, PIPE);
    source = daemon.connect("source");
    sink = daemon.connect("sink");
    CompletableFuture<DaemonReply> ready = source.subscribe();
    sink.join();
    assertEquals(DaemonReply.Result.OK, ready.join());
    assertEquals(List.of("go="), source.next());
  }

  private static NodeDescriptor node(String text) {
    return DescriptorParser.parse("nodes: [" + text + "]", "node.yml", Map.of())
        .descriptor()
        .nodes()
        .getFirst();
  }

  private PlayedNode add(String text) throws IOException {
    NodeDescriptor node = node(text);
    daemon.command(new DataflowCommand.AddNode(node, false)).join();
    PlayedNode added = daemon.connectLater(node.id().value());
    others.add(added);
    added.join();
    return added;
  }

  private String refusal(DataflowCommand command) {
    CompletionException e =
        assertThrows(CompletionException.class, () -> daemon.command(command).join());
    assertEquals(CommandRefusedException.class, Objects.requireNonNull(e.getCause()).getClass());
    return String.valueOf(e.getCause().getMessage());
  }

  @AfterEach
  void end() throws InterruptedException {
    others.forEach(PlayedNode::close);
    source.close();
    sink.close();
    daemon.close();
  }

  @Test
  void anAddedNodeGetsWhatIsSentFromThenOn() throws Exception {
    start();
    source.sendNumber("out", 1);
    PlayedNode late = add("{id: late, path: c, inputs: {x: source/out}}");
    source.sendNumber("out", 2);
    assertEquals(List.of("x=2"), late.next());
    assertEquals(List.of("x=1", "x=2"), sink.nextUntil("x=2"));
  }

  @Test
  void anAddedNodeGetsItsTimers() throws Exception {
    start();
    PlayedNode late = add("{id: late, path: c, inputs: {t: dora/timer/millis/7}}");
    assertEquals("t=", late.next().getFirst());
    assertEquals("t=", late.next().getFirst());
  }

  @Test
  void anAddedNodeMayBeADynamicOne() throws Exception {
    start();
    PlayedNode late = add("{id: late, path: dynamic, inputs: {x: source/out}}");
    assertTrue(daemon.configurationOf("late").contains("\"dynamic\": true"));
    source.sendNumber("out", 2);
    assertEquals(List.of("x=2"), late.next());
  }

  @Test
  void aNodeIsAddedOnlyOnce() throws Exception {
    start();
    assertEquals(
        "node 'sink' already exists in dataflow " + daemon.dataflow,
        refusal(new DataflowCommand.AddNode(node("{id: sink, path: c}"), false)));
  }

  @Test
  void aRemovedNodeIsStoppedAndItsReadersGoOnWithoutIt() throws Exception {
    start();
    daemon.command(new DataflowCommand.RemoveNode(SOURCE, null)).join();
    assertEquals(List.of("InputClosed x", "AllInputsClosed"), sink.nextUntil("AllInputsClosed"));
    assertEquals(List.of("Stop"), source.next());
    source.sendNumber("out", 666);
    assertEquals(DaemonReply.Result.OK, source.ask(new DaemonRequest.OutputsDone()));
    assertEquals(
        "node `source` not found in running dataflow",
        refusal(new DataflowCommand.RemoveNode(SOURCE, null)));

    sink.close();
    daemon.exit("sink");
    daemon.settle();
    assertFalse(daemon.hasEnded(), "ended while a process runs");
    source.close();
    daemon.exit("source", new ExitStatus.Code(3), "");
    DataflowResult result = daemon.result();
    assertEquals(List.of(SINK), List.copyOf(result.nodes().keySet()));
  }

  @Test
  void aRemovedProcessIsKilledIfItDoesNotStop() throws Exception {
    start();
    PlayedNode late = add("{id: late, path: c, inputs: {x: source/out}}");
    daemon.command(new DataflowCommand.RemoveNode(new NodeId("late"), Duration.ofMillis(1))).join();
    assertEquals(List.of("Stop"), late.next());
    late.close();
    source.close();
    sink.close();
    daemon.exit("source");
    daemon.exit("sink");
    assertTrue(daemon.result().isSuccess());
  }

  @Test
  void aNodeThatWasStoppedCanBeRemovedAndAddedAgain() throws Exception {
    start();
    NodeId late = new NodeId("late");
    PlayedNode first = add("{id: late, path: c, inputs: {x: source/out}}");
    daemon.command(new DataflowCommand.StopNode(late, Duration.ofMillis(1))).join();
    assertEquals(List.of("Stop"), first.next());
    first.close();
    daemon.awaitEnd("late");
    assertEquals(
        "node `late` not found in running dataflow",
        refusal(new DataflowCommand.StopNode(late, null)));
    daemon.command(new DataflowCommand.RemoveNode(late, null)).join();
    PlayedNode second = add("{id: late, path: c, inputs: {x: source/out}}");
    source.sendNumber("out", 1);
    assertEquals(List.of("x=1"), second.next());
  }

  @Test
  void aReplacementTakesOverWithoutItsReadersNoticing() throws Exception {
    start();
    NodeDescriptor other =
        node("{id: source, path: other, outputs: [out, more], inputs: {go: dora/timer/secs/1000}}");
    daemon.command(new DataflowCommand.ReplaceNode(other, false, null)).join();
    PlayedNode replacement = daemon.connectLater("source");
    others.add(replacement);
    replacement.join();
    assertEquals(List.of("Stop"), source.next());
    source.sendNumber("out", 666);
    assertEquals(DaemonReply.Result.OK, source.ask(new DaemonRequest.OutputsDone()));
    source.close();
    daemon.exitLife("source", 1, new ExitStatus.Code(1));
    replacement.sendNumber("out", 1);
    assertEquals(List.of("x=1"), sink.next());
  }

  @Test
  void aReplacementKeepsTheEdges() throws Exception {
    start();
    String hint =
        "; `dora node replace` keeps the node's edges — use `dora node remove`/`add` or `dora node"
            + " connect`/`disconnect` for topology changes";
    Map<String, String> refusals =
        Map.of(
            "{id: nobody, path: c}",
            "no running node `nobody` to replace; use `dora node add`",
            "{id: sink, path: c}",
            "replacement drops input `x`" + hint,
            "{id: sink, path: c, inputs: {x: source/other}}",
            "replacement remaps input `x`" + hint,
            "{id: sink, path: c, inputs: {x: source/out, y: source/out}}",
            "replacement adds input `y`" + hint,
            "{id: source, path: c, inputs: {go: dora/timer/secs/1000}}",
            "replacement does not declare output `out`, which downstream nodes consume",
            "{id: sink, path: dynamic, inputs: {x: source/out}}",
            "`dora node replace` currently supports spawned custom nodes only; the replacement"
                + " definition for `sink` is a dynamic node — use `dora node remove` + `dora node"
                + " add` instead");
    refusals.forEach((text, reason) ->
        assertEquals(reason, refusal(new DataflowCommand.ReplaceNode(node(text), false, null))));
  }

  @Test
  void edgesComeAndGo() throws Exception {
    start();
    DataId y = new DataId("y");
    daemon.command(new DataflowCommand.Connect(SOURCE, OUT, SINK, y)).join();
    source.sendNumber("out", 1);
    assertEquals(List.of("x=1", "y=1"), sink.nextUntil("y=1"));
    daemon.command(new DataflowCommand.Disconnect(SOURCE, OUT, SINK, X)).join();
    assertEquals(List.of("InputClosed x"), sink.next());
    source.sendNumber("out", 2);
    assertEquals(List.of("y=2"), sink.next());
    daemon.command(new DataflowCommand.Disconnect(SOURCE, OUT, SINK, y)).join();
    assertEquals(List.of("InputClosed y", "AllInputsClosed"), sink.nextUntil("AllInputsClosed"));
    assertEquals(
        "mapping `source/out` -> `sink/y` not found",
        refusal(new DataflowCommand.Disconnect(SOURCE, OUT, SINK, y)));
    assertEquals(
        "target node 'nobody' not found in dataflow " + daemon.dataflow,
        refusal(new DataflowCommand.Connect(SOURCE, OUT, new NodeId("nobody"), y)));
  }

  @Test
  void aRestartOnDemandKeepsOutputsOpenWhateverThePolicy() throws Exception {
    start();
    daemon.command(new DataflowCommand.RestartNode(SOURCE, null)).join();
    assertEquals(List.of("Stop"), source.next());
    assertEquals(DaemonReply.Result.OK, source.ask(new DaemonRequest.OutputsDone()));
    source.close();
    daemon.exit("source");
    assertEquals(List.of("NodeRestarted source"), sink.next());
    daemon.awaitStarts("source", 2);
    others.add(source);
    source = daemon.connect("source");
    source.join();
    source.sendNumber("out", 1);
    assertEquals(List.of("x=1"), sink.next());
    assertEquals(List.of(0L, 1L), daemon.restartCounts("source"));

    source.close();
    daemon.exit("source", new ExitStatus.Code(1), "");
    assertEquals("AllInputsClosed", sink.nextUntil("AllInputsClosed").getLast());
  }

  @Test
  void aNodeWithoutProcessCannotBeRestarted() throws Exception {
    start();
    add("{id: late, path: dynamic}");
    assertEquals(
        "node `late` is not in a restartable state (process slot is empty; the node is between"
            + " restarts or has already exited terminally)",
        refusal(new DataflowCommand.RestartNode(new NodeId("late"), null)));
    assertEquals(
        "node `nobody` not found in running dataflow",
        refusal(new DataflowCommand.RestartNode(new NodeId("nobody"), null)));
  }

  @Test
  void aStoppedNodeClosesItsOutputsAndTheRestGoesOn() throws Exception {
    start();
    daemon.command(new DataflowCommand.StopNode(SOURCE, null)).join();
    assertEquals(List.of("Stop"), source.next());
    source.close();
    daemon.exit("source");
    assertEquals(List.of("InputClosed x", "AllInputsClosed"), sink.nextUntil("AllInputsClosed"));
    assertFalse(daemon.hasEnded());
  }

  @Test
  void parametersReachTheNode() throws Exception {
    start();
    daemon.command(new DataflowCommand.SetParam(SINK, "speed", Bytes.utf8("5"))).join();
    daemon.command(new DataflowCommand.SetParam(SINK, "mode", Bytes.utf8("{\"a\":[1]}"))).join();
    daemon.command(new DataflowCommand.DeleteParam(SINK, "speed")).join();
    assertEquals(
        List.of("ParamUpdate speed=5", "ParamUpdate mode={\"a\":[1]}", "ParamDeleted speed"),
        sink.nextUntil("ParamDeleted speed"));
    assertEquals(Map.of("mode", Bytes.utf8("{\"a\":[1]}")), daemon.parametersOf("sink"));
    assertEquals(
        "node `nobody` not connected",
        refusal(new DataflowCommand.SetParam(new NodeId("nobody"), "k", Bytes.utf8("1"))));
    assertEquals(
        "param key too long (max 256 bytes)",
        refusal(new DataflowCommand.SetParam(SINK, "k".repeat(257), Bytes.utf8("1"))));
    assertEquals(
        "param value too large (max 65536 bytes)",
        refusal(new DataflowCommand.SetParam(SINK, "k", Bytes.utf8("1".repeat(65537)))));
  }

  @Test
  void whatWasMissedIsDoneInOrderUpToTheFirstThatCannotBe() throws Exception {
    start();
    long done =
        daemon.catchUp(
            List.of(
                new MissedCommand(3, new DataflowCommand.SetParam(SINK, "a", Bytes.utf8("1"))),
                new MissedCommand(4, new DataflowCommand.DeleteParam(SINK, "a")),
                new MissedCommand(
                    5, new DataflowCommand.SetParam(new NodeId("gone"), "a", Bytes.utf8("1"))),
                new MissedCommand(6, new DataflowCommand.SetParam(SINK, "b", Bytes.utf8("2")))));
    assertEquals(4, done);
    assertEquals(List.of("ParamUpdate a=1", "ParamDeleted a"), sink.nextUntil("ParamDeleted a"));
  }

  @Test
  void aReloadReachesTheNode() throws Exception {
    start();
    daemon.command(new DataflowCommand.Reload(SINK, new OperatorId("op"))).join();
    assertEquals(List.of("Reload op"), sink.next());
  }

  @Test
  void aKillSparesNobody() throws Exception {
    start();
    add("{id: late, path: c, inputs: {x: source/out}}");
    source.close();
    sink.close();
    daemon.exit("source");
    daemon.exit("sink");
    daemon.kill();
    assertEquals(
        "node was killed by dora because it didn't react to a stop message in time (SIGKILL)",
        Objects.requireNonNull(daemon.result().failures().get(new NodeId("late"))).text());
  }

  @Test
  void onlyRunningDataflowsTakeCommands() throws Exception {
    start();
    var unknown = UuidV7.next(InstantSource.system());
    CompletionException e =
        assertThrows(
            CompletionException.class,
            () -> daemon.commandTo(unknown, new DataflowCommand.StopNode(SINK, null)).join());
    assertEquals(
        "no running dataflow with ID `" + unknown + "`",
        Objects.requireNonNull(e.getCause()).getMessage());
  }
}
