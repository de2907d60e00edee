package org.dora.daemon.download;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;

/**
 * Obeys the variables that other programs take a proxy from - {@code https_proxy}, {@code
 * http_proxy}, {@code all_proxy}, {@code no_proxy}, in lower and upper case -, which the JDK does
 * not look at.
 */
final class EnvironmentProxy {
  private static final int DEFAULT_PORT = 80;

  private final Map<String, String> environment;

  private EnvironmentProxy(Map<String, String> environment) {
    this.environment = environment;
  }

  static Proxy forAddress(URI address) {
    return forAddress(address, System.getenv());
  }

  static Proxy forAddress(URI address, Map<String, String> environment) {
    return new EnvironmentProxy(environment).choose(address);
  }

  private Proxy choose(URI address) {
    String host = address.getHost();
    String proxy = variable(address.getScheme() + "_proxy");
    proxy = proxy.isEmpty() ? variable("all_proxy") : proxy;
    if (proxy.isEmpty() || host == null || isExempt(host)) {
      return Proxy.NO_PROXY;
    }
    URI server = server(proxy);
    Proxy.Type type = server.getScheme().startsWith("socks") ? Proxy.Type.SOCKS : Proxy.Type.HTTP;
    int port = server.getPort() < 0 ? DEFAULT_PORT : server.getPort();
    return new Proxy(type, new InetSocketAddress(server.getHost(), port));
  }

  private static URI server(String proxy) {
    try {
      URI server = new URI(proxy.contains("://") ? proxy : "http://" + proxy);
      if (server.getHost() != null) {
        return server;
      }
    } catch (URISyntaxException _) {
      // said below
    }
    throw new DownloadException("`" + proxy + "` is no address of a proxy");
  }

  /** Hosts of no_proxy: all, the host itself, or a domain that it belongs to. */
  private boolean isExempt(String host) {
    for (String entry : variable("no_proxy").split(",", -1)) {
      String name = entry.strip();
      String domain = name.startsWith(".") ? name : "." + name;
      if (name.equals("*") || name.equals(host) || (!name.isEmpty() && host.endsWith(domain))) {
        return true;
      }
    }
    return false;
  }

  private String variable(String name) {
    String lower = environment.getOrDefault(name, "");
    return lower.isEmpty() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower;
  }
}
