package org.dora.coordinator.dataflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.dora.common.clock.HybridLogicalClock;
import org.dora.common.daemonlink.DaemonCommand;
import org.dora.common.daemonlink.DaemonDataflowResult;
import org.dora.common.daemonlink.DaemonEvent;
import org.dora.common.daemonlink.Outcome;
import org.dora.common.daemonlink.Spawn;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.descriptor.ResolvedDataflow;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.coordinator.dataflow.Topology.Mapping;
import org.junit.jupiter.api.Test;

/** Changes of a running graph, and what is left of them when everything was killed. */
class TopologyTest {
  private static final NodeId A = new NodeId("a");
  private static final NodeId B = new NodeId("b");
  private static final NodeId C = new NodeId("c");
  private static final NodeId D = new NodeId("d");
  private static final String FLOW =
      """
      nodes:
        - {id: a, path: a.py, outputs: [x, y]}
        - {id: b, path: b.py, inputs: {i: {source: a/x, queue_size: 7}, t: dora/timer/secs/1}}
      """;
  private static final String OPERATORS =
      """
      nodes:
        - {id: a, operator: {python: a.py, outputs: [x]}}
        - {id: b, operators: [{id: p, python: b.py}, {id: q, python: b.py, inputs: {i: a/x}}]}
      """;

  private final KeptStore store = new KeptStore();
  private PlayedCoordinator coordinator = new PlayedCoordinator(store);
  private PlayedDaemon daemon = unnamed();

  private PlayedDaemon unnamed() {
    return new PlayedDaemon(coordinator, null, null);
  }

  private Topology topology() {
    return new Topology(coordinator.dataflows);
  }

  /** All are killed; returns what the new daemon is told to start. */
  private Spawn spawnAfterRestart() {
    coordinator = new PlayedCoordinator(store);
    daemon = unnamed().reportNothing();
    return daemon.only(DaemonCommand.SpawnNodes.class).spawn();
  }

  private static Map<NodeId, Set<String>> edges(Descriptor descriptor) {
    return ResolvedDataflow.of(descriptor).nodes().values().stream()
        .collect(
            Collectors.toMap(
                node -> node.id(),
                node ->
                    node.inputs().entrySet().stream()
                        .map(input -> input.getValue().source() + " -> " + input.getKey())
                        .collect(Collectors.toCollection(TreeSet::new))));
  }

  private static NodeDescriptor node(String yaml) {
    return PlayedCoordinator.launch("nodes: [" + yaml + "]").descriptor().nodes().getFirst();
  }

  private static Mapping mapping(String source, String target) {
    int from = source.indexOf('/');
    int to = target.indexOf('/');
    return new Mapping(
        new NodeId(source.substring(0, from)),
        new DataId(source.substring(from + 1)),
        new NodeId(target.substring(0, to)),
        new DataId(target.substring(to + 1)));
  }

  private static String refusalOf(CompletableFuture<Void> change) {
    return Failures.messageOf(assertThrows(CompletionException.class, change::join));
  }

  @Test
  void overlappingChangesAllCount() {
    UUID flow = coordinator.start(FLOW);
    daemon.holdsAnswers = true;
    CompletableFuture<Void> c = topology().add(flow, node("{id: c, path: c.py}"));
    CompletableFuture<Void> gone = topology().remove(flow, B, null);
    CompletableFuture<Void> d = topology().add(flow, node("{id: d, path: d.py}"));
    CompletableFuture<Void> replaced =
        topology().replace(flow, node("{id: a, path: other.py, outputs: [x]}"), null);
    for (int i = 0; i < 4; i++) {
      daemon.answerLast();
    }
    CompletableFuture.allOf(c, gone, d, replaced).join();

    Spawn spawn = spawnAfterRestart();
    assertEquals(Set.of(A, C, D), spawn.spawnNodes());
    assertEquals(
        Set.of(A, C, D),
        spawn.dataflowDescriptor().nodes().stream()
            .map(NodeDescriptor::id)
            .collect(Collectors.toSet()));
    assertEquals("other.py", spawn.dataflowDescriptor().node(A).orElseThrow().program().path());
  }

  @Test
  void nothingIsConfirmedBeforeItIsKept() {
    UUID flow = coordinator.start(FLOW);
    store.holdsCommits = true;
    List<CompletableFuture<Void>> changes =
        List.of(
            topology().add(flow, node("{id: c, path: c.py}")),
            topology().connect(flow, mapping("a/y", "b/i")),
            topology().remove(flow, A, null),
            new NodeCommands(coordinator.dataflows).stop(flow, B, null));
    assertTrue(changes.stream().noneMatch(CompletableFuture::isDone));
    store.commit();
    assertTrue(changes.stream().allMatch(CompletableFuture::isDone));
  }

