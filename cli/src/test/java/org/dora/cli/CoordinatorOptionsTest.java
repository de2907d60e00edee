package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class CoordinatorOptionsTest {
  private static final Map<String, String> VARIABLES =
      Map.of("DORA_COORDINATOR_ADDR", "10.0.0.7", "DORA_COORDINATOR_PORT", "7000");

  @Test
  void withoutOptionsAndVariablesItIsTheUsualPlace() {
    assertEquals("127.0.0.1:6013", options().address(Map.of()).toString());
    assertFalse(options().areGiven(Map.of()));
  }

  @Test
  void variablesBeatTheDefaultAndOptionsTheVariables() {
    assertEquals("10.0.0.7:7000", options().address(VARIABLES).toString());
    assertTrue(options().areGiven(VARIABLES));
    assertEquals(
        "robot.local:7000",
        options("--coordinator-addr", "robot.local").address(VARIABLES).toString());
    assertEquals("10.0.0.7:1", options("--coordinator-port", "1").address(VARIABLES).toString());
    assertTrue(options("--coordinator-port", "1").areGiven(Map.of()));
  }

  @Test
  void anIpv6AddressMayHaveBracketsAndAZone() {
    assertEquals("[::1]:6013", options("--coordinator-addr", "::1").address(Map.of()).toString());
    assertEquals(
        new CoordinatorAddress("fe80::1%eth0", 6013),
        options("--coordinator-addr", "[fe80::1%eth0]").address(Map.of()));
  }

  @Test
  void aMalformedVariableIsAUsageErrorUnlessAnOptionOverrulesIt() {
    Map<String, String> malformed = Map.of("DORA_COORDINATOR_PORT", "abc");
    CliException failure = assertThrows(CliException.class, () -> options().address(malformed));
    assertEquals(CliException.USAGE, failure.exitCode());
    assertTrue(
        failure
            .getMessage()
            .startsWith("invalid value 'abc' for '--coordinator-port <PORT>': invalid digit"),
        failure.getMessage());
    assertEquals(9, options("--coordinator-port", "9").address(malformed).port());
  }

  @Test
  void whatIsNeitherAddressNorPortIsRefused() {
    assertEquals("99999 is not in 0..=65535", refusal("--coordinator-port", "99999"));
    assertEquals(
        "the port belongs into --coordinator-port", refusal("--coordinator-addr", "robot:6013"));
    assertEquals(
        "no IP address or host name has the character '/'",
        refusal("--coordinator-addr", "ws://robot"));
    assertEquals("expected an IP address or a host name", refusal("--coordinator-addr", ""));
  }

  private static String refusal(String... arguments) {
    CliException failure =
        assertThrows(CliException.class, () -> options(arguments).address(Map.of()));
    assertEquals(CliException.USAGE, failure.exitCode());
    return failure.getMessage().replaceFirst("^.*>': ", "");
  }

  private static CoordinatorOptions options(String... arguments) {
    Sample sample = new Sample();
    new CommandLine(sample).parseArgs(arguments);
    return sample.coordinator;
  }

  @Command
  private static final class Sample {
    @Mixin private final CoordinatorOptions coordinator = new CoordinatorOptions();
  }
}
