package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.dora.common.yaml.YamlException;
import org.dora.common.yaml.YamlParser;
import org.dora.common.yaml.YamlValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvValueTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("WORD", "hello", "NUM", "42", "EMPTY", "", "DOLLAR", "$NUM");

  /** Right side: what the released program gave to a process (dataflow corpus, e01 and e08). */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "true, true",
        "True, true",
        "\"True\", True",
        "\"true\", true",
        "8080, 8080",
        "2.50, 2.5",
        "3.0, 3",
        "\"007\", 7",
        "010, 10",
        "\"1.10\", 1.1",
        "\"1e3\", 1000",
        "\"+5\", 5",
        "\"inf\", inf",
        "\"-infinity\", -inf",
        "\"nan\", NaN",
        ".inf, inf",
        "0x1F, 31",
        "0o17, 15",
        "18446744073709551615, 18446744073709552000",
        "\"123456789012345678901234567890\", 123456789012345680000000000000",
        "1e21, 1000000000000000000000",
        "1e-7, 0.0000001",
        "-0, 0",
        "\"-0.0\", -0",
        "yes, yes",
        "1_000, 1_000",
        "\" 7 \", ` 7 `",
        "\"\", ``",
        "2020-01-02, 2020-01-02"
      })
  void aValueArrivesAsTheReleasedProgramRendersIt(String yaml, String rendered) {
    assertEquals(rendered, value(yaml).rendered());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "$WORD, hello",
        "${WORD}!, hello!",
        "${MISSING:-fallback}, fallback",
        "${MISSING:-}, ``",
        "${WORD:-fallback}, hello",
        "${EMPTY:-fallback}, ``",
        "$NUM, 42",
        "a$$b, a$b",
        "cost $ 5, cost $ 5",
        "end$, end$",
        "~/x, ~/x",
        "${MISSING:-$WORD}, $WORD",
        "$DOLLAR, $NUM",
        "open ${WORD, open ${WORD",
        "$WORD-$NUM, hello-42"
      })
  void variablesAreReplacedOnce(String text, String rendered) {
    assertEquals(rendered, value("\"" + text + "\"").rendered());
  }

  @Test
  void substitutedNumbersAreNumbers() {
    assertEquals(new EnvValue.Int(42), value("$NUM"));
  }

  @Test
  void anUnsetVariableIsNamed() {
    YamlException e = assertThrows(YamlException.class, () -> value("$NOT_SET"));

    assertEquals("data did not match any variant of untagged enum EnvValue", e.reason());
    assertTrue(e.toString().contains("`NOT_SET` is not set"), e.toString());
    assertTrue(e.toString().contains("`X`"), e.toString());
  }

  @Test
  void integersBeyondSixtyFourBitsAreRefusedUnlessQuoted() {
    YamlException e =
        assertThrows(YamlException.class, () -> value("123456789012345678901234567890"));

    assertEquals(
        "invalid type: integer `123456789012345678901234567890` as u128, expected any value",
        e.reason());
  }

  @Test
  void nothingAndCollectionsAreRefused() {
    for (String yaml : new String[] {"", "~", "[1]", "{a: b}"}) {
      assertThrows(YamlException.class, () -> value(yaml), yaml);
    }
  }

  private static EnvValue value(String yaml) {
    YamlValue env = YamlValue.root(YamlParser.parse("X: " + yaml));
    EnvValue value = EnvValue.readAll(env, EnvReading.file(ENVIRONMENT)).get("X");
    if (value == null) {
      throw new AssertionError("no value was read");
    }
    return value;
  }
}