  @Test
  void changedEdgesAreThereWhenNodesAreStartedAgain() {
    UUID flow = coordinator.start(FLOW);
    topology().connect(flow, mapping("a/y", "b/i")).join();
    topology().connect(flow, mapping("b/out", "a/feedback")).join();
    topology().disconnect(flow, mapping("a/none", "b/i")).join();
    Spawn spawn = spawnAfterRestart();
    assertEquals(
        Map.of(A, Set.of("b/out -> feedback"), B, Set.of("a/y -> i", "dora/timer/secs/1 -> t")),
        edges(spawn.dataflowDescriptor()));
    assertEquals(
        7,
        Objects.requireNonNull(
                spawn
                    .dataflowDescriptor()
                    .node(B)
                    .orElseThrow()
                    .ports()
                    .inputs()
                    .get(new DataId("i")))
            .queueSize());

    topology().disconnect(flow, mapping("a/y", "b/i")).join();
    topology().disconnect(flow, mapping("b/out", "a/feedback")).join();
    assertEquals(
        Map.of(A, Set.of(), B, Set.of("dora/timer/secs/1 -> t")),
        edges(spawnAfterRestart().dataflowDescriptor()));
  }

  @Test
  void portsOfOperatorsAreFoundUnderTheNamesThatDaemonsKnow() {
    UUID flow = coordinator.start(OPERATORS);
    topology().connect(flow, mapping("a/op/x", "b/p/new")).join();
    topology().disconnect(flow, mapping("a/op/x", "b/q/i")).join();
    topology().connect(flow, mapping("b/p/out", "a/op/back")).join();
    topology().connect(flow, mapping("a/op/x", "b/nobody")).join();
    Descriptor descriptor = spawnAfterRestart().dataflowDescriptor();
    assertEquals(
        Map.of(A, Set.of("b/p/out -> op/back"), B, Set.of("a/op/x -> p/new")), edges(descriptor));
    assertTrue(descriptor.node(B).orElseThrow().ports().inputs().isEmpty(), "operators have them");
    topology().remove(flow, A, null).join();
    assertEquals(Map.of(B, Set.of()), edges(spawnAfterRestart().dataflowDescriptor()));
  }

  @Test
  void nobodyReadsFromANodeThatIsGone() {
    UUID flow = coordinator.start(FLOW);
    topology().remove(flow, A, null).join();
    topology().add(flow, node("{id: a, path: a.py, outputs: [x, y]}")).join();
    topology().connect(flow, mapping("b/out", "a/i")).join();
    topology().add(flow, node("{id: c, path: c.py}")).join();
    topology().remove(flow, C, null).join();
    assertEquals(
        Map.of(A, Set.of("b/out -> i"), B, Set.of("dora/timer/secs/1 -> t")),
        edges(spawnAfterRestart().dataflowDescriptor()));
  }

  @Test
  void whatADaemonRefusesHasNotHappened() {
    UUID flow = coordinator.start(FLOW);
    daemon.outcome = Outcome.failed("no");
    assertEquals("no", refusalOf(topology().add(flow, node("{id: c, path: c.py}"))));
    assertEquals(
        "daemon failed to remove node `b`: no", refusalOf(topology().remove(flow, B, null)));
    assertEquals(
        "daemon failed to replace node `b`: no",
        refusalOf(topology().replace(flow, node("{id: b, path: other.py}"), null)));
    assertEquals(
        "daemon failed to add mapping `a/y` -> `b/i`: no",
        refusalOf(topology().connect(flow, mapping("a/y", "b/i"))));
    assertEquals(
        PlayedCoordinator.launch(FLOW).descriptor(), spawnAfterRestart().dataflowDescriptor());
  }

  @Test
  void anEdgeCanBeTakenOutAgainAfterAnAnswerWasLost() {
    UUID flow = coordinator.start(FLOW);
    daemon.outcome = Outcome.failed("mapping not found");
    assertEquals(
        "daemon failed to remove mapping `a/x` -> `b/i`: mapping not found",
        refusalOf(topology().disconnect(flow, mapping("a/x", "b/i"))));
    assertEquals(
        Set.of("dora/timer/secs/1 -> t"), edges(spawnAfterRestart().dataflowDescriptor()).get(B));
  }

  @Test
  void nobodyWaitsForADaemonThatLeavesWhileAChangeIsSaved() {
    UUID flow = coordinator.start(FLOW);
    store.holdsCommits = true;
    CompletableFuture<Void> disconnected = topology().disconnect(flow, mapping("a/x", "b/i"));
    daemon.vanish();
    store.commit();
    assertTrue(refusalOf(disconnected).endsWith("has disconnected"));
  }

  @Test
  void aNodeThatHasEndedCanBeRemovedThoughItsDaemonKnowsItNoMore() {
    UUID flow = coordinator.start(FLOW);
    daemon.tell(new DaemonEvent.NodeStopped(flow, B, true));
    daemon.outcome = Outcome.failed("node `b` not found in running dataflow");
    topology().remove(flow, B, null).join();
    assertEquals(Set.of(A), spawnAfterRestart().spawnNodes());
  }

