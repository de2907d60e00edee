package org.dora.common.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.compare.VectorEqualsVisitor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** What the released nodes record is read back as the arrays that it was made of. */
class JsonArraysTest {
  private static final ObjectMapper JSON = JsonMapper.shared();

  private final RootAllocator allocator = new RootAllocator();
  private final JsonArrays arrays = new JsonArrays(allocator);

  @AfterEach
  void everythingGoesBack() {
    allocator.close();
  }

  @ParameterizedTest
  @MethodSource("org.dora.common.arrow.ArrayJsonTest#recorded")
  void recordedArraysAreReadBack(ArrayJsonTest.Recorded recorded) {
    assumeTrue(
        !recorded.name().equals("map"), "JSON has no words for values of maps that are null");
    JsonNode type = recorded.json().get("data_type");
    try (FieldVector expected = new IpcDecoder(allocator).decode(recorded.view());
        FieldVector read = arrays.read(list(recorded.json().get("data")), plain(type))) {
      assertTrue(
          VectorEqualsVisitor.vectorEquals(
              expected,
              read,
              (left, right) -> left.getField().getType().equals(right.getField().getType())),
          () -> expected + "\n" + read);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1, 2, null] | Int64",
        "[1, 2.5] | Float64",
        "[9223372036854775808] | Float64",
        "[true] | Boolean",
        "[\"a\", null] | Utf8",
        "[null] | Null",
        "[] | Null",
        "[[1], [2.5, null]] | List(Field { data_type: Float64, nullable: true })",
        "[[]] | List(Field { data_type: Null, nullable: true })",
        "[[null]] | List(Field { data_type: Utf8, nullable: true })",
        "[[[1]], null] | List(Field { data_type: List(Field { data_type: Int64, nullable: true }),"
            + " nullable: true })",
        "[{\"x\": 1}, {\"y\": \"a\"}] | Struct([Field { name: \"x\", data_type: Int64, nullable:"
            + " true }, Field { name: \"y\", data_type: Utf8, nullable: true }])",
      })
  void typesAreFoundAsTheReleasedNodesDo(String json, String type) {
    List<?> values = list(JSON.readTree(json));
    try (FieldVector vector = arrays.read(values)) {
      assertEquals(type, ArrowTypeText.of(vector.getField()));
      assertEquals(values.size(), vector.getValueCount());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1, \"a\"] | 1 is no value of type Utf8",
        "[1, [2]] | there are single values and lists",
        "[{\"x\": 1}, [2]] | there are objects and lists",
      })
  void valuesOfNoCommonTypeAreRefused(String json, String expected) {
    refuses(expected, () -> arrays.read(list(JSON.readTree(json))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[128] | \"Int8\" | 128 is no value of type Int8",
        "[-1] | \"UInt64\" | -1 is no value of type UInt64",
        "[18446744073709551616] | \"UInt64\" | 18446744073709551616 is no value of type UInt64",
        "[1.5] | \"Int32\" | 1.5 is no value of type Int32",
        "[\"many\"] | \"Int32\" | \"many\" is no value of type Int32",
        "[1] | \"Utf8\" | 1 is no value of type Utf8",
        "[1] | \"Null\" | 1 is no value of type Null",
        "[true] | \"Float32\" | true is no value of type Float32",
        "[\"0g\"] | \"Binary\" | \"0g\" is no value of type Binary",
        "[\"00\"] | {\"FixedSizeBinary\": 2} | \"00\" is no value of type FixedSizeBinary(2)",
        "[\"yesterday\"] | \"Date32\" | \"yesterday\" is no value of type Date32",
        "[\"1.005\"] | {\"Decimal128\": [5, 2]} | is no value of type Decimal128(5, 2)",
        "[[1]] | {\"FixedSizeList\": [{\"name\": \"item\", \"data_type\": \"Int8\"}, 2]} | [1] is no"
            + " value of type",
        "[{}] | {\"Struct\": [{\"name\": \"x\", \"data_type\": \"Int8\", \"nullable\": false}]} |"
            + " `x` is null",
        "[1] | \"Int9\" | `Int9` is no Arrow type",
        "[1] | {\"Duration\": \"Fortnight\"} | `Fortnight` is no unit of time",
        "[1] | {\"List\": \"Int8\"} | `Int8` is no field",
      })
  void valuesOfAnotherTypeAreRefused(String values, String type, String expected) {
    refuses(expected, () -> arrays.read(list(JSON.readTree(values)), plain(JSON.readTree(type))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[\"12\", 300] | \"UInt16\" | [12,300]",
        "[18446744073709551615] | \"UInt64\" | [18446744073709551615]",
        "[\"-Infinity\", 1e50] | \"Float32\" | [\"-Infinity\",\"Infinity\"]",
        "[\"12.50\", 3] | {\"Decimal256\": [50, 2]} | [12.50,3.00]",
        "[0] | \"Date32\" | [\"1970-01-01\"]",
        "[\"10:30\"] | {\"Time32\": \"Second\"} | [\"10:30:00\"]",
        "[\"2024-02-29 12:00:00\", \"2024-02-29\"] | {\"Timestamp\": [\"Millisecond\",null]} |"
            + " [\"2024-02-29T12:00:00\",\"2024-02-29T00:00:00\"]",
        "[\"2024-02-29T12:00:00.5+02:00\"] | {\"Timestamp\": [\"Millisecond\",\"UTC\"]} |"
            + " [\"2024-02-29T10:00:00.500Z\"]",
        "[-1500] | {\"Duration\": \"Millisecond\"} | [\"-PT1.5S\"]",
      })
  void valuesMayBeWrittenInSeveralWays(String values, String type, String expected) {
    try (FieldVector vector =
        arrays.read(list(JSON.readTree(values)), plain(JSON.readTree(type)))) {
      StringWriter text = new StringWriter();
      try (JsonGenerator json = JSON.createGenerator(text)) {
        ArrayJson.writeValues(vector, json);
      }
      assertEquals(expected, text.toString());
    }
  }

  private static void refuses(String expected, org.junit.jupiter.api.function.Executable reading) {
    IpcException refusal = assertThrows(IpcException.class, reading);
    assertTrue(refusal.getMessage().contains(expected), refusal::getMessage);
  }

  private static List<?> list(JsonNode json) {
    return assertInstanceOf(List.class, plain(json));
  }

  private static Object plain(JsonNode json) {
    return Objects.requireNonNull(value(json));
  }

  private static @Nullable Object value(JsonNode json) {
    return switch (json.getNodeType()) {
      case ARRAY -> json.valueStream().map(JsonArraysTest::value).toList();
      case OBJECT -> {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        json.forEachEntry((name, field) -> fields.put(name, value(field)));
        yield fields;
      }
      case NUMBER -> {
        if (!json.isIntegralNumber()) {
          yield json.doubleValue();
        }
        yield json.canConvertToLong() ? (Object) json.longValue() : json.bigIntegerValue();
      }
      case STRING -> json.stringValue();
      case BOOLEAN -> json.booleanValue();
      default -> null;
    };
  }
}
