package org.dora.cli;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.dora.coordinator.server.ServerSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much a coordinator's port takes in; a mixin. */
final class CoordinatorLimits {
  private static final int MIB = 1 << 20;
  private static final int MOST_MIB = 1024;

  @Option(
      names = "--max-clients",
      paramLabel = "<COUNT>",
      description = "How many CLIs may be connected at once [default: 256]")
  private @Nullable Integer clients;

  @Option(
      names = "--max-daemons",
      paramLabel = "<COUNT>",
      description = "How many daemons may be connected at once [default: 256]")
  private @Nullable Integer daemons;

  @Option(
      names = "--max-strangers",
      paramLabel = "<COUNT>",
      description = "How many more connections may be open that are neither yet [default: 256]")
  private @Nullable Integer strangers;

  @Option(
      names = "--max-attempts",
      paramLabel = "<COUNT>",
      description = "How often another machine may connect within a minute [default: 20]")
  private @Nullable Integer attempts;

  @Option(
      names = "--request-timeout",
      paramLabel = "<DURATION>",
      converter = DurationArgument.class,
      description = "How long a connection may take over a complete request [default: 5s]")
  private @Nullable Duration patience;

  @Option(
      names = "--max-client-message",
      paramLabel = "<MIB>",
      description = "Largest message of a CLI in MiB [default: 16]")
  private @Nullable Integer clientMessage;

  @Option(
      names = "--max-daemon-message",
      paramLabel = "<MIB>",
      description = "Largest message of a daemon in MiB [default: 64]")
  private @Nullable Integer daemonMessage;

  /**
   * Returns the settings of a server at an address.
   *
   * @throws CliException if a limit is none
   */
  ServerSettings at(InetSocketAddress address) {
    ServerSettings usual = ServerSettings.at(address);
    if (patience != null && patience.isZero()) {
      throw invalid("--request-timeout <DURATION>", "0", "longer than nothing");
    }
    return new ServerSettings(
        address,
        bytes("--max-client-message", clientMessage, usual.controlMessage()),
        bytes("--max-daemon-message", daemonMessage, usual.daemonMessage()),
        count("--max-clients", clients, usual.controlSlots()),
        count("--max-daemons", daemons, usual.daemonSlots()),
        count("--max-strangers", strangers, usual.strangers()),
        count("--max-attempts", attempts, usual.upgradesPerMinute()),
        patience == null ? usual.patience() : patience);
  }

  private static int count(String option, @Nullable Integer value, int usual) {
    if (value != null && value < 1) {
      throw invalid(option + " <COUNT>", value.toString(), "1 at least");
    }
    return value == null ? usual : value;
  }

  private static int bytes(String option, @Nullable Integer value, int usual) {
    if (value != null && (value < 1 || value > MOST_MIB)) {
      throw invalid(option + " <MIB>", value.toString(), "1 to " + MOST_MIB);
    }
    return value == null ? usual : value * MIB;
  }

  private static CliException invalid(String option, String value, String expected) {
    return CliException.usage(
        "invalid value '" + value + "' for '" + option + "': expected " + expected);
  }
}
