package org.dora.daemon.direct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.ResolvedDataflow;
import org.dora.common.id.NodeId;
import org.dora.daemon.cleanup.RuntimeFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectPathsTest {
  private static final UUID FLOW = new UUID(0, 1);
  private static final String PIPE =
      """
      nodes:
        - {id: a, path: a, outputs: [out]}
        - {id: b, path: b, inputs: {x: a/out}}
        - {id: c, path: c, outputs: [out], shared_memory_pool_size: 1MB}
        - {id: d, path: d, inputs: {x: c/out}}
      """;

  @TempDir private Path folder;

  private RuntimeFolder runtime() {
    return RuntimeFolder.of(Map.of("XDG_RUNTIME_DIR", folder.toString()));
  }

  private static DirectPaths paths(RuntimeFolder runtime) {
    return new DirectPaths(
        runtime,
        new SharedMemoryBudget(() -> new NodeMemory(200L << 20, 1L << 40, NodeMemory.UNLIMITED)));
  }

  private static Map<String, String> variables(
      DirectPaths paths, String yaml, String node, Map<String, String> environment)
      throws IOException {
    Descriptor descriptor = DescriptorParser.parse(yaml, "test.yml", Map.of()).descriptor();
    ResolvedDataflow dataflow = ResolvedDataflow.of(descriptor);
    RoutePlan routes = RoutePlan.of(dataflow, false);
    return paths.variables(
        FLOW,
        routes,
        new PeeringPlan(routes),
        dataflow.node(new NodeId(node)).orElseThrow().descriptor(),
        environment);
  }

  private List<Path> content() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void theOverlayExistsAsLongAsTheDataflow() throws IOException {
    try (RuntimeFolder runtime = runtime()) {
      DirectPaths paths = paths(runtime);
      Path overlay =
          Path.of(
              variables(paths, PIPE, "a", Map.of())
                  .getOrDefault("DORA_ZENOH_CONFIG_OVERLAY", "none"));
      assertEquals(
          overlay.toString(),
          variables(paths, PIPE, "b", Map.of()).get("DORA_ZENOH_CONFIG_OVERLAY"));
      assertTrue(Files.readString(overlay).contains("gossip: { enabled: false }"));
      assertEquals(
          "rwx------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("dora-jvm"))));
      paths.end(FLOW);
      assertFalse(Files.exists(overlay));
    }
    assertFalse(Files.exists(folder.resolve("dora-jvm")));
  }

  @Test
  void theOperatorsOwnConfigurationIsLeftAlone() throws IOException {
    try (RuntimeFolder runtime = runtime()) {
      DirectPaths paths = paths(runtime);
      for (String name : List.of("ZENOH_CONFIG", "DORA_ZENOH_CONFIG_OVERLAY")) {
        Map<String, String> variables = variables(paths, PIPE, "a", Map.of(name, "mine"));
        assertFalse(variables.containsKey("DORA_ZENOH_CONFIG_OVERLAY"));
        assertEquals("off", variables.get("DORA_ZENOH_MULTICAST"));
      }
      assertEquals(List.of(), content());
    }
  }

  @Test
  void aDataflowWithoutDirectPathsNeedsNoFile() throws IOException {
    try (RuntimeFolder runtime = runtime()) {
      DirectPaths paths = paths(runtime);
      Map<String, String> variables =
          variables(paths, "nodes: [{id: a, path: a, outputs: [out]}]", "a", Map.of());
      assertFalse(variables.containsKey("DORA_ZENOH_CONFIG_OVERLAY"));
      assertEquals(List.of(), content());
    }
  }

  @Test
  void producersGetAPoolThatFitsAndOthersHardlyAny() throws IOException {
    try (RuntimeFolder runtime = runtime()) {
      DirectPaths paths = paths(runtime);
      String size = "DORA_NODE_SHM_POOL_SIZE";
      assertEquals("52428800", variables(paths, PIPE, "a", Map.of()).get(size));
      assertEquals("65536", variables(paths, PIPE, "b", Map.of()).get(size));
      assertFalse(variables(paths, PIPE, "c", Map.of()).containsKey(size), "its author's word");
      assertFalse(variables(paths, PIPE, "a", Map.of(size, "9")).containsKey(size));
    }
  }
}
