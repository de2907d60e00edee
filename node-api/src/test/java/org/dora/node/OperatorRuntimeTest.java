package org.dora.node;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dora.common.arrow.IpcEncoder;
import org.dora.common.arrow.IpcView;
import org.dora.common.config.RuntimeConfig;
import org.dora.common.descriptor.OperatorDescriptor;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.id.DataId;
import org.dora.common.id.OperatorId;
import org.dora.common.memory.SegmentPool;
import org.dora.common.message.DaemonRequest;
import org.dora.common.message.NodeEvent;
import org.dora.common.message.Parameter;
import org.dora.common.yaml.YamlParser;
import org.dora.common.yaml.YamlValue;
import org.dora.node.runtime.OperatorRuntime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program that hosts operators, against a daemon that is played. */
@Timeout(60)
final class OperatorRuntimeTest {
  private static final String TIMES =
      """
      import org.dora.node.*;

      public final class Times implements Operator {
        public Status onEvent(Event event, Outputs outputs) {
          if (event instanceof Event.Input in) {
            if (in.longValue() < 0) {
              throw new IllegalStateException("negative");
            }
            outputs.send("out", FACTOR * in.longValue(), in.metadata());
            return in.longValue() == 0 ? Status.STOP : in.longValue() == 9 ? Status.STOP_ALL : Status.CONTINUE;
          }
          return Status.CONTINUE;
        }
      }
      """;

  @TempDir Path folder;
  private StandInDaemon daemon;

  @BeforeEach
  void open() throws IOException {
    daemon = new StandInDaemon();
  }

  @AfterEach
  void close() throws IOException {
    daemon.close();
  }

  @Test
  void anOperatorOfASourceFileReadsAndSendsUnderItsOwnNames() throws Exception {
    CompletableFuture<Integer> status = start(operator("a", times(2)));
    daemon.give(daemon.input("a/x", payload(21), Map.of("k", new Parameter.Text("v"))));

    DaemonRequest.SendMessage sent = daemon.sent.take();
    assertEquals(new DataId("a/out"), sent.outputId());
    assertEquals(42, IpcView.of(sent.data()).longValue());
    assertEquals(new Parameter.Text("v"), sent.metadata().parameters().get("k"));

    daemon.give(new NodeEvent.InputClosed(new DataId("a/x")), new NodeEvent.AllInputsClosed());
    assertEquals(0, status.get());
    assertEquals(List.of(List.of("a/out"), List.of()), closedOutputs());
  }

  @Test
  void anOperatorThatStopsClosesItsOutputsAndOthersGoOn() throws Exception {
    CompletableFuture<Integer> status = start(operator("a", times(2)), operator("b", times(3)));
    daemon.give(daemon.longs("a/x", 0));
    assertEquals(new DataId("a/out"), daemon.sent.take().outputId());
    daemon.awaitPoll(2);
    daemon.give(daemon.longs("a/x", 5), daemon.longs("b/x", 5));

    DaemonRequest.SendMessage second = daemon.sent.take();
    assertEquals(new DataId("b/out"), second.outputId());
    assertEquals(15, IpcView.of(second.data()).longValue());
    daemon.give(new NodeEvent.Stop());
    assertEquals(0, status.get());
    assertTrue(closedOutputs().contains(List.of("a/out")), closedOutputs().toString());
  }

  @Test
  void anOperatorCanStopAllOfItsNode() throws Exception {
    CompletableFuture<Integer> status = start(operator("a", times(2)), operator("b", times(3)));
    daemon.give(daemon.longs("a/x", 9));

    assertEquals(0, status.get());
  }

  @Test
  void anExceptionEndsTheNodeWithAFailure() throws Exception {
    CompletableFuture<Integer> status = start(operator("a", times(2)), operator("b", times(3)));
    daemon.give(daemon.longs("b/x", -1));

    assertEquals(1, status.get());
  }

  @Test
  void aSourceFileIsReloadedAndABrokenOneIsNot() throws Exception {
    CompletableFuture<Integer> status = start(operator("a", times(2)));
    Path _ = times(3);
    daemon.give(new NodeEvent.Reload(new OperatorId("a")));
    daemon.give(daemon.longs("a/x", 1));
    assertEquals(3, IpcView.of(daemon.sent.take().data()).longValue());

    Files.writeString(folder.resolve("Times.java"), "public class Times {");
    daemon.give(new NodeEvent.Reload(new OperatorId("a")));
    daemon.give(daemon.longs("a/x", 2));
    assertEquals(6, IpcView.of(daemon.sent.take().data()).longValue());
    daemon.give(new NodeEvent.Stop());
    assertEquals(0, status.get());
  }

