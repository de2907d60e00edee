package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dora.common.schema.PublishedSchema;
import org.dora.common.yaml.ScalarValue;
import org.dora.common.yaml.YamlNode;
import org.dora.common.yaml.YamlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Holds the schemas that editors get against the reader and the recorded corpus. */
class PublishedSchemaTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final Schema DESCRIPTOR = REGISTRY.getSchema(PublishedSchema.DESCRIPTOR.json());
  private static final Schema CLUSTER = REGISTRY.getSchema(PublishedSchema.CLUSTER.json());

  /** JSON tells neither `~` from no value, nor 1.0 from 1, nor a key 1 from "1". */
  private static final Pattern NOT_IN_JSON =
      Pattern.compile("unit value| as [ui]128|`1\\.0`|`1`, expected a string");

  @ParameterizedTest
  @MethodSource("goodCases")
  void whatDoraAcceptsIsValid(CorpusCase each) throws IOException {
    assertEquals(List.of(), errors(DESCRIPTOR, Files.readString(each.file())));
  }

  @ParameterizedTest
  @MethodSource("refusedCases")
  void whatTheReaderRefusesForItsFormIsNotValid(CorpusCase each) throws IOException {
    assertNotEquals(List.of(), errors(DESCRIPTOR, Files.readString(each.file())), each::toString);
  }

  @ParameterizedTest
  @MethodSource("refusedRecordings")
  void shortFilesThatTheReaderRefusesAreNotValid(RecordedVerdictsTest.Recording each) {
    assertNotEquals(List.of(), errors(DESCRIPTOR, each.yaml()), each::yaml);
  }

  @ParameterizedTest
  @EnumSource
  void theFilesInTheDocumentationAreThoseOfTheProgram(PublishedSchema published)
      throws IOException {
    Path file = Path.of("..", "docs", "schema", published.text() + ".json");

    assertEquals(
        published.json(),
        Files.readString(file),
        () ->
            "write it with: ./dora schema "
                + published.text()
                + " > docs/schema/"
                + file.getFileName());
  }

  @ParameterizedTest
  @EnumSource
  void theSchemasAreSchemas(PublishedSchema published) {
    Schema meta =
        REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    assertEquals(List.of(), meta.validate(published.json(), InputFormat.JSON));
  }

  @Test
  void everyKeyHasAWordForWhoHoversOverIt() {
    JsonNode nodes =
        JsonMapper.shared()
            .readTree(PublishedSchema.DESCRIPTOR.json())
            .get("$defs")
            .get("node")
            .get("properties");

    nodes.forEachEntry(
        (key, schema) -> assertTrue(schema.has("description"), "`" + key + "` has no description"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{coordinator: {addr: 127.0.0.1}, machines: [{id: a, host: h}]}",
        "{coordinator: {addr: '::1', port: 6014}, machines: [{id: a, host: h, user: pi, port: 22,"
            + " daemon_port: 1, labels: {gpu: true}, zenoh_addr: 10.0.0.1, zenoh_port: 5456}]}",
        "{coordinator: {addr: 127.0.0.1}, zenoh_peer: tcp/h:1, machines: [{id: a, host: h}]}"
      })
  void goodClustersAreValid(String yaml) {
    assertEquals(List.of(), errors(CLUSTER, yaml));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{machines: [{id: a, host: h}]}",
        "{coordinator: {addr: 127.0.0.1}, machines: []}",
        "{coordinator: {addr: 127.0.0.1, foo: 1}, machines: [{id: a, host: h}]}",
        "{coordinator: {addr: localhost}, machines: [{id: a, host: h}]}",
        "{coordinator: {addr: 127.0.0.1}, machines: [{id: a, host: h, colour: red}]}",
        "{coordinator: {addr: 127.0.0.1}, machines: [{id: a;b, host: h}]}",
        "{coordinator: {addr: 127.0.0.1}, machines: [{id: a, host: -oProxyCommand=x}]}",
        "{coordinator: {addr: 127.0.0.1}, machines: [{id: a, host: ''}]}",
        "{coordinator: {addr: 127.0.0.1}, machines: [{id: '', host: h}]}",
        "{coordinator: {addr: 127.0.0.1}, machines: [{id: a, host: h, labels: {a b: c}}]}",
        "{coordinator: {addr: 127.0.0.1}, machines: [{id: a, host: h, daemon_port: 0}]}",
        "{coordinator: {addr: 127.0.0.1}, machines: [{id: a, host: h, zenoh_addr: name.local}]}",
        "{coordinator: {addr: 127.0.0.1}, zenoh_peer: tcp/h:1,"
            + " machines: [{id: a, host: h, zenoh_port: 5000}]}"
      })
  void clustersThatDoraRefusesAreNotValid(String yaml) {
    assertFalse(errors(CLUSTER, yaml).isEmpty());
  }

  static Stream<CorpusCase> goodCases() {
    return validated().filter(each -> exit(each) == 0 && !ignoresKeys(each));
  }

  /** Refused for unknown keys and wrong types; other faults are none of the file's form. */
  static Stream<CorpusCase> refusedCases() {
    return validated()
        .filter(each -> exit(each) == 1 && !each.usesModules() && isFault(faultOf(each)));
  }

  static Stream<RecordedVerdictsTest.Recording> refusedRecordings() throws IOException {
    return RecordedVerdictsTest.recordings().stream()
        .filter(each -> isFault(String.join("\n", each.verdict().causes())));
  }

  private static Stream<CorpusCase> validated() {
    return CorpusCase.all().stream()
        .filter(each -> each.validated().isPresent() && !each.usesOldDeploy());
  }

  private static int exit(CorpusCase each) {
    return each.validated().orElseThrow().get("exit").asInt();
  }

  private static String faultOf(CorpusCase each) {
    return each.validated().orElseThrow().get("error").get("causes").toString();
  }

  private static boolean isFault(String causes) {
    boolean form =
        causes.contains("unknown field")
            || causes.contains("invalid type: ")
            || causes.contains("unknown variant")
            || causes.contains("missing field");
    return form && !NOT_IN_JSON.matcher(causes).find();
  }

  /** The schema has no place for keys that dora drops without a word. */
  private static boolean ignoresKeys(CorpusCase each) {
    return !each.read().warnings().isEmpty();
  }

  private static List<Error> errors(Schema schema, String yaml) {
    return schema.validate(json(YamlParser.parse(yaml)));
  }

  private static JsonNode json(YamlNode node) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return switch (node) {
      case YamlNode.Sequence sequence -> {
        ArrayNode array = json.arrayNode();
        sequence.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case YamlNode.Mapping mapping -> {
        ObjectNode object = json.objectNode();
        mapping.entries().forEach(entry -> object.set(entry.key().text(), json(entry.value())));
        yield object;
      }
      case YamlNode.Scalar scalar ->
          switch (scalar.value()) {
            case ScalarValue.Null _ -> json.nullNode();
            case ScalarValue.Bool(boolean value) -> json.booleanNode(value);
            case ScalarValue.Int(BigInteger value) -> json.numberNode(value);
            // JSON has no infinity.
            case ScalarValue.Real(double value) ->
                json.numberNode(Double.isFinite(value) ? value : 0.5);
            case ScalarValue.Text(String value) -> json.stringNode(value);
          };
    };
  }
}
