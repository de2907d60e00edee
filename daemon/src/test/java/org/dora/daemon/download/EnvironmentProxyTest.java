package org.dora.daemon.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentProxyTest {
  private static Proxy proxy(String url, Map<String, String> environment) {
    return EnvironmentProxy.forAddress(URI.create(url), environment);
  }

  private static Proxy http(String host, int port) {
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(host, port));
  }

  @Test
  void eachSchemeHasItsVariable() {
    Map<String, String> environment =
        Map.of("https_proxy", "http://127.0.0.1:3128", "HTTP_PROXY", "127.0.0.2");
    assertEquals(http("127.0.0.1", 3128), proxy("https://h/x", environment));
    assertEquals(http("127.0.0.2", 80), proxy("http://h/x", environment));
    assertEquals(Proxy.NO_PROXY, proxy("http://h/x", Map.of()));
  }

  @Test
  void theVariableForAllIsTheLastResort() {
    assertEquals(
        Proxy.Type.SOCKS,
        proxy("http://h/x", Map.of("ALL_PROXY", "socks5://127.0.0.1:1080")).type());
  }

  @Test
  void someHostsAreAskedDirectly() {
    Map<String, String> environment =
        Map.of("http_proxy", "127.0.0.1:1", "no_proxy", "localhost, .lab.org,10.0.0.7");
    assertEquals(Proxy.NO_PROXY, proxy("http://localhost:80/x", environment));
    assertEquals(Proxy.NO_PROXY, proxy("http://robot.lab.org/x", environment));
    assertEquals(Proxy.NO_PROXY, proxy("http://10.0.0.7/x", environment));
    assertEquals(http("127.0.0.1", 1), proxy("http://notlab.org/x", environment));
    assertEquals(
        Proxy.NO_PROXY, proxy("http://h/x", Map.of("http_proxy", "127.0.0.1:1", "NO_PROXY", "*")));
  }

  @Test
  void aMalformedProxyIsNamed() {
    assertThrows(
        DownloadException.class, () -> proxy("http://h/x", Map.of("http_proxy", "http://")));
  }
}