  @Test
  void aNodeThatHasEndedIsNotRemovedWhenItsDaemonIsLost() {
    UUID flow = coordinator.start(FLOW);
    daemon.tell(new DaemonEvent.NodeStopped(flow, B, true));
    daemon.holdsAnswers = true;
    CompletableFuture<Void> removed = topology().remove(flow, B, null);
    daemon.vanish();
    assertTrue(refusalOf(removed).contains("has disconnected"));
    assertEquals(2, coordinator.dataflows.nodes().size());
  }

  @Test
  void aNodeWhoseRemovalWasNotHeardOfCanBeRemovedAgain() {
    UUID flow = coordinator.start(FLOW);
    coordinator = new PlayedCoordinator(store);
    daemon = unnamed().report(flow, A);
    daemon.outcome = Outcome.failed("node `b` not found in running dataflow");
    topology().remove(flow, B, null).join();
    assertTrue(refusalOf(topology().remove(flow, A, null)).contains("daemon failed"));
    assertEquals(Set.of(A), spawnAfterRestart().spawnNodes());
  }

  @Test
  void aNodeWhoseArrivalWasNotHeardOfIsRemoved() {
    UUID flow = coordinator.start(FLOW);
    daemon.holdsAnswers = true;
    CompletableFuture<Void> added = topology().add(flow, node("{id: c, path: c.py}"));
    daemon.vanish();
    assertTrue(refusalOf(added).contains("has disconnected"));

    daemon = unnamed().report(flow, A, B, C);
    assertEquals(List.of(new DaemonCommand.RemoveNode(flow, C, null)), daemon.commands());
    topology().add(flow, node("{id: c, path: c.py}")).join();
    daemon.commands();
    daemon.vanish();
    assertEquals(List.of(), unnamed().report(flow, A, B, C).commands());
  }

  @Test
  void aNodeUnderTheIdOfOneThatWasStoppedIsStartedAgain() {
    UUID flow = coordinator.start(FLOW);
    new NodeCommands(coordinator.dataflows).stop(flow, B, null).join();
    assertEquals(Set.of(A), spawnAfterRestart().spawnNodes());
    topology().remove(flow, B, null).join();
    topology().add(flow, node("{id: b, path: b.py}")).join();
    assertEquals(Set.of(A, B), spawnAfterRestart().spawnNodes());
  }

  @Test
  void theEndOfANodeThatIsGoneIsNotHeldAgainstItsSuccessor() {
    UUID flow = coordinator.start(FLOW);
    topology().remove(flow, B, null).join();
    daemon.tell(new DaemonEvent.NodeStopped(flow, B, true));
    topology().add(flow, node("{id: b, path: b.py}")).join();
    assertEquals(Set.of(A, B), spawnAfterRestart().spawnNodes());
  }

  @Test
  void aNodeGoesWhereItsDeploySays() {
    UUID flow = coordinator.start(FLOW);
    PlayedDaemon arm = new PlayedDaemon(coordinator, "arm", null);
    topology().add(flow, node("{id: c, path: c.py, deploy: {machine: arm}}")).join();
    assertEquals(C, arm.only(DaemonCommand.AddNode.class).node().id());
    assertFalse(daemon.commands().stream().anyMatch(DaemonCommand.AddNode.class::isInstance));
    daemon.tell(finished(flow));
    assertEquals(3, coordinator.dataflows.nodes().size(), "it runs on there");
  }

  private static DaemonEvent finished(UUID flow) {
    return new DaemonEvent.AllNodesFinished(
        flow,
        new DaemonDataflowResult(new HybridLogicalClock().now(), Collections.emptySortedMap()));
  }

  @Test
  void aChangeThatComesTooLateKeepsNothing() {
    UUID flow = coordinator.start(FLOW);
    daemon.holdsAnswers = true;
    CompletableFuture<Void> added = topology().add(flow, node("{id: c, path: c.py}"));
    daemon.tell(finished(flow));
    coordinator.dataflows.clean().join();
    daemon.answerLast();
    added.join();
    assertTrue(store.load().isEmpty());
  }

  @Test
  void nobodyChangesWhatIsNotThere() {
    UUID flow = coordinator.start(FLOW);
    List<Runnable> wrong =
        List.of(
            () -> topology().add(flow, node("{id: a, path: a.py}")),
            () -> topology().remove(flow, C, null),
            () -> topology().replace(flow, node("{id: c, path: c.py}"), null),
            () -> topology().connect(flow, mapping("a/x", "c/i")),
            () -> topology().disconnect(flow, mapping("a/x", "c/i")),
            () -> topology().remove(new UUID(1, 1), A, null));
    wrong.forEach(change -> assertThrows(RefusedException.class, change::run));
    assertEquals(1, daemon.commands().size(), "nothing but the start");
  }
}
