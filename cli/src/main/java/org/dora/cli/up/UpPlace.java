package org.dora.cli.up;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.dora.cli.CliException;
import org.dora.cli.CoordinatorAddress;
import org.dora.cli.CoordinatorOptions;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code dora up} looks for a coordinator, and has one listen (cli.md 4.1).
 *
 * @param address where it is looked for
 * @param bind the interface to listen on; null for the address
 */
record UpPlace(CoordinatorAddress address, @Nullable InetAddress bind) {
  /**
   * Returns the place that variables, configuration and option name.
   *
   * @param option value of {@code --interface}
   * @throws CliException if one is malformed, or they contradict each other
   */
  static UpPlace of(@Nullable String option, Map<String, String> environment) {
    CoordinatorAddress address = address(environment);
    if (option == null) {
      return new UpPlace(address, null);
    }
    InetAddress bind = literal(option);
    if (bind.isAnyLocalAddress()) {
      return new UpPlace(address, bind);
    }
    String host = bind.getHostAddress();
    if (environment.containsKey(CoordinatorOptions.HOST_VARIABLE) && !address.host().equals(host)) {
      throw CliException.failure(
          "`--interface "
              + option
              + "` contradicts "
              + CoordinatorOptions.HOST_VARIABLE
              + "="
              + address.host()
              + ": a coordinator that listens on the one is not found at the other");
    }
    return new UpPlace(new CoordinatorAddress(host, address.port()), bind);
  }

  /** What is malformed cannot be the command line: it has neither of the two. */
  private static CoordinatorAddress address(Map<String, String> environment) {
    try {
      return new CoordinatorOptions().address(environment);
    } catch (CliException e) {
      throw e.exitCode() == CliException.USAGE
          ? CliException.failure(
              "invalid "
                  + CoordinatorOptions.HOST_VARIABLE
                  + " or "
                  + CoordinatorOptions.PORT_VARIABLE
                  + ": "
                  + e.getMessage())
          : e;
    }
  }

  private static InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      throw CliException.usage(
          "invalid value '" + text + "' for '--interface <IP>': invalid IP address syntax");
    }
  }

  /** Returns the words that make a coordinator listen here. */
  List<String> options() {
    String port = Integer.toString(address.port());
    if (bind == null && address.host().equals(CoordinatorAddress.DEFAULT.host())) {
      return List.of("--port", port);
    }
    String host = bind == null ? address.host() : bind.getHostAddress();
    return List.of("--interface", host, "--port", port);
  }

  /** Returns the same port at the usual address. */
  CoordinatorAddress usual() {
    return new CoordinatorAddress(CoordinatorAddress.DEFAULT.host(), address.port());
  }

  boolean isLoopback() {
    try {
      return InetAddress.getByName(address.host()).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }

  /** Whether other machines reach a coordinator here. */
  boolean isOpen() {
    return bind == null ? !isLoopback() : !bind.isLoopbackAddress();
  }

  /** Whether the address is one of this machine. */
  boolean isHere() {
    try {
      InetAddress host = InetAddress.getByName(address.host());
      return host.isLoopbackAddress() || NetworkInterface.getByInetAddress(host) != null;
    } catch (UnknownHostException | SocketException _) {
      return false;
    }
  }

  /** Returns what to say of where a coordinator was started. */
  String description() {
    if (bind == null || bind.isLoopbackAddress()) {
      return address.toString();
    }
    String shown = bind.getHostAddress() + " (reachable from other machines)";
    return bind.isAnyLocalAddress()
        ? shown
        : shown
            + "\n  for other commands: export "
            + CoordinatorOptions.HOST_VARIABLE
            + "="
            + bind.getHostAddress();
  }
}
