package org.dora.coordinator.daemons;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** Addresses as Rust writes them: {@code 10.0.0.2:51234}, {@code [::1]:51234}. */
final class SocketText {
  private SocketText() {}

  static String of(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    boolean isLong = address.getAddress() instanceof Inet6Address;
    return (isLong ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