  @Test
  void whatCannotBeLoadedKeepsTheNodeFromJoining() throws Exception {
    Files.writeString(folder.resolve("Times.java"), "public class Times {}");

    assertEquals(1, start(operator("a", folder.resolve("Times.java"))).get());
    assertEquals(1, start(operator("a", folder.resolve("Nope.java"))).get());
    assertEquals(1, start(operator("a", folder.resolve("nope.jar"))).get());
    assertEquals(1, start(operator("a", folder.resolve("nope"))).get());
    assertEquals(1, OperatorRuntime.run(Map.of()));
    assertEquals(1, OperatorRuntime.run(Map.of(RuntimeConfig.VARIABLE, "{}")));
    assertEquals(List.of(), daemon.conversation);
  }

  @Test
  void aLibraryWrittenInCGetsAndSendsArrays() throws Exception {
    CompletableFuture<Integer> status = start(operator("c", library()));
    daemon.give(daemon.input("c/numbers", payload(1.5, 2.5), Map.of()));
    daemon.give(daemon.input("c/numbers", payload(3.0), Map.of()));

    DaemonRequest.SendMessage first = daemon.sent.take();
    assertEquals(new DataId("c/sum"), first.outputId());
    assertArrayEquals(new double[] {4}, IpcView.of(first.data()).toDoubles());
    assertEquals(
        new Parameter.Text(""), first.metadata().parameters().get("open_telemetry_context"));
    assertArrayEquals(new double[] {7}, IpcView.of(daemon.sent.take().data()).toDoubles());

    daemon.give(new NodeEvent.Stop());
    assertEquals(0, status.get());
  }

  @Test
  void theErrorOfALibraryEndsTheNodeWithAFailure() throws Exception {
    CompletableFuture<Integer> status = start(operator("c", library()));
    daemon.give(daemon.longs("c/numbers", 1));

    assertEquals(1, status.get());
  }

  /** Builds the example with the C compiler; without one the test is skipped. */
  private Path library() throws Exception {
    Path sources = Path.of("..", "examples", "c-operator");
    Path library = folder.resolve(System.mapLibraryName("integrate"));
    Process compiler;
    try {
      compiler =
          new ProcessBuilder(
                  "cc",
                  "-shared",
                  "-fPIC",
                  "-o",
                  library.toString(),
                  sources.resolve("integrate.c").toString())
              .inheritIO()
              .start();
    } catch (IOException e) {
      assumeTrue(false, "no C compiler: " + e.getMessage());
      throw e;
    }
    assertEquals(0, compiler.waitFor());
    return folder.resolve("integrate");
  }

  private Path times(int factor) throws IOException {
    return Files.writeString(
        folder.resolve("Times.java"), TIMES.replace("FACTOR", Integer.toString(factor)));
  }

  private static OperatorDescriptor operator(String id, Path source) {
    return OperatorDescriptor.read(
        YamlValue.root(
            YamlParser.parse(
                "{id: %s, shared-library: \"%s\", inputs: {x: s/x, numbers: s/n}, outputs: [%s]}"
                    .formatted(id, source, id.equals("c") ? "sum" : "out"))));
  }

  private CompletableFuture<Integer> start(OperatorDescriptor... operators) {
    for (OperatorDescriptor operator : operators) {
      StandInDaemon _ =
          daemon.input(
              operator.effectiveId()
                  + (operator.effectiveId().value().equals("c") ? "/numbers" : "/x"),
              10,
              QueuePolicy.DROP_OLDEST);
    }
    String config = daemon.runtime(List.of(operators)).yaml();
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> status.complete(OperatorRuntime.run(Map.of(RuntimeConfig.VARIABLE, config))));
    return status.orTimeout(50, TimeUnit.SECONDS);
  }

  private List<List<String>> closedOutputs() {
    List<List<String>> closed = new ArrayList<>();
    for (StandInDaemon.Asked asked : daemon.conversation) {
      if (asked.request() instanceof DaemonRequest.CloseOutputs(List<DataId> ids)) {
        closed.add(ids.stream().map(DataId::value).toList());
      }
    }
    return closed;
  }

  private static org.dora.common.memory.Payload payload(long value) {
    return new IpcEncoder(SegmentPool.shared()).encode(value);
  }

  private static org.dora.common.memory.Payload payload(double... values) {
    return new IpcEncoder(SegmentPool.shared()).encode(values);
  }
}
