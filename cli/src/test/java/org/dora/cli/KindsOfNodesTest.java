package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.dora.cli.InProcess.Result;
import org.dora.common.schema.PublishedSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What users meet of operators and bridges to ROS 2, and the schema that tells editors of them. */
@Timeout(60)
class KindsOfNodesTest {
  @TempDir private Path folder;
  private final InProcess dora = new InProcess();

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

    Result said = dora.run("run", file).exits(0);
    assertTrue(
        said.out()
            .contains(
                "configuration: {\"transport\":{\"kind\":\"dds\"},\"direction\":\"subscribe\","
                    + "\"topics\":[{\"topic\":\"/a\",\"message_type\":\"a/B\","
                    + "\"direction\":\"subscribe\",\"output\":\"b\"}],"),
        said.out());
  }

  @Test
  void webAssemblyIsValidButNotRun() throws IOException {
    Path _ = Files.createFile(folder.resolve("op.wasm"));
    String file = flow("nodes: [{id: n, operator: {wasm: op.wasm, outputs: [o]}}]");

    dora.run("validate", file).exits(0);
    Result said = dora.run("run", file).exits(1);
    assertTrue(said.err().contains("node `n`: operator `op` is WebAssembly"), said.err());
    assertEquals("n: DEBUG    building node\n", said.out());
  }

  @Test
  void aJavaOperatorIsValidByItsFile() throws IOException {
    String file =
        flow("nodes: [{id: n, operator: {shared-library: 'lib/ops.jar#org.example.Op'}}]");

    dora.run("validate", file).exits(0);
    Result said = dora.run("run", file).exits(1);
    assertTrue(said.err().contains("no Java library at `lib/ops.jar`"), said.err());
  }

  @Test
  void theRuntimeWantsADaemon() {
    dora.run("runtime").exits(1);
  }

  @Test
  void warningsOfKeysAndIdsAreShownWithTheirPlace() throws IOException {
    String file =
        flow("nodes:\n  - id: n\n    operators:\n      - {id: a b, wasm: x, ouputs: [o]}\n");

    Result said = dora.run("validate", file).exits(0);
    assertTrue(
        said.out().contains("flow.yml:4:28: an operator has no option `ouputs`"), said.out());
    assertTrue(said.err().contains("flow.yml:4:10: operator id `a b` breaks the rule"), said.err());
  }

  @Test
  void theSchemaIsPrinted() {
    Result said = dora.run("schema").exits(0);
    assertEquals(PublishedSchema.DESCRIPTOR.json(), said.out());
    said = dora.run("schema", "cluster").exits(0);
    assertEquals(PublishedSchema.CLUSTER.json(), said.out());
    said = dora.run("schema", "module").exits(2);
    assertTrue(said.err().contains("expected descriptor or cluster"), said.err());
  }
}
