package org.dora.interop.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.common.id.UuidV7;
import org.dora.common.jvm.JavaLauncher;
import org.dora.common.log.LogMessage;
import org.dora.daemon.Daemon;
import org.dora.daemon.dataflow.DataflowResult;
import org.dora.daemon.dataflow.DataflowSpec;
import org.dora.daemon.log.LogSink;
import org.dora.daemon.metrics.OutputCounts;
import org.dora.daemon.spawn.DataflowContext;
import org.dora.daemon.spawn.SpawnSettings;
import org.dora.interop.peers.Executable;
import org.dora.interop.peers.ReleasedPeers;
import org.dora.interop.peers.Remains;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Released nodes under our daemon exchange messages without it wherever all can, and never lose
 * one.
 */
class DirectPathTest {
  private static final List<Integer> SIZES = List.of(0, 17, 17_000, 4 << 20, 40 << 20);

  @TempDir private Path folder;
  private Remains remains = new Remains("", List.of());

  @BeforeEach
  void copyNodes() throws IOException {
    for (String file : List.of("source.py", "sink.py", "Sink.java")) {
      Files.copy(Path.of("src/test/resources/direct", file), folder.resolve(file));
    }
    Files.createDirectory(folder.resolve("runtime"));
    remains = new Remains("", List.of(folder.resolve("runtime")));
  }

  /** No overlay, no folder, no shared memory, from the moment on at which the daemon has closed. */
  @AfterEach
  void nothingIsLeft() {
    assertEquals(List.of(), remains.find());
  }

  private OutputCounts run(String readers) throws Exception {
    String yaml =
        """
        nodes:
          - id: source
            path: source.py
            outputs: [out]
            env: {SIZES: "%s"}
        %s\
        """
            .formatted(
                String.join(" ", SIZES.stream().map(String::valueOf).toList()),
                readers.replace("RESULTS", folder.toString()));
    UUID id = UuidV7.next(InstantSource.system());
    DataflowContext context =
        new DataflowContext(
            id, DescriptorParser.parse(yaml, "flow.yml", Map.of()).descriptor(), folder, false);
    DataflowResult result;
    try (Daemon daemon = new Daemon(settings(), new Silence())) {
      result = daemon.run(new DataflowSpec(id, context)).get(1, TimeUnit.MINUTES);
    }
    assertTrue(result.isSuccess(), result.failures()::toString);
    return Objects.requireNonNull(
        Objects.requireNonNull(result.traffic().get(new NodeId("source"))).get(new DataId("out")));
  }

  private SpawnSettings settings() {
    Map<String, String> environment =
        Map.of(
            "PATH",
            ReleasedPeers.python().getParent() + ":/usr/bin:/bin",
            "XDG_RUNTIME_DIR",
            folder.resolve("runtime").toString(),
            "PYTHONDONTWRITEBYTECODE",
            "1");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return new SpawnSettings(
        environment,
        folder,
        false,
        ProcessHandle.current().pid(),
        null,
        new JavaLauncher(java, List.of(Executable.dora())));
  }

  private static final class Silence implements LogSink {
    @Override
    public void accept(LogMessage message) {}

    @Override
    public void flush() {}
  }

  private static List<String> all() {
    return Stream.iterate(0, number -> number < SIZES.size(), number -> number + 1)
        .map(number ->
            "%d %d %s"
                .formatted(
                    number, SIZES.get(number), SIZES.get(number) == 0 ? "[]" : "[" + number + "]"))
        .toList();
  }

  private List<String> received(String reader) throws IOException {
    return Files.readAllLines(folder.resolve(reader + ".txt")).stream().sorted().toList();
  }

  @Test
  void pythonNodesReachEachOtherDirectly() throws Exception {
    OutputCounts counts =
        run(
            """
              - id: sink
                path: sink.py
                inputs: {in: {source: source/out, queue_size: 100}}
                env: {RESULT: RESULTS/sink.txt}
            """);
    assertEquals(all(), received("sink"));
    assertEquals(SIZES.size(), counts.direct() + counts.throughDaemon());
    long large =
        counts.throughDaemon(); // where memory is scarce the largest has no place in a pool
    assertTrue(large <= 1, counts::toString);
  }

  @Test
  void anOutputWithAJavaReaderGoesThroughTheDaemonForAll() throws Exception {
    OutputCounts counts =
        run(
            """
              - id: sink
                path: sink.py
                inputs: {in: {source: source/out, queue_size: 100}}
                env: {RESULT: RESULTS/sink.txt}
              - id: java
                path: Sink.java
                inputs: {in: {source: source/out, queue_size: 100}}
                env: {RESULT: RESULTS/java.txt}
            """);
    assertEquals(all(), received("sink"));
    assertEquals(all(), received("java"));
    assertEquals(0, counts.direct());
    assertEquals(SIZES.size(), counts.throughDaemon());
    assertTrue(counts.bytesThroughDaemon() > 44 << 20, counts::toString);
  }

  /** A Java node behind a script looks like a released one, but never acknowledges a link. */
  @Test
  void aReaderThatDoesNotAcknowledgeMissesNothing() throws Exception {
    Path script = folder.resolve("reader");
    Files.writeString(script, "#!/bin/sh\nexec '%s' java Sink.java\n".formatted(Executable.dora()));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    OutputCounts counts =
        run(
            """
              - id: sink
                path: sink.py
                inputs: {in: {source: source/out, queue_size: 100}}
                env: {RESULT: RESULTS/sink.txt}
              - id: java
                path: reader
                inputs: {in: {source: source/out, queue_size: 100}}
                env: {RESULT: RESULTS/java.txt}
            """);
    assertEquals(all(), received("sink"));
    assertEquals(all(), received("java"));
    assertEquals(SIZES.size(), counts.throughDaemon());
    assertEquals(0, counts.direct());
  }
}
