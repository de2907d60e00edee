package org.dora.zenoh.transport;

import java.util.Locale;
import org.dora.zenoh.ZenohException;

/**
 * Where a session listens or dials: {@code proto/address}, with metadata behind {@code ?} and
 * configuration behind {@code #}, neither of which counts when locators are compared.
 *
 * @param protocol in lower case, such as {@code tcp}
 * @param address a host and a port, or the path of a socket
 */
public record Locator(String protocol, String address) {

  /**
   * Reads a locator.
   *
   * @throws ZenohException if it has no protocol or no address
   */
  public static Locator parse(String text) {
    int slash = text.indexOf('/');
    int end = text.length();
    for (char mark : new char[] {'?', '#'}) {
      int found = text.indexOf(mark);
      if (found >= 0) {
        end = Math.min(end, found);
      }
    }
    if (slash <= 0 || slash + 1 >= end) {
      throw new ZenohException(
          "the locator `%s` is malformed; expected protocol/address, such as tcp/127.0.0.1:7447"
              .formatted(text));
    }
    return new Locator(
        text.substring(0, slash).toLowerCase(Locale.ROOT), text.substring(slash + 1, end));
  }

  /**
   * Returns the part of the address before the port.
   *
   * @throws ZenohException if the address is not host:port
   */
  public String host() {
    String host = address.substring(0, colon());
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /**
   * Returns the port.
   *
   * @throws ZenohException if the address is not host:port
   */
  public int port() {
    try {
      int port = Integer.parseInt(address, colon() + 1, address.length(), 10);
      if (port >= 0 && port <= 0xffff) {
        return port;
      }
    } catch (NumberFormatException _) {
      // Refused below, as is a port out of range.
    }
    throw new ZenohException(
        "the locator `%s` has no port from 0 to 65535 behind its last colon".formatted(this));
  }

  private int colon() {
    int colon = address.lastIndexOf(':');
    if (colon <= 0) {
      throw new ZenohException(
          "the locator `%s` is malformed; expected %s/host:port".formatted(this, protocol));
    }
    return colon;
  }

  @Override
  public String toString() {
    return protocol + "/" + address;
  }
}
