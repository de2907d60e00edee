package org.dora.daemon.spawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dora.common.config.NodeConfig;
import org.dora.common.config.NodeConfigReader;
import org.dora.common.config.NodeConfigWriter;
import org.dora.common.config.OutputRouting;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.dora.daemon.process.Commands;
import org.dora.daemon.process.ProcessResources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NodePreparerTest {
  /** What a shell adds to its environment. */
  private static final Set<String> OF_THE_SHELL = Set.of("PWD", "OLDPWD", "SHLVL", "_");

  @TempDir Path folder;
  private Workbench bench;

  @BeforeEach
  void open() throws IOException {
    bench = new Workbench(folder);
    Path _ = bench.script(bench.flow.resolve("tool.sh"), "exit 0");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static String configVariable(PreparedNode prepared) {
    return variable(prepared, "DORA_NODE_CONFIG");
  }

  private static String variable(PreparedNode prepared, String name) {
    return Objects.requireNonNull(prepared.process().environment().get(name), name);
  }

  @Test
  void theProcessSeesWhatWasPrepared() throws Exception {
    Path _ =
        bench.script(
            bench.flow.resolve("look.sh"),
            "pwd",
            "printf '%s|' \"$@\"",
            "echo",
            "exec /usr/bin/env");
    bench.environment.putAll(
        Map.of("FROM_RUNNER", "yes", "BOTH", "runner", "DORA_AUTH_TOKEN", "secret"));
    PreparedNode prepared =
        bench.prepare(
            """
            env: {FROM_FLOW: flow, BOTH: flow}
            nodes:
              - id: n
                path: ../look.sh
                args: --name n 'two words' ''
                deploy: {working_dir: deep/below}
                env: {NUMBER: 5, TRUTH: true, BOTH: node, LD_PRELOAD: /no.so, DORA_NODE_CONFIG: no}
            """
                .replace("../look.sh", bench.flow.resolve("look.sh").toString()));

    Commands.Answer answer = bench.commands.run(prepared.process(), Workbench.LIMIT);

    assertTrue(answer.status().isSuccess(), answer.stderr());
    List<String> lines = answer.stdout().lines().toList();
    assertEquals(bench.flow.resolve("deep/below").toString(), lines.get(0));
    assertEquals("--name|n|two words||", lines.get(1));
    Map<String, String> expected = new TreeMap<>();
    expected.putAll(
        Map.of("PATH", bench.bin.toString(), "FROM_RUNNER", "yes", "FROM_FLOW", "flow"));
    expected.putAll(Map.of("BOTH", "node", "NUMBER", "5", "TRUTH", "true"));
    expected.putAll(Map.of("PYTHONUNBUFFERED", "1", "DORA_ZENOH_MULTICAST", "off"));
    expected.put("DORA_NODE_SHM_POOL_SIZE", "65536");
    expected.put("DORA_ZENOH_LISTEN", variable(prepared, "DORA_ZENOH_LISTEN"));
    expected.put("DORA_NODE_CONFIG", NodeConfigWriter.yaml(prepared.config()));
    assertEquals(expected, environment(lines.subList(2, lines.size())));
    assertEquals(2, prepared.notices().size(), prepared.notices()::toString);
  }

  private static Map<String, String> environment(List<String> lines) {
    return lines.stream()
        .map(line -> line.split("=", 2))
        .filter(variable -> !OF_THE_SHELL.contains(variable[0]))
        .collect(Collectors.toMap(v -> v[0], v -> v[1], (_, b) -> b, TreeMap::new));
  }

  @Test
  void ofVariablesThatAreSkippedTheCommandThatRunsTheDataflowHasWarned() {
    String flow = "nodes: [{id: a, path: tool.sh, env: {LD_PRELOAD: /no.so}}]";
    assertEquals(1, bench.prepare(flow).notices().size());
    bench.runParentPid = ProcessHandle.current().pid();
    PreparedNode prepared = bench.prepare(flow);
    assertEquals(List.of(), prepared.notices());
    assertFalse(prepared.process().environment().containsKey("LD_PRELOAD"));
  }

  @Test
  void theDaemonsWordComesAfterTheDescriptors() {
    bench.machineId = "edge";
    PreparedNode prepared =
        bench.prepare(
            "nodes: [{id: a, path: tool.sh, env: {PYTHONUNBUFFERED: 0, DORA_MACHINE_ID: moon}}]");
    assertEquals("1", variable(prepared, "PYTHONUNBUFFERED"));
    assertEquals("edge", variable(prepared, "DORA_MACHINE_ID"));
  }

  @Test
  void theConfigurationTellsTheNodeItsPlaceInTheDataflow() {
    PreparedNode prepared =
        bench.prepare(
            "nodes: [{id: a, path: tool.sh, outputs: [x, y/z], inputs: {t: dora/timer/secs/1}}]");
    NodeConfig config = NodeConfigReader.read(configVariable(prepared));
    assertEquals(prepared.config(), config);
    assertEquals(Workbench.DATAFLOW, config.dataflowId());
    assertEquals("a", config.nodeId().value());
    assertEquals(0, config.restartCount());
    assertFalse(config.dynamic());
    assertEquals(
        Map.of(
            new DataId("x"), OutputRouting.DAEMON_ONLY,
            new DataId("y/z"), OutputRouting.DAEMON_ONLY),
        config.outputRouting());
    assertTrue(configVariable(prepared).contains("!Tcp"), "released nodes insist on the tag");
    assertEquals(
        Workbench.descriptor(
            "nodes: [{id: a, path: tool.sh, outputs: [x, y/z], inputs: {t: dora/timer/secs/1}}]"),
        Workbench.descriptor(config.dataflowDescriptor()));
  }

  @Test
  void aDescriptorTooLongForAVariableIsLeftOut() {
    PreparedNode prepared =
        bench.prepare(
            "nodes: [{id: a, path: tool.sh, description: " + "x".repeat(128 * 1024) + "}]");
    NodeConfig config = NodeConfigReader.read(configVariable(prepared));
    assertEquals(NodeConfig.NO_DESCRIPTOR, config.dataflowDescriptor());
    assertEquals(
        List.of(
            "the dataflow descriptor is too long for DORA_NODE_CONFIG and was left out; the node"
                + " runs, but cannot read the descriptor"),
        Workbench.texts(prepared.notices()));
    assertEquals(
        NodeConfig.NO_DESCRIPTOR,
        NodeConfigReader.read(configVariable(prepared.withRestartCount(1))).dataflowDescriptor());
  }

  @Test
  void theLongestConfigurationThatFitsIsPassedOnByTheSystem() throws Exception {
    Path _ = bench.script(bench.flow.resolve("length.sh"), "echo ${#DORA_NODE_CONFIG}");
    String yaml = "nodes: [{id: a, path: length.sh, description: 'x%s'}]";
    int empty = configVariable(bench.prepare(yaml.formatted(""))).length();
    int longest = NodeConfigWriter.LONGEST_VARIABLE - "DORA_NODE_CONFIG=".length() - 1;
    PreparedNode prepared = bench.prepare(yaml.formatted("x".repeat(longest - empty)));
    assertEquals(List.of(), prepared.notices());
    assertEquals(
        Integer.toString(longest),
        bench.commands.run(prepared.process(), Workbench.LIMIT).stdout());

    PreparedNode beyond = bench.prepare(yaml.formatted("x".repeat(longest - empty + 1)));
    assertEquals(1, beyond.notices().size(), "one more byte and the descriptor is left out");
  }

  @Test
  void aNodeWhoseOwnPortsAreTooManyForAVariableIsRefused() {
    String outputs =
        Stream.iterate(0, i -> i < 128, i -> i + 1)
            .map(i -> "o" + i + "x".repeat(1024))
            .collect(Collectors.joining(", "));
    PrepareException refusal =
        assertThrows(
            PrepareException.class,
            () -> bench.prepare("nodes: [{id: a, path: tool.sh, outputs: [" + outputs + "]}]"));
    assertTrue(
        refusal.getMessage().startsWith("the configuration of node `a` takes "),
        refusal.getMessage());
  }

  @Test
  void aRestartChangesNothingButTheCount() {
    PreparedNode first =
        bench.prepare("nodes: [{id: a, path: tool.sh, args: x, cpu_affinity: [0]}]");
    PreparedNode second = first.withRestartCount(3);
    assertEquals(3, NodeConfigReader.read(configVariable(second)).restartCount());
    Map<String, String> environment = new LinkedHashMap<>(second.process().environment());
    environment.put("DORA_NODE_CONFIG", configVariable(first));
    assertEquals(first.process().environment(), environment);
    assertEquals(first.process().argv(), second.process().argv());
    assertEquals(first.process().resources(), second.process().resources());
    assertEquals(first.process().killRestOfGroup(), second.process().killRestOfGroup());
    assertEquals(first.process().directory(), second.process().directory());
  }

  @Test
  void nodesPreparedSideBySideOnVirtualThreadsAskUvOnce() throws Exception {
    Path python = bench.script(bench.cwd.resolve("python"), "exit 0");
    bench.tool("uv", "echo " + python);
    Path _ = Files.createFile(bench.flow.resolve("probe.py"));
    NodePreparer preparer = bench.preparer();
    DataflowContext dataflow = bench.dataflow("nodes: [{id: a, path: probe.py}]");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<PreparedNode>> tasks =
          Collections.nCopies(50, () -> Workbench.prepare(preparer, dataflow));
      for (Future<PreparedNode> prepared : threads.invokeAll(tasks)) {
        assertEquals(python.toString(), prepared.get().process().program());
      }
    }
    assertEquals(1, bench.calls("uv").size());
  }

  @Test
  void aReaderDialsItsProducerAndBothAreToldOfTheDirectRoute() {
    NodePreparer preparer = bench.preparer();
    DataflowContext dataflow =
        bench.dataflow(
            """
            nodes:
              - {id: a, path: tool.sh, outputs: [x]}
              - {id: b, path: tool.sh, inputs: {i: a/x}}
            """);
    List<PreparedNode> prepared =
        dataflow.descriptor().nodes().stream()
            .map(node -> preparer.prepare(dataflow, node, Workbench.LISTENER))
            .toList();
    PreparedNode producer = prepared.getFirst();
    PreparedNode reader = prepared.getLast();
    String port = variable(producer, "DORA_ZENOH_LISTEN");
    assertTrue(port.matches("tcp/127\\.0\\.0\\.1:\\d+"), port);
    assertFalse(port.equals(variable(reader, "DORA_ZENOH_LISTEN")), port);
    assertEquals(port, variable(reader, "DORA_ZENOH_CONNECT").replaceFirst("#.*", ""));
    assertFalse(producer.process().environment().containsKey("DORA_ZENOH_CONNECT"));
    assertEquals(
        Map.of(
            new DataId("x"),
            new OutputRouting(
                false, List.of(new OutputRouting.Receiver(new NodeId("b"), new DataId("i"))))),
        producer.config().outputRouting());
  }

  @Test
  void aJavaNodeHasNoUseForZenoh() throws Exception {
    Path _ = Files.writeString(bench.flow.resolve("Probe.java"), "void main() {}\n");
    Map<String, String> environment =
        bench.prepare("nodes: [{id: a, path: Probe.java}]").process().environment();
    assertFalse(environment.containsKey("DORA_ZENOH_LISTEN"));
    assertFalse(environment.containsKey("DORA_ZENOH_MULTICAST"));
  }

  @Test
  void theProcessesOfDoraRunDieWithIt() {
    bench.runParentPid = 4458L;
    PreparedNode prepared = bench.prepare("nodes: [{id: a, path: tool.sh}]");
    assertTrue(prepared.process().dieWithParent());
    assertEquals("4458", variable(prepared, "DORA_RUN_PARENT_PID"));
  }

  @Test
  void theProcessesOfADaemonOutliveIt() {
    PreparedNode prepared = bench.prepare("nodes: [{id: a, path: tool.sh}]");
    assertFalse(prepared.process().dieWithParent());
    assertFalse(prepared.process().environment().containsKey("DORA_RUN_PARENT_PID"));
  }

  @Test
  void whatANodeStartedEndsWithIt() {
    assertTrue(bench.prepare("nodes: [{id: a, path: tool.sh}]").process().killRestOfGroup());
  }

  @Test
  void coresAreHandedOnAndImpossibleOnesLeftToTheSpawnToSkip() {
    assertEquals(
        Arrays.asList(0, 3, Integer.MAX_VALUE),
        bench
            .prepare("nodes: [{id: a, path: tool.sh, cpu_affinity: [0, 3, 4294967299]}]")
            .process()
            .resources()
            .cores());
  }

  private static String withVariable(String variable, String value) {
    return "nodes: [{id: a, path: tool.sh, env: {" + variable + ": " + value + "}}]";
  }

  @Test
  void priorityAndMemoryComeFromTheEnvironment() {
    String yaml =
        "{env: {DORA_JVM_NICE: 5, DORA_JVM_MEMORY_LIMIT: 1.5 GB},"
            + " nodes: [{id: a, path: tool.sh, env: {DORA_JVM_NICE: -3}}]}";
    assertEquals(
        new ProcessResources(List.of(), -3, 3L << 29), bench.prepare(yaml).process().resources());
    bench.environment.put("DORA_JVM_NICE", "19");
    assertEquals(
        new ProcessResources(List.of(), 19, 64L << 20),
        bench.prepare(withVariable("DORA_JVM_MEMORY_LIMIT", "64m")).process().resources());
  }

  @ParameterizedTest
  @CsvSource({
    "DORA_JVM_NICE, fast",
    "DORA_JVM_NICE, 20",
    "DORA_JVM_NICE, -21",
    "DORA_JVM_NICE, 1.5",
    "DORA_JVM_NICE, 99999999999",
    "DORA_JVM_MEMORY_LIMIT, lots",
    "DORA_JVM_MEMORY_LIMIT, 512",
    "DORA_JVM_MEMORY_LIMIT, -1GB",
    "DORA_JVM_MEMORY_LIMIT, 1 parsec",
  })
  void aValueThatIsNoPriorityOrSizeIsRefused(String variable, String value) {
    PrepareException refusal =
        assertThrows(PrepareException.class, () -> bench.prepare(withVariable(variable, value)));
    String expected =
        variable.equals("DORA_JVM_NICE")
            ? "a whole number from -20 (runs first) to 19"
            : "a size of at least 1MB, such as `512MB` or `2GB`";
    assertEquals(
        "node `a`: the environment variable `%s` is `%s`, expected %s"
            .formatted(variable, value, expected),
        refusal.getMessage());
  }

  @Test
  void theHeapOfAJavaNodeFitsItsMemoryLimit() throws Exception {
    Path _ = Files.writeString(bench.flow.resolve("Node.java"), "void main() {}");
    String yaml = "nodes: [{id: a, path: Node.java, env: {DORA_JVM_MEMORY_LIMIT: 1GB%s}}]";
    assertTrue(bench.prepare(yaml.formatted("")).process().argv().contains("-Xmx536870912"));
    List<String> chosen =
        bench.prepare(yaml.formatted(", JAVA_TOOL_OPTIONS: -Xmx100m")).process().argv();
    assertFalse(chosen.stream().anyMatch(word -> word.startsWith("-Xmx")), chosen.toString());
  }

  @Test
  void doraRunIgnoresWhereANodeIsDeployed() {
    DataflowContext dataflow =
        new DataflowContext(
            Workbench.DATAFLOW,
            Workbench.descriptor("nodes: [{id: a, path: tool.sh, deploy: {working_dir: sub}}]"),
            bench.flow,
            false);
    assertEquals(bench.flow, Workbench.prepare(bench.preparer(), dataflow).process().directory());
  }

  @Test
  void aWorkingDirectoryThatCannotBeMadeIsNamed() {
    PrepareException refusal =
        assertThrows(
            PrepareException.class,
            () ->
                bench.prepare(
                    "nodes: [{id: a, path: tool.sh, deploy: {working_dir: tool.sh/sub}}]"));
    assertEquals(
        "cannot create the working directory `" + bench.flow.resolve("tool.sh/sub") + "`",
        refusal.getMessage());
  }
}
