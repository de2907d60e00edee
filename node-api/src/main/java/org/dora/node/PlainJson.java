package org.dora.node;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON into what Java has for it, without a library of data binding. */
final class PlainJson {
  private static final int MAX_INT_DIGITS = 18;

  private PlainJson() {}

  /** A text that is no JSON. */
  static final class InvalidException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidException(Throwable cause) {
      super(cause.getMessage(), cause);
    }
  }

  /** Returns a map, list, text, truth value, {@code Long}, {@code BigInteger}, {@code Double}. */
  static @Nullable Object parse(String text) throws InvalidException {
    return parse(text, false);
  }

  /** The same, but real numbers other than zero are {@code BigDecimal}. */
  static @Nullable Object parseExactly(String text) throws InvalidException {
    return parse(text, true);
  }

  private static @Nullable Object parse(String text, boolean exactly) throws InvalidException {
    try (JsonParser json = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
      json.nextToken();
      return value(json, exactly);
    } catch (JacksonException | IllegalStateException e) {
      throw new InvalidException(e);
    }
  }

  private static @Nullable Object value(JsonParser json, boolean exactly) {
    JsonToken token = json.currentToken();
    if (token == null) {
      throw new IllegalStateException("the text is empty");
    }
    return switch (token) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String key = json.currentName();
          json.nextToken();
          object.put(key, value(json, exactly));
        }
        yield Collections.unmodifiableMap(object);
      }
      case START_ARRAY -> {
        List<@Nullable Object> array = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(json, exactly));
        }
        yield Collections.unmodifiableList(array);
      }
      case VALUE_STRING -> json.getString();
      case VALUE_NUMBER_INT ->
          json.getStringLength() <= MAX_INT_DIGITS ? json.getLongValue() : integer(json);
      case VALUE_NUMBER_FLOAT -> exactly ? real(json) : json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IllegalStateException("unexpected " + token);
    };
  }

  /** Zero has a sign, which {@code BigDecimal} does not keep. */
  private static Object real(JsonParser json) {
    double rounded = json.getDoubleValue();
    return rounded == 0 ? (Object) rounded : json.getDecimalValue();
  }

  private static Object integer(JsonParser json) {
    return json.getBigIntegerValue().bitLength() < Long.SIZE
        ? (Object) json.getLongValue()
        : json.getBigIntegerValue();
  }
}
