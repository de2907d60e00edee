package org.dora.daemon.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dora.common.config.NodeConfig;
import org.dora.common.config.NodeConfigReader;
import org.dora.common.config.RuntimeConfig;
import org.dora.common.id.DataId;
import org.dora.common.session.LocalBuild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program that hosts a node's operators, and what it is told. */
final class RuntimeNodesTest {
  private static final String PYTHON =
      "nodes: [{id: n, env: {A: 1, DORA_RUNTIME_CONFIG: forged}, operator: {python: op.py,"
          + " inputs: {x: dora/timer/secs/1}, outputs: [y]}}]";
  private static final String CODE = "import dora; dora.start_runtime() # n";

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
  void aPythonOperatorIsHostedByThePythonPackage() throws IOException {
    Path python = bench.script(bench.bin.resolve("python3"));

    PreparedNode node = bench.prepare(PYTHON);

    assertEquals(List.of(python.toString(), "-uc", CODE), node.process().argv());
    assertEquals(bench.flow, node.process().directory());
    assertFalse(node.java());
    assertEquals(
        List.of("spawning: " + python + " -uc " + CODE),
        Workbench.texts(node.notices()).subList(1, 2));
    Map<String, String> environment = node.process().environment();
    assertEquals("1", environment.get("A"));
    assertEquals("1", environment.get("PYTHONUNBUFFERED"));
    assertEquals("off", environment.get("DORA_ZENOH_MULTICAST"));
    RuntimeConfig told = told(node);
    NodeConfig config =
        NodeConfigReader.read(Objects.requireNonNull(environment.get("DORA_NODE_CONFIG")));
    assertEquals(config, told.node());
    assertEquals(List.of(new DataId("op/y")), config.runConfig().outputs());
    assertEquals(List.of(new DataId("op/x")), List.copyOf(config.runConfig().inputs().keySet()));
    assertEquals("op.py", told.operators().getFirst().source().source());
  }

  @Test
  void aCondaEnvironmentIsEntered() throws IOException {
    String yaml = "nodes: [{id: n, operator: {python: {source: op.py, conda_env: env}}}]";
    assertEquals(
        "failed to find `conda`, yet a `conda_env` was defined. Make sure that `conda` is"
            + " available.",
        assertThrows(PrepareException.class, () -> bench.prepare(yaml)).getMessage());

    Path conda = bench.script(bench.bin.resolve("conda"));

    assertEquals(
        List.of(conda.toString(), "run", "-n", "env", "python", "-uc", CODE),
        bench.prepare(yaml).process().argv());
  }

  @Test
  void uvRunsAPythonOperator() {
    DataflowContext dataflow =
        new DataflowContext(
            Workbench.DATAFLOW,
            Workbench.descriptor(PYTHON),
            bench.flow,
            true,
            LocalBuild.NONE,
            true);

    assertEquals(
        List.of("uv", "run", "python", "-uc", CODE),
        Workbench.prepare(bench.preparer(), dataflow).process().argv());
  }

  @Test
  void javaOperatorsAndLibrariesAreHostedByOurOwnRuntime() {
    PreparedNode node =
        bench.prepare(
            "nodes: [{id: n, operators: [{id: a, shared-library: ops.jar}, {id: b, shared-library:"
                + " filter}]}]");

    List<String> argv = node.process().argv();
    assertEquals("/jdk/bin/java", argv.getFirst());
    assertEquals(
        List.of("-cp", "/opt/dora", RuntimeResolver.JAVA_RUNTIME),
        argv.subList(argv.size() - 3, argv.size()));
    assertTrue(node.java());
    assertEquals(2, told(node).operators().size());
  }

  @Test
  void librariesAreHostedByAReleasedDoraOnRequest() throws IOException {
    Path dora = bench.script(bench.bin.resolve("native-dora"));
    String library = "nodes: [{id: n, operator: {shared-library: filter}}]";
    bench.environment.put(RuntimeResolver.NATIVE_RUNTIME, "native-dora");

    PreparedNode node = bench.prepare(library);

    assertEquals(List.of(dora.toString(), "runtime"), node.process().argv());
    assertFalse(node.java());
    assertTrue(
        bench.prepare("nodes: [{id: n, operator: {shared-library: Op.java}}]").java(),
        "it cannot host Java");
    bench.environment.put(RuntimeResolver.NATIVE_RUNTIME, "nope");
    assertEquals(
        "DORA_JVM_NATIVE_RUNTIME is to name the released `dora` that hosts shared libraries, and"
            + " `nope` is no program",
        assertThrows(PrepareException.class, () -> bench.prepare(library)).getMessage());
  }

  private static RuntimeConfig told(PreparedNode node) {
    return RuntimeConfig.read(
        Objects.requireNonNull(node.process().environment().get(RuntimeConfig.VARIABLE)));
  }
}
