package org.dora.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.dora.coordinator.server.ServerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CoordinatorLimitsTest {
  private static final InetSocketAddress ADDRESS =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 6013);

  private static ServerSettings settings(String... arguments) {
    return CommandLine.populateCommand(new CoordinatorLimits(), arguments).at(ADDRESS);
  }

  @Test
  void whatIsNotSaidIsAsUsual() {
    assertEquals(ServerSettings.at(ADDRESS), settings());
  }

  @Test
  void eachLimitCanBeSaid() {
    assertEquals(
        new ServerSettings(ADDRESS, 1 << 20, 2 << 20, 3, 4, 5, 6, Duration.ofMillis(700)),
        settings(
            "--max-client-message=1",
            "--max-daemon-message=2",
            "--max-clients=3",
            "--max-daemons=4",
            "--max-strangers=5",
            "--max-attempts=6",
            "--request-timeout=700ms"));
  }

  @ParameterizedTest
  @CsvSource({
    "--max-clients=0",
    "--max-attempts=-1",
    "--max-daemon-message=1025",
    "--max-client-message=0",
    "--request-timeout=0"
  })
  void whatIsNoLimitIsRefused(String argument) {
    CliException refused = assertThrows(CliException.class, () -> settings(argument));
    assertEquals(CliException.USAGE, refused.exitCode());
    assertTrue(refused.getMessage().contains(argument.split("=")[0]), refused.getMessage());
  }
}
