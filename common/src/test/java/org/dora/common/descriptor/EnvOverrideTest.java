package org.dora.common.descriptor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvOverrideTest {
  @Test
  void theFirstEqualsSignSeparates() {
    assertEquals(new EnvOverride("A", "b=c"), EnvOverride.parse("A=b=c"));
  }

  @Test
  void anArgumentWithoutEqualsSignOrKeyIsRefused() {
    assertEquals("invalid --env `EV_Y`: expected KEY=VALUE", refusal("EV_Y"));
    assertEquals("invalid --env `=x`: empty key", refusal("=x"));
  }

  @Test
  void valuesArriveExactlyWithinOurOwnProcesses() {
    List<EnvOverride> overrides =
        List.of(EnvOverride.parse("A=1"), EnvOverride.parse("B=$X"), EnvOverride.parse("A=1.10"));
    Descriptor descriptor =
        DescriptorParser.parse("{nodes: [{id: n, path: n}], env: {B: file}}", "f", Map.of())
            .descriptor()
            .withEnv(EnvOverride.values(overrides));

    var environment = descriptor.environmentOf(descriptor.nodes().get(0));
    assertEquals(new EnvValue.Text("1.10"), environment.get("A"));
    assertEquals(new EnvValue.Text("$X"), environment.get("B"));
  }

  @Test
  void whatAReleasedReceiverWouldChangeIsSaid() {
    assertTrue(EnvOverride.parse("A=text").wireRefusal().isEmpty());
    assertTrue(EnvOverride.parse("A=7").wireRefusal().isEmpty());
    assertEquals(
        "--env `A=1.10` would not survive the dataflow descriptor's encoding: nodes would receive"
            + " `1.1` instead.",
        EnvOverride.parse("A=1.10").wireRefusal().orElseThrow());
    assertTrue(EnvOverride.parse("A=a$b").wireRefusal().isEmpty());
  }

  private static String refusal(String argument) {
    return String.valueOf(
        assertThrows(
                EnvOverride.InvalidEnvOverrideException.class, () -> EnvOverride.parse(argument))
            .getMessage());
  }
}
