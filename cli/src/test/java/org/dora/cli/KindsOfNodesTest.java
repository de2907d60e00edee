package org.dora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.dora.common.schema.PublishedSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What users meet of operators and bridges to ROS 2, and the schema that tells editors of them. */
@Timeout(60)
class KindsOfNodesTest {
  @TempDir private Path folder;
  private String out = "";
  private String err = "";

  private int dora(String... arguments) {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    Console console =
        Console.of(
            new PrintStream(stdout, true, UTF_8),
            new PrintStream(stderr, true, UTF_8),
            false,
            false,
            Map.of());
    int code = new Dora(console).run(List.of(arguments));
    out = stdout.toString(UTF_8);
    err = stderr.toString(UTF_8);
    return code;
  }

  private String flow(String yaml) throws IOException {
    return Files.writeString(folder.resolve("flow.yml"), yaml).toString();
  }

  @Test
  void aBridgeRunsTheProgramOfDoraWithItsConfiguration() throws IOException {
    Path bridge =
        Files.writeString(
            folder.resolve("dora-ros2-bridge-node"),
            "#!/bin/sh\necho \"configuration: $DORA_ROS2_BRIDGE_CONFIG\"\n");
    Files.setPosixFilePermissions(bridge, PosixFilePermissions.fromString("rwxr-xr-x"));

    String file = flow("nodes: [{id: r, ros2: {topic: /a, message_type: a/B}, outputs: [b]}]");

    assertEquals(0, dora("run", file), () -> err);
    assertTrue(
        out.contains(
            "configuration: {\"transport\":{\"kind\":\"dds\"},\"direction\":\"subscribe\","
                + "\"topics\":[{\"topic\":\"/a\",\"message_type\":\"a/B\","
                + "\"direction\":\"subscribe\",\"output\":\"b\"}],"),
        out);
  }

  @Test
  void webAssemblyIsValidButNotRun() throws IOException {
    Path _ = Files.createFile(folder.resolve("op.wasm"));
    String file = flow("nodes: [{id: n, operator: {wasm: op.wasm, outputs: [o]}}]");

    assertEquals(0, dora("validate", file));
    assertEquals(1, dora("run", file));
    assertTrue(err.contains("node `n`: operator `op` is WebAssembly"), err);
    assertEquals("n: DEBUG    building node\n", out);
  }

  @Test
  void aJavaOperatorIsValidByItsFile() throws IOException {
    String file =
        flow("nodes: [{id: n, operator: {shared-library: 'lib/ops.jar#org.example.Op'}}]");

    assertEquals(0, dora("validate", file), () -> err);
    assertEquals(1, dora("run", file));
    assertTrue(err.contains("no Java library at `lib/ops.jar`"), err);
  }

  @Test
  void theRuntimeWantsADaemon() {
    assertEquals(1, dora("runtime"));
  }

  @Test
  void warningsOfKeysAndIdsAreShownWithTheirPlace() throws IOException {
    String file =
        flow("nodes:\n  - id: n\n    operators:\n      - {id: a b, wasm: x, ouputs: [o]}\n");

    assertEquals(0, dora("validate", file));
    assertTrue(out.contains("flow.yml:4:28: an operator has no option `ouputs`"), out);
    assertTrue(err.contains("flow.yml:4:10: operator id `a b` breaks the rule"), err);
  }

  @Test
  void theSchemaIsPrinted() {
    assertEquals(0, dora("schema"));
    assertEquals(PublishedSchema.DESCRIPTOR.json(), out);
    assertEquals(0, dora("schema", "cluster"));
    assertEquals(PublishedSchema.CLUSTER.json(), out);
    assertEquals(2, dora("schema", "module"));
    assertTrue(err.contains("expected descriptor or cluster"), err);
  }
}
