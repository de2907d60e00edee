package org.dora.common.descriptor.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import java.util.TreeMap;
import org.dora.common.descriptor.EnvValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected texts are those of dora 1.1.0 for the same arguments and parameters. */
class ParamsTest {
  private final Params params =
      new Params(
          new TreeMap<>(
              Map.of("a", "$PARAM_B ${_param.b}", "b", "x", "_", "u", "Speed", "2.0", "1", "one")));

  @ParameterizedTest
  @CsvSource({
    "${_param.b}, x",
    "${_param.Speed}, 2.0",
    "${_param.speed}, ${_param.speed}",
    "$PARAM_SPEED, 2.0",
    "$PARAM_Speed, $PARAM_Speed",
    "$PARAM_SPEED_LIMIT, $PARAM_SPEED_LIMIT",
    "$PARAM_SPEED-x, 2.0-x",
    "$PARAM_Bé, xé",
    "$$PARAM_B, $x",
    "$PARAM_, $PARAM_",
    "$PARAM__, u",
    "$PARAM_1$PARAM_B, onex",
    "${PARAM_B}, ${PARAM_B}",
    "${_param.}, ${_param.}",
    "${_param.b $PARAM_B, ${_param.b x",
    "${_param.b $PARAM_B}, ${_param.b $PARAM_B}",
    "$, $",
    "$5, $5",
  })
  void referencesAreReplacedAndAllElseStays(String args, String result) {
    assertEquals(result, params.substitutedIn(args));
  }

  @Test
  void whatWasPutInIsNotLookedAtAgain() {
    assertEquals("$PARAM_B ${_param.b}", params.substitutedIn("$PARAM_A"));
  }

  @Test
  void parametersAreTextAndWinOverTheVariablesOfTheNode() {
    assertEquals(
        Map.of("PARAM_SPEED", new EnvValue.Text("2.0"), "OTHER", new EnvValue.Bool(true)),
        new Params(new TreeMap<>(Map.of("Speed", "2.0")))
            .addedTo(
                new TreeMap<>(
                    Map.of("PARAM_SPEED", new EnvValue.Int(1), "OTHER", new EnvValue.Bool(true)))));
  }

  @Test
  void withoutParametersNoVariablesAreMade() {
    assertNull(new Params(new TreeMap<>()).addedTo(null));
  }
}
