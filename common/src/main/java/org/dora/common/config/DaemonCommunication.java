package org.dora.common.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** How a node reaches its daemon. */
public sealed interface DaemonCommunication {
  /**
   * By TCP.
   *
   * @param address where the daemon listens for this node
   */
  record Tcp(InetSocketAddress address) implements DaemonCommunication {
    /** The address as the wire has it: {@code 127.0.0.1:40123}, {@code [::1]:40123}. */
    public String text() {
      InetAddress ip = address.getAddress();
      if (ip == null) {
        throw new IllegalStateException("the address of a daemon must be resolved: " + address);
      }
      String host = ip.getHostAddress();
      return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    /**
     * Reads an IP address with a port.
     *
     * @throws IllegalArgumentException if {@code text} is none; names are not looked up
     */
    static Tcp parse(String text) {
      int colon = text.lastIndexOf(':');
      if (colon < 0) {
        throw new IllegalArgumentException("no port");
      }
      String host = text.substring(0, colon);
      if (host.startsWith("[") && host.endsWith("]")) {
        host = host.substring(1, host.length() - 1);
      } else if (host.indexOf(':') >= 0) {
        throw new IllegalArgumentException("IPv6 address without brackets");
      }
      int port = Integer.parseInt(text.substring(colon + 1));
      return new Tcp(new InetSocketAddress(InetAddress.ofLiteral(host), port));
    }
  }

  /** By hand: a person plays the daemon on the terminal. */
  record Interactive() implements DaemonCommunication {}
}
