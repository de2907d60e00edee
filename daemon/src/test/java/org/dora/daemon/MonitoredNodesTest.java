package org.dora.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.id.NodeId;
import org.dora.common.id.UuidV7;
import org.dora.common.jvm.JavaLauncher;
import org.dora.common.log.LogMessage;
import org.dora.daemon.dataflow.DataflowResult;
import org.dora.daemon.dataflow.DataflowSpec;
import org.dora.daemon.log.LogSink;
import org.dora.daemon.metrics.NodeMetrics;
import org.dora.daemon.metrics.NodeMonitor;
import org.dora.daemon.metrics.NodeStatus;
import org.dora.daemon.metrics.ResourceUsage;
import org.dora.daemon.spawn.DataflowContext;
import org.dora.daemon.spawn.SpawnSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** Real processes: what is measured of them, and what becomes of those that want too much. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // each test starts its own daemon
class MonitoredNodesTest {
  private static final long MEBIBYTE = 1 << 20;

  // Not in /tmp, which may be in memory, where nothing is written to a disk.
  @TempDir(factory = InTarget.class)
  private Path folder;

  private final UUID dataflow = UuidV7.next(InstantSource.system());
  private Daemon daemon;

  private static final class Silence implements LogSink {
    @Override
    public void accept(LogMessage message) {}

    @Override
    public void flush() {}
  }

  @BeforeEach
  void start() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("DORA_ALLOW_SHELL_NODES", "true");
    daemon =
        new Daemon(
            new SpawnSettings(environment, folder, true, null, null, JavaLauncher.ofThisProcess()),
            new Silence());
  }

  @AfterEach
  void end() {
    daemon.close();
  }

  private CompletableFuture<DataflowResult> run(String script, String options) {
    String yaml =
        """
        nodes:
          - id: a
            path: shell
            args: |
              %s
            %s
        """
            .formatted(script.strip().replace("\n", "\n      "), options);
    return daemon.run(
        new DataflowSpec(
            dataflow,
            new DataflowContext(
                dataflow,
                DescriptorParser.parse(yaml, "dataflow.yml", Map.of()).descriptor(),
                folder,
                false)));
  }

  /** Samples until a node is as expected. */
  private NodeMetrics await(NodeMonitor monitor, Predicate<NodeMetrics> expected) {
    NodeMetrics node = null;
    for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30); System.nanoTime() < end; ) {
      var nodes = Objects.requireNonNull(monitor.sample().join().get(dataflow));
      node = nodes.get(new NodeId("a"));
      if (node != null && expected.test(node)) {
        return node;
      }
    }
    throw new AssertionError("not as expected: " + node);
  }

  @Test
  void whatTheChildrenOfANodeTakeIsCounted() throws Exception {
    var result =
        run(
            """
            (while :; do :; done) &
            (head -c 67108864 /dev/zero; sleep 600) | tail -c 67108864 >/dev/null &
            (while :; do dd if=/dev/zero of=file bs=65536 count=16 conv=fsync 2>/dev/null; done) &
            wait
            """,
            "restart_policy: always");
    NodeMonitor monitor = daemon.monitor();
    NodeMetrics first = await(monitor, node -> node.node().pid() != 0);
    NodeMetrics busy =
        await(
            monitor,
            node ->
                node.usage().cpuPercent() > 10
                    && node.usage().memoryBytes() >= 64 * MEBIBYTE
                    && node.usage().diskWriteBytes().orElse(0) > 0);
    assertTrue(
        busy.usage().cpuPercent() < 120.0 * Runtime.getRuntime().availableProcessors(),
        busy.toString());
    assertTrue(busy.usage().memoryBytes() < 256 * MEBIBYTE, busy.toString());
    assertEquals(NodeStatus.RUNNING, busy.node().status());

    ResourceUsage another = await(daemon.monitor(), node -> node.node().pid() != 0).usage();
    assertEquals(0, another.cpuPercent(), "the first sample of another observer");

    ProcessHandle.of(first.node().pid()).orElseThrow().destroyForcibly();
    NodeMetrics again =
        await(monitor, node -> node.node().pid() != 0 && node.node().pid() != first.node().pid());
    assertEquals(1, again.node().restartCount());
    assertEquals(0, again.usage().cpuPercent());
    assertEquals(OptionalLong.empty(), again.usage().diskWriteBytes());

    daemon.stop(dataflow, Duration.ZERO);
    DataflowResult _ = result.get(30, TimeUnit.SECONDS);
    assertEquals(Map.of(), monitor.sample().join());
  }

  @Test
  void whatDiesOfItsMemoryLimitSaysSo() throws Exception {
    DataflowResult result =
        run(
                "head -c 100000000 /dev/zero | tail -c 100000000 >/dev/null",
                "env: {DORA_JVM_MEMORY_LIMIT: 32MB}")
            .get(30, TimeUnit.SECONDS);
    String text =
        Objects.requireNonNull(
                Objects.requireNonNull(result.nodes().get(new NodeId("a"))).failure())
            .text();
    assertTrue(text.startsWith("exited with code 1 with stderr output:"), text);
    assertTrue(
        text.contains(
            "\nnote: an allocation beyond the node's memory limit of 33554432 bytes"
                + " (DORA_JVM_MEMORY_LIMIT) fails\n"),
        text);
  }

  /** Makes temporary folders where the build has its files. */
  static final class InTarget implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
        throws IOException {
      return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "monitored");
    }
  }
}
