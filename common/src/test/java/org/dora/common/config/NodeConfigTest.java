package org.dora.common.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.dora.common.descriptor.ByteSize;
import org.dora.common.descriptor.Descriptor;
import org.dora.common.descriptor.DescriptorParser;
import org.dora.common.descriptor.DescriptorWriter;
import org.dora.common.descriptor.InputDescriptor;
import org.dora.common.descriptor.InputMapping;
import org.dora.common.descriptor.QueuePolicy;
import org.dora.common.descriptor.ResolvedDataflow;
import org.dora.common.descriptor.Seconds;
import org.dora.common.id.DataId;
import org.dora.common.id.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class NodeConfigTest {
  private static final Path VECTORS = Path.of("..", "interop", "vectors");
  private static final String MINIMAL =
      """
      dataflow_id: 01890a5d-ac96-774b-bcce-b302099a8057
      node_id: n
      run_config: {}
      dataflow_descriptor: null
      dynamic: false
      """;

  /** The content of node_config.yaml and node_config.json. */
  private static NodeConfig detector() {
    InputDescriptor image =
        new InputDescriptor(
            InputMapping.parse("camera/image"), 1L, new Seconds(2.5), QueuePolicy.BACKPRESSURE);
    return new NodeConfig(
        UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"),
        new NodeId("detector"),
        new NodeRunConfig(
            new TreeMap<>(
                Map.of(
                    new DataId("image"),
                    image,
                    new DataId("logs"),
                    InputDescriptor.of(InputMapping.parse("dora/logs/warn/camera")),
                    new DataId("tick"),
                    InputDescriptor.of(InputMapping.parse("dora/timer/millis/100")))),
            List.of(new DataId("out"), new DataId("status")),
            new TreeMap<>(Map.of(new DataId("out"), "std/core/v1/UInt8")),
            new TreeMap<>(),
            new TreeMap<>(),
            new ByteSize(16777216)),
        new DaemonCommunication.Tcp(
            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 40123)),
        "{\"nodes\": [{\"id\": \"camera\", \"path\": \"camera.py\", \"outputs\": [\"image\"]}]}",
        false,
        null,
        0,
        new TreeMap<>(
            Map.of(
                new DataId("out"),
                new OutputRouting(
                    false,
                    List.of(new OutputRouting.Receiver(new NodeId("sink"), new DataId("in")))),
                new DataId("status"),
                OutputRouting.DAEMON_ONLY)));
  }

  @Test
  void theYamlOfTheReleasedDaemonIsRead() throws IOException {
    assertEquals(detector(), NodeConfigReader.read(vector("node-protocol/node_config.yaml")));
  }

  @Test
  void theJsonOfTheReleasedDaemonIsRead() throws IOException {
    assertEquals(detector(), NodeConfigReader.read(vector("node-protocol/node_config.json")));
  }

  @Test
  void theAnswerOnTheDynamicNodePortIsRead() throws IOException {
    String hex =
        JsonMapper.shared()
            .readTree(vector("node-protocol/dynamic_node_config_reply.json"))
            .get(0)
            .get("hex")
            .asString();
    String json = new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
    NodeConfig read = NodeConfigReader.readReply(json);

    assertEquals(detector().runConfig(), read.runConfig());
    assertEquals(detector().daemonCommunication(), read.daemonCommunication());
  }

  @Test
  void aRefusalOnTheDynamicNodePortKeepsTheDaemonsReason() {
    var e =
        assertThrows(
            InvalidNodeConfigException.class,
            () ->
                NodeConfigReader.readReply(
                    "{\"NodeConfig\":{\"result\":{\"Err\":\"no node `x`\"}}}"));

    assertEquals("the daemon gives no configuration for this node: no node `x`", e.getMessage());
  }

  @Test
  void answersOnTheDynamicNodePortAreThoseOfTheReleasedDaemon() throws IOException {
    JsonMapper json = JsonMapper.shared();
    var vectors = json.readTree(vector("node-protocol/dynamic_node_config_reply.json"));

    assertEquals(vectors.get(1).get("fields"), json.readTree(NodeConfigWriter.reply(detector())));
    assertEquals(
        vectors.get(2).get("fields"),
        json.readTree(NodeConfigWriter.refusal("no node with ID `plot`")));
  }

  @Test
  void theConfigurationOfARealRunCarriesItsDescriptor() throws IOException {
    NodeConfig config = NodeConfigReader.read(vector("daemon/node_config_example.yml"));
    Descriptor descriptor =
        DescriptorParser.parse(config.dataflowDescriptor(), "embedded", Map.of()).descriptor();

    assertEquals(
        List.of("src", "sink", "cfg"),
        descriptor.nodes().stream().map(node -> node.id().value()).toList());
    assertEquals(
        config.dataflowDescriptor(),
        DescriptorWriter.json(descriptor, false),
        "our serialised form is that of the released daemon");
    assertEquals(config.runConfig(), runConfig(descriptor, "cfg"));
  }

  @Test
  void whatIsToldOfInputsAndOutputsIsWhatTheDaemonCallsThem() {
    Descriptor descriptor =
        DescriptorParser.parse(
                """
                nodes:
                  - id: op
                    operator:
                      python: op.py
                      inputs: {x: {source: dora/timer/secs/1, queue_size: 3}}
                      outputs: [y]
                      output_types: {y: std/core/v1/Int64}
                  - {id: sink, path: sink, inputs: {x: op/y}}
                """,
                "dataflow.yml",
                Map.of())
            .descriptor();

    NodeRunConfig operator = runConfig(descriptor, "op");
    assertEquals("[op/x]", operator.inputs().keySet().toString());
    assertEquals(List.of(new DataId("op/y")), operator.outputs());
    assertEquals(Map.of(), operator.outputTypes(), "as released");
    assertEquals(
        Map.of(new DataId("x"), InputDescriptor.of(InputMapping.parse("op/op/y"))),
        runConfig(descriptor, "sink").inputs());
  }

  private static NodeRunConfig runConfig(Descriptor descriptor, String node) {
    return NodeRunConfig.of(ResolvedDataflow.of(descriptor).node(new NodeId(node)).orElseThrow());
  }

  @Test
  void whatWeWriteReadsBackInBothForms() {
    assertEquals(detector(), NodeConfigReader.read(NodeConfigWriter.yaml(detector())));
    assertEquals(detector(), NodeConfigReader.read(NodeConfigWriter.json(detector())));
  }

  @Test
  void theYamlFormIsJsonPlusOneTag() {
    String yaml = NodeConfigWriter.yaml(detector());

    assertTrue(
        yaml.contains("\"daemon_communication\": !Tcp {\"socket_addr\": \"127.0.0.1:40123\"}"));
    assertEquals(1, yaml.lines().count());
  }

  @Test
  void theJsonFormHasTheContentOfTheReleasedOne() throws IOException {
    JsonMapper mapper = JsonMapper.shared();

    assertEquals(
        mapper.readTree(vector("node-protocol/node_config.json")),
        mapper.readTree(NodeConfigWriter.json(detector())));
  }

  @Test
  void whatIsOptionalMayBeAbsent() {
    NodeConfig config = NodeConfigReader.read(MINIMAL);

    assertNull(config.daemonCommunication());
    assertNull(config.outputRouting());
    assertEquals(0, config.restartCount());
    assertEquals(NodeConfig.NO_DESCRIPTOR, config.dataflowDescriptor());
    assertEquals(config, NodeConfigReader.read(NodeConfigWriter.yaml(config)));
  }

  @Test
  void unknownKeysAreIgnored() {
    assertEquals(
        NodeConfigReader.read(MINIMAL), NodeConfigReader.read(MINIMAL + "future: {a: [1]}\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dataflow_id", "node_id", "run_config", "dataflow_descriptor", "dynamic"})
  void aMissingRequiredKeyIsNamed(String key) {
    String without = MINIMAL.replaceAll("(?m)^" + key + ":.*\n", "");

    assertEquals(
        "invalid node configuration: missing field `" + key + "` at line 1 column 1",
        refusal(without));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "!Tcp {socket_addr: 'localhost:1'} | daemon_communication.socket_addr: invalid socket address"
            + " `localhost:1`",
        "!Tcp {socket_addr: '127.0.0.1'} | invalid socket address `127.0.0.1`",
        "!Tcp {socket_addr: '127.0.0.1:99999'} | invalid socket address `127.0.0.1:99999`",
        "!Tcp {} | missing field `socket_addr`",
        "!Udp {socket_addr: '127.0.0.1:1'} | unknown variant `Udp`",
        "Tcp | missing field `socket_addr`",
        "{Tcp: {}, Interactive: {}} | expected one of `Tcp`, `Interactive`"
      })
  void aBadDaemonAddressIsNamed(String communication, String message) {
    String refusal = refusal(MINIMAL + "daemon_communication: " + communication + "\n");

    assertTrue(refusal.contains(message), refusal);
  }

  @Test
  void theInteractiveVariantIsRead() {
    assertEquals(
        new DaemonCommunication.Interactive(),
        NodeConfigReader.read(MINIMAL + "daemon_communication: Interactive\n")
            .daemonCommunication());
  }

  @Test
  void addressesOfVersionSixAreInBrackets() {
    String text = MINIMAL + "daemon_communication: !Tcp {socket_addr: '[::1]:40123'}\n";
    NodeConfig config = NodeConfigReader.read(text);

    assertEquals(config, NodeConfigReader.read(NodeConfigWriter.yaml(config)));
  }

  @Test
  void aBadInputIsNamedWithItsPlace() {
    assertEquals(
        "invalid node configuration: run_config.inputs.i: unknown dora input `clock` at line 3"
            + " column 26",
        refusal(MINIMAL.replace("run_config: {}", "run_config: {inputs: {i: dora/clock/x}}")));
  }

  @Test
  void theDescriptorCanBeLeftOutWhenTheVariableWouldBeTooLong() {
    assertEquals("null", detector().withoutDescriptor().dataflowDescriptor());
    assertEquals(3, detector().withRestartCount(3).restartCount());
  }

  private static String refusal(String text) {
    return String.valueOf(
        assertThrows(InvalidNodeConfigException.class, () -> NodeConfigReader.read(text))
            .getMessage());
  }

  private static String vector(String name) throws IOException {
    return Files.readString(VECTORS.resolve(name));
  }
}
