package org.dora.zenoh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Reads JSON5: JSON with comments, names without quotes and commas at the end. */
final class Json5 {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private Json5() {}

  /**
   * Reads one value.
   *
   * @return maps, lists, strings, numbers, booleans or null
   * @throws ZenohException if it is not JSON5
   */
  static @Nullable Object read(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      Object value = value(parser, text);
      if (parser.nextToken() != null) {
        throw new ZenohException("something follows the value in `%s`".formatted(text));
      }
      return value;
    } catch (JacksonException e) {
      throw new ZenohException("`%s` is not JSON5: %s".formatted(text, e.getOriginalMessage()), e);
    }
  }

  private static @Nullable Object value(JsonParser parser, String text) {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new ZenohException("there is no value in `%s`".formatted(text));
    }
    return switch (token) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          object.put(name, value(parser, text));
        }
        yield object;
      }
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser, text));
        }
        yield list;
      }
      case VALUE_STRING -> parser.getString();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new ZenohException("`%s` has an unexpected %s".formatted(text, token));
    };
  }

  /** Returns what was read as an object with its type said. */
  static Map<String, @Nullable Object> object(Map<?, ?> read) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    read.forEach((name, value) -> object.put(String.valueOf(name), value));
    return object;
  }
}
