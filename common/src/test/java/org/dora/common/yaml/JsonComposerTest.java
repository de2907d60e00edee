package org.dora.common.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The short way for JSON must build the very trees of the YAML engine, places included. */
class JsonComposerTest {
  @ParameterizedTest
  @MethodSource("recordedJson")
  void recordedJsonGivesTheTreeOfTheEngine(Path file) throws IOException {
    String text = Files.readString(file);

    assertEquals(YamlEngine.parse(text, null), JsonComposer.compose(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        " [ 1 , -2.5e-3, 0, 0.0, 1E+9, true, false, null ] ",
        "{\"a\":{\"b\":[[],[{}]]},\"c\":\"\"}",
        "{\"a\": !Tcp {\"b\": \"c\"}, \"d\": !x \"e\"}",
        "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83e\\udd16\", \"ü\ud83e\udd16\", \"after\"]",
        "\n\n{\n  \"a\":\n    1\n}\n",
      })
  void plainJsonGivesTheTreeOfTheEngine(String text) {
    assertEquals(YamlEngine.parse(text, null), JsonComposer.compose(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a: 1",
        "\"text\"",
        "{a: 1}",
        "{\"a\": b}",
        "{\"a\": 01}",
        "{\"a\": 1.}",
        "{\"a\": .5}",
        "{\"a\": 1e}",
        "{\"a\": +1}",
        "{\"a\": -}",
        "{\"a\": 0x1F}",
        "{\"a\": 1, \"a\": 2}",
        "{\"a\": 1,}",
        "[1,]",
        "[1 2]",
        "{\"a\" 1}",
        "[\"a]",
        "[\"\\x41\"]",
        "[\"\\u12\"]",
        "[\"\u0085\"]",
        "[\"two\nlines\"]",
        "[1] # comment",
        "[1]\n---\n[2]",
        "[&x 1, *x]",
        "[! 1]",
        "[!!str 1]",
        "[\t1]"
      })
  void whateverIsNotPlainlyJsonIsLeftToTheEngine(String text) {
    assertNull(JsonComposer.compose(text));
  }

  @Test
  void deepNestingIsLeftToTheEngine() {
    assertNull(JsonComposer.compose("[".repeat(200) + "]".repeat(200)));
  }

  static Stream<Path> recordedJson() throws IOException {
    return Files.walk(Path.of("..", "interop", "vectors"))
        .filter(file -> file.toString().endsWith(".json"))
        .sorted();
  }
}
