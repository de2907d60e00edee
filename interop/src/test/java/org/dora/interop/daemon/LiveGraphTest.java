package org.dora.interop.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.NodeDescriptor;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.id.UuidV7;
import org.dora.common.jvm.JavaLauncher;
import org.dora.common.log.LogMessage;
import org.dora.common.message.Bytes;
import org.dora.daemon.Daemon;
import org.dora.daemon.dataflow.DataflowCommand;
import org.dora.daemon.dataflow.DataflowResult;
import org.dora.daemon.dataflow.DataflowSpec;
import org.dora.daemon.log.LogSink;
import org.dora.daemon.spawn.DataflowContext;
import org.dora.daemon.spawn.SpawnSettings;
import org.dora.interop.peers.ReleasedPeers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes of the released API live through changes of their dataflow's graph. */
@Timeout(90)
@SuppressWarnings("NullAway.Init") // each test starts its own dataflow
class LiveGraphTest {
  private static final NodeId MID = new NodeId("mid");
  private static final NodeId SINK = new NodeId("sink");
  private static final String MID_TO_SINK =
      """
      nodes:
        - id: mid
          path: rec.py
          args: --name mid --forward y
          inputs: {tick: dora/timer/millis/200}
          outputs: [y]
        - {id: sink, path: rec.py, args: --name sink, inputs: {x: mid/y}}
      """;

  @TempDir private Path folder;
  private RecordingNodes nodes;
  private Daemon daemon;
  private UUID id;
  private CompletableFuture<DataflowResult> result;

  private static final class Silence implements LogSink {
    @Override
    public void accept(LogMessage message) {}

    @Override
    public void flush() {}
  }

  @BeforeEach
  void startDaemon() throws IOException {
    nodes = new RecordingNodes(folder);
    Path python = ReleasedPeers.python();
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("PATH", python.getParent() + ":/usr/bin:/bin");
    environment.put("SCN_OUT", nodes.records());
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    daemon =
        new Daemon(
            new SpawnSettings(
                environment,
                folder,
                false,
                ProcessHandle.current().pid(),
                null,
                JavaLauncher.ofThisProcess()),
            new Silence());
  }

  @AfterEach
  void endDaemon() throws IOException {
    daemon.close();
    nodes.close();
  }

  private void run(String yaml) {
    id = UuidV7.next(InstantSource.system());
    Descriptor descriptor = DescriptorParser.parse(yaml, "dataflow.yml", Map.of()).descriptor();
    result = daemon.run(new DataflowSpec(id, new DataflowContext(id, descriptor, folder, false)));
  }

  private void command(DataflowCommand command) {
    daemon.command(id, command).join();
  }

  private DataflowResult stop() throws Exception {
    daemon.stop(id, Duration.ofSeconds(10));
    return result.get(30, TimeUnit.SECONDS);
  }

  private static NodeDescriptor node(String text) {
    return DescriptorParser.parse("nodes: [" + text + "]", "node.yml", Map.of())
        .descriptor()
        .nodes()
        .getFirst();
  }

  @Test
  void aRestartOnDemandKeepsReadersOpenWhateverThePolicy() throws Exception {
    run(MID_TO_SINK);
    nodes.await("sink", "in", "x=.*", 1);
    command(new DataflowCommand.RestartNode(MID, null));
    nodes.await("mid", "note", "start restart_count=1", 1);
    int before = nodes.of("sink", "in").size();
    nodes.await("sink", "in", "x=.*", before + 2);
    assertTrue(stop().isSuccess());
    assertEquals(List.of("NODE_RESTARTED mid", "STOP MANUAL"), nodes.of("sink", "ctl"));
    assertEquals(List.of("STOP MANUAL", "STOP MANUAL"), nodes.of("mid", "ctl"));
  }

  @Test
  void nodesComeGoAndAreReplaced() throws Exception {
    run(MID_TO_SINK);
    nodes.await("sink", "in", "x=.*", 1);

    NodeId late = new NodeId("late");
    command(
        new DataflowCommand.AddNode(
            node("{id: late, path: rec.py, args: --name late, inputs: {x: mid/y}}"), false));
    nodes.await("late", "in", "x=.*", 2);
    command(new DataflowCommand.SetParam(late, "mode", Bytes.utf8("{\"a\": [1, true, null]}")));
    command(new DataflowCommand.DeleteParam(late, "mode"));
    nodes.await("late", "ctl", "PARAM_DELETED mode", 1);
    command(new DataflowCommand.RemoveNode(late, null));
    nodes.await("late", "note", "exit 0", 1);
    assertEquals(
        List.of("PARAM_UPDATE mode={\"a\": [1, true, null]}", "PARAM_DELETED mode", "STOP MANUAL"),
        nodes.of("late", "ctl"));

    command(
        new DataflowCommand.ReplaceNode(
            node(
                "{id: mid, path: rec.py, args: --name mid2 --forward y, inputs: {tick:"
                    + " dora/timer/millis/200}, outputs: [y]}"),
            false,
            null));
    nodes.await("mid", "note", "exit 0", 1);
    nodes.await("mid2", "in", "tick=.*", 2);
    int before = nodes.of("sink", "in").size();
    nodes.await("sink", "in", "x=.*", before + 2);

    command(new DataflowCommand.Disconnect(MID, new DataId("y"), SINK, new DataId("x")));
    nodes.await("sink", "note", "exit 0", 1);
    assertEquals(List.of("INPUT_CLOSED x", "STOP ALL_INPUTS_CLOSED"), nodes.of("sink", "ctl"));
    DataflowResult ended = stop();
    assertTrue(ended.isSuccess(), () -> ended.failures().toString());
    assertEquals(List.of(MID, SINK), List.copyOf(ended.nodes().keySet()));
  }

  @Test
  void aNodeThatIgnoresItsStopIsKilledAndTheOthersGoOn() throws Exception {
    run(
        """
        nodes:
          - {id: deaf, path: rec.py, args: --name deaf --deaf --ignore-sigterm, inputs: {t: dora/timer/secs/1}}
          - {id: good, path: rec.py, args: --name good, inputs: {t: dora/timer/millis/200}}
        """);
    nodes.await("deaf", "note", "start.*", 1);
    NodeId deaf = new NodeId("deaf");
    command(new DataflowCommand.StopNode(deaf, Duration.ofMillis(300)));
    nodes.await("deaf", "note", "SIGTERM ignored", 1);
    int before = nodes.of("good", "in").size();
    nodes.await("good", "in", "t=.*", before + 3);
    DataflowResult ended = stop();
    assertEquals(
        "node was killed by dora because it didn't react to a stop message in time (SIGKILL)",
        Objects.requireNonNull(ended.failures().get(deaf)).text());
    assertEquals(1, ended.failures().size());
  }
}
