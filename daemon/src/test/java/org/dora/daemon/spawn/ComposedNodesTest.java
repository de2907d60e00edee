package org.dora.daemon.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dora.daemon.process.Commands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes without a {@code path}: bridges to ROS 2, and operators. */
final class ComposedNodesTest {
  private static final String BRIDGE =
      """
      nodes:
        - id: bridge
          ros2: {topic: /scan, message_type: sensor_msgs/LaserScan}
          outputs: [scan]
          args: --ros-args 'a b'
          env: {DORA_ROS2_BRIDGE_CONFIG: mine, DOMAIN: 7}
      """;

  @TempDir Path folder;
  private Workbench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new Workbench(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void theBridgeProgramOnThePathGetsItsConfigurationWhateverTheDescriptorSays() throws Exception {
    Path _ =
        bench.script(
            bench.bin.resolve("dora-ros2-bridge-node"),
            "echo \"$DORA_ROS2_BRIDGE_CONFIG\"",
            "echo \"$DOMAIN $# $2\"");

    bench.preparer().checkPrograms(bench.dataflow(BRIDGE));
    Commands.Answer answer = bench.commands.run(bench.prepare(BRIDGE).process(), Workbench.LIMIT);

    assertEquals(
        List.of(
            "{\"transport\":{\"kind\":\"dds\"},\"direction\":\"subscribe\",\"topics\":[{\"topic\":\"/scan\","
                + "\"message_type\":\"sensor_msgs/LaserScan\",\"direction\":\"subscribe\","
                + "\"output\":\"scan\"}],\"qos\":{\"reliable\":false,\"keep_all\":false},"
                + "\"namespace\":\"/\"}",
            "7 2 a b"),
        answer.stdout().lines().toList());
  }

  @Test
  void aBridgeWithoutItsProgramIsRefusedBeforeAnythingStarts() {
    assertEquals(
        List.of(
            "node `bridge` needs dora's bridge to ROS 2: install the program and put it on the"
                + " PATH",
            "Could not find source path `dora-ros2-bridge-node`",
            "Could not find source path dora-ros2-bridge-node"),
        refusal(BRIDGE));
  }

  @Test
  void filesOfOperatorsAreLookedForFirst() {
    assertEquals(List.of("no Python library at `nope.py`"), refused("operator: {python: nope.py}"));
    assertEquals(
        List.of("no shared library at `target/libfilter.so`"),
        refused("operator: {shared-library: target/filter}"));
    assertEquals(List.of("no WASM library at `x.wasm`"), refused("operator: {wasm: x.wasm}"));
    assertEquals(
        List.of("no Java library at `x.jar`"),
        refused("operator: {shared-library: 'x.jar#org.example.Op'}"));
    assertEquals(
        List.of("no Java library at `X.java`"), refused("operator: {shared-library: X.java}"));
    assertEquals(
        List.of(
            "Shared library file name must not start with `lib`, prefix is added automatically"),
        refused("operator: {shared-library: libfoo}"));
    assertEquals(
        List.of("Shared library file name must have no extension, it is added automatically"),
        refused("operator: {shared-library: foo.so}"));
  }

  @Test
  void operatorsThatNoDoraRunsTogetherAreRefusedAsReleased() throws IOException {
    Files.createFile(bench.flow.resolve("a.py"));

    assertTrue(
        refused("operators: [{id: a, python: a.py}, {id: b, wasm: b, build: make}]")
            .getFirst()
            .contains("Cannot spawn runtime with both Python and non-Python operators"));
    assertTrue(
        refused("operators: [{id: a, python: a.py}, {id: b, python: a.py}]")
            .getFirst()
            .contains("Runtime currently only supports one Python Operator"));
  }

  @Test
  void webAssemblyIsRefusedWithASentence() throws IOException {
    Files.createFile(bench.flow.resolve("x.wasm"));

    assertEquals(
        List.of(
            "node `n`: operator `op` is WebAssembly (`wasm: x.wasm`), which no version of dora can"
                + " run: write it in Python, in Java (`shared-library: FILE.jar`), or as a shared"
                + " library"),
        refused("operator: {wasm: x.wasm}"));
  }

  @Test
  void aRuntimeWithoutOperatorsIsRefused() {
    assertEquals(
        List.of("node `n`: it has no operators, so there is nothing to run"),
        refused("operators: []"));
  }

  @Test
  void aMissingProgramOfAnotherNodeIsSaidBeforeThatOperatorsAreNotHosted() throws IOException {
    Files.createFile(bench.flow.resolve("a.wasm"));

    assertEquals(
        "Could not find source path `nope`",
        refusal("nodes: [{id: a, operator: {wasm: a.wasm}}, {id: b, path: nope}]").getFirst());
  }

  private List<String> refused(String keys) {
    return refusal("nodes: [{id: n, " + keys + "}]");
  }

  /** Returns the message and its causes. */
  private List<String> refusal(String yaml) {
    PrepareException refusal =
        assertThrows(
            PrepareException.class, () -> bench.preparer().checkPrograms(bench.dataflow(yaml)));
    List<String> all = new ArrayList<>(List.of(refusal.getMessage()));
    all.addAll(refusal.causes());
    return all;
  }
}
