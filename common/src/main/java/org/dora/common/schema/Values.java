package org.dora.common.schema;

import java.util.List;

/** The forms of single values that occur in many places. */
final class Values {
  /** What ids of inputs and outputs are made of. */
  private static final String DATA_ID = "[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*";

  private static final String NODE_ID = "[A-Za-z0-9_-][A-Za-z0-9_.-]*";
  private static final String TIMER =
      "dora/timer/((secs|millis|micros|nanos)/\\+?[0-9]+|hz/\\+?[0-9.eE+-]+)";
  private static final String LOGS =
      "dora/logs(/([Ss][Tt][Dd][Oo][Uu][Tt]|[Ee][Rr][Rr][Oo][Rr]|[Ww][Aa][Rr][Nn]|[Ii][Nn][Ff][Oo]"
          + "|[Dd][Ee][Bb][Uu][Gg]|[Tt][Rr][Aa][Cc][Ee])?(/"
          + NODE_ID
          + ")?)?";

  private Values() {}

  /** Text where any plain scalar passes for it: {@code path: 7} is the text 7. */
  static Schema text() {
    return Schema.of("string", "number", "boolean");
  }

  /** Text that may be left out by giving no value. */
  static Schema optionalText() {
    return text().orNull();
  }

  /** Text where only text passes, as inside operators. */
  static Schema quotedText() {
    return Schema.of("string");
  }

  static Schema nodeId() {
    return text().pattern("^" + NODE_ID + "$").with("not", constant("dora"));
  }

  /** Adds the rule for ids of inputs and outputs. */
  static Schema dataId(Schema text) {
    return text.pattern(dataIdPattern());
  }

  /** Keys that are ids of inputs or outputs. */
  static Schema byDataId(Schema values) {
    return Schema.map(values).with("propertyNames", Schema.NOTHING_SAID.pattern(dataIdPattern()));
  }

  private static String dataIdPattern() {
    return "^" + DATA_ID + "$";
  }

  /** Where an input comes from. */
  static Schema mapping() {
    return quotedText()
        .pattern("^(" + TIMER + "|" + LOGS + "|(?!dora/)" + NODE_ID + "/" + DATA_ID + ")$");
  }

  static Schema seconds() {
    return Schema.of("number", "null").atLeast(0);
  }

  static Schema bool() {
    return Schema.of("boolean");
  }

  /** A whole number of 32 bits. */
  static Schema count() {
    return Schema.of("integer").atLeast(0).atMost(0xffff_ffffL);
  }

  /** A number of bytes with or without unit, as text. */
  static Schema byteSize(Schema text) {
    return text.pattern("^\\s*\\+?([0-9]+\\.?[0-9]*|\\.[0-9]+)\\s*([KkMmGg]?[Bb]?)\\s*$");
  }

  static Schema constant(String value) {
    return Schema.NOTHING_SAID.with("const", value);
  }

  /** One of several names in any case, with the usual spelling offered. */
  static Schema level() {
    List<String> levels = List.of("error", "warn", "info", "debug", "trace", "stdout");
    return Schema.any(
        Schema.choice(levels),
        Schema.of("string")
            .pattern(
                "^([Ee][Rr][Rr][Oo][Rr]|[Ww][Aa][Rr][Nn]|[Ii][Nn][Ff][Oo]|[Dd][Ee][Bb][Uu][Gg]"
                    + "|[Tt][Rr][Aa][Cc][Ee]|[Ss][Tt][Dd][Oo][Uu][Tt])$"));
  }
}
