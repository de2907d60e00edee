package org.dora.cli;

/**
 * Where a coordinator is to be found.
 *
 * @param host an IP address, without brackets, or a host name
 * @param port TCP port, 0 to 65535
 */
public record CoordinatorAddress(String host, int port) {
  /** Where a coordinator listens unless told otherwise. */
  public static final CoordinatorAddress DEFAULT = new CoordinatorAddress("127.0.0.1", 6013);

  /** Returns {@code host:port}, with brackets around an IPv6 address. */
  @Override
  public String toString() {
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }
}
