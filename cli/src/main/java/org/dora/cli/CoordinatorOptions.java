package org.dora.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How a command finds its coordinator (cli.md 1.3): an option beats the variable, the variable the
 * user's configuration, that the default; a mixin.
 *
 * <p>The values are read here and not by picocli, which would complain of a malformed variable even
 * if an option overrules it.
 */
public final class CoordinatorOptions {
  /** Names the host where no option does. */
  public static final String HOST_VARIABLE = "DORA_COORDINATOR_ADDR";

  /** Names the port where no option does. */
  public static final String PORT_VARIABLE = "DORA_COORDINATOR_PORT";

  private static final String HOST_OPTION = "--coordinator-addr <HOST>";
  private static final String PORT_OPTION = "--coordinator-port <PORT>";
  private static final int LAST_PORT = 65535;

  @Option(
      names = "--coordinator-addr",
      paramLabel = "<HOST>",
      description =
          "IP address or host name of the coordinator [env: DORA_COORDINATOR_ADDR] [default:"
              + " 127.0.0.1]")
  private @Nullable String host;

  @Option(
      names = "--coordinator-port",
      paramLabel = "<PORT>",
      description = "TCP port of the coordinator [env: DORA_COORDINATOR_PORT] [default: 6013]")
  private @Nullable String port;

  /**
   * Returns where to look for the coordinator.
   *
   * @throws CliException if an option, variable or configuration that counts is malformed
   */
  public CoordinatorAddress address(Map<String, String> environment) {
    String chosenHost = host != null ? host : environment.get(HOST_VARIABLE);
    String chosenPort = port != null ? port : environment.get(PORT_VARIABLE);
    if (chosenHost == null || chosenPort == null) {
      UserConfig config = UserConfig.read(environment);
      chosenHost = chosenHost == null ? config.host() : chosenHost;
      chosenPort = chosenPort == null ? config.port() : chosenPort;
    }
    return new CoordinatorAddress(
        chosenHost == null ? CoordinatorAddress.DEFAULT.host() : host(chosenHost),
        chosenPort == null ? CoordinatorAddress.DEFAULT.port() : port(chosenPort));
  }

  /** Whether the user names a coordinator at all, be it by option or variable. */
  public boolean areGiven(Map<String, String> environment) {
    return host != null
        || port != null
        || environment.containsKey(HOST_VARIABLE)
        || environment.containsKey(PORT_VARIABLE);
  }

  private static String host(String value) {
    boolean bracketed = value.startsWith("[") && value.endsWith("]");
    String host = bracketed ? value.substring(1, value.length() - 1) : value;
    boolean isIpv6 = host.indexOf(':') >= 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean fits = Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0;
      if (!fits && !(isIpv6 && (c == ':' || c == '%'))) {
        throw invalid(
            value, HOST_OPTION, "no IP address or host name has the character '" + c + "'");
      }
    }
    if (isIpv6 && host.indexOf(':') == host.lastIndexOf(':')) {
      throw invalid(value, HOST_OPTION, "the port belongs into --coordinator-port");
    }
    if (host.isEmpty()) {
      throw invalid(value, HOST_OPTION, "expected an IP address or a host name");
    }
    return host;
  }

  private static int port(String value) {
    try {
      int port = Integer.parseInt(value);
      if (port >= 0 && port <= LAST_PORT) {
        return port;
      }
    } catch (NumberFormatException _) {
      throw invalid(value, PORT_OPTION, "invalid digit found in string, expected a number");
    }
    throw invalid(value, PORT_OPTION, value + " is not in 0..=" + LAST_PORT);
  }

  private static CliException invalid(String value, String option, String reason) {
    return CliException.usage("invalid value '" + value + "' for '" + option + "': " + reason);
  }
}
