package org.dora.coordinator.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dora.common.memory.Payload;
import org.dora.common.net.ReceivedBytes;
import org.dora.common.net.WebSocketClient;
import org.dora.common.net.WebSocketMessage;
import org.dora.common.net.WebSocketRefusedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CoordinatorServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String TOKEN = "t0ken";

  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private CoordinatorServer server = open(ServerSettings.at(loopback()));

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private CoordinatorServer open(ServerSettings settings) {
    try {
      return new CoordinatorServer(
          settings,
          ("Bearer " + TOKEN)::equals,
          () -> CompletableFuture.completedFuture("dora_daemons 0\n"),
          link -> new Echo(link),
          link -> new Echo(link));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void reopen(ServerSettings settings) {
    server.close();
    server = open(settings);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private final class Echo implements Conversation {
    private final PeerLink link;

    private Echo(PeerLink link) {
      this.link = link;
      seen.add("open");
    }

    @Override
    public void text(byte[] message) {
      link.send(message);
    }

    @Override
    public void binary(Payload message) {
      try (message) {
        link.sendBinary(new byte[] {9}, message);
      }
    }

    @Override
    public void ended() {
      seen.add("ended");
    }
  }

  private WebSocketClient connect(String path, String token) throws IOException {
    return WebSocketClient.connect(server.address(), path, token, PATIENCE, 64 << 20);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return get(path, "");
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(
          HttpRequest.newBuilder(
                  URI.create("http://localhost:" + server.address().getPort() + path))
              .header("Authorization", "Bearer " + token)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void messagesOfAnySizeGoBothWays() throws IOException {
    try (WebSocketClient client = connect("/api/daemon", TOKEN)) {
      for (int size : new int[] {0, 1, 125, 126, 65_535, 65_536, 20 << 20}) {
        byte[] text = "x".repeat(size).getBytes(StandardCharsets.US_ASCII);
        client.send(text);
        assertArrayEquals(text, ((WebSocketMessage.Text) client.read()).utf8());
      }
      for (int size : new int[] {0, 2, 20 << 20}) {
        client.sendBinary(new byte[size]);
        try (ReceivedBytes answer = ((WebSocketMessage.Binary) client.read()).data()) {
          assertArrayEquals(Arrays.copyOf(new byte[] {9}, size + 1), answer.toArray());
        }
      }
    }
  }

  @Test
  void theEndOfAConnectionIsTold() throws Exception {
    connect("/api/control", TOKEN).close();
    assertEquals("open", seen.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    assertEquals("ended", seen.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  @Test
  void nobodyComesInWithoutTheToken() {
    for (String token : new String[] {null, "", "t0ke", "t0ken2"}) {
      var refused =
          assertThrows(WebSocketRefusedException.class, () -> connect("/api/control", token));
      assertEquals(401, refused.status());
    }
    assertEquals(0, seen.size());
  }

  @Test
  void metricsNeedTheToken() throws Exception {
    assertEquals(401, get("/metrics").statusCode());
    HttpResponse<String> answer = get("/metrics", TOKEN);
    assertEquals(200, answer.statusCode());
    assertEquals("dora_daemons 0\n", answer.body());
    assertEquals(
        "text/plain; version=0.0.4; charset=utf-8",
        answer.headers().firstValue("content-type").orElse(""));
  }

  @Test
  void healthNeedsNoToken() throws Exception {
    for (String path : new String[] {"/health", "/api/health"}) {
      HttpResponse<String> answer = get(path);
      assertEquals(200, answer.statusCode());
      assertEquals("ok", answer.body());
      assertEquals(
          "text/plain; charset=utf-8", answer.headers().firstValue("content-type").orElse(""));
    }
  }

  @Test
  void otherRequestsAreRefusedAsTheReleasedServerDoes() throws Exception {
    assertEquals(400, get("/api/control").statusCode());
    assertEquals("Connection header did not include 'upgrade'", get("/api/control").body());
    assertEquals(401, get("/api/artifacts/a/b").statusCode());
    assertEquals(404, get("/other").statusCode());
  }

  @Test
  void aMessageBeyondTheLimitEndsTheConnection() throws Exception {
    try (WebSocketClient client = connect("/api/control", TOKEN)) {
      IOException ended =
          assertThrows(
              IOException.class,
              () -> {
                client.send(new byte[(16 << 20) + 1]);
                client.read();
              });
      assertEquals(true, ended.getMessage() != null);
    }
  }

  @Test
  void slotsAreBoundForEachEndpointAndComeBack() throws Exception {
    ServerSettings usual = ServerSettings.at(loopback());
    reopen(new ServerSettings(usual.address(), 1024, 1024, 1, 1, 4, 20, Duration.ofSeconds(60)));
    try (WebSocketClient first = connect("/api/control", TOKEN)) {
      var refused =
          assertThrows(WebSocketRefusedException.class, () -> connect("/api/control", TOKEN));
      assertEquals(503, refused.status());
      connect("/api/daemon", TOKEN).close();
      first.send(new byte[0]);
    }
    while (!"ended".equals(seen.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS))) {
      // Whichever of the two it was: the other follows.
    }
    seen.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    connect("/api/control", TOKEN).close();
  }

  @Test
  void strangersDoNotTakeThePlacesOfPeers() throws Exception {
    ServerSettings usual = ServerSettings.at(loopback());
    reopen(new ServerSettings(usual.address(), 1024, 1024, 8, 8, 2, 20, Duration.ofMillis(200)));
    try (WebSocketClient peer = connect("/api/control", TOKEN);
        Socket one = new Socket(server.address().getAddress(), server.address().getPort());
        Socket two = new Socket(server.address().getAddress(), server.address().getPort())) {
      one.getOutputStream().write("GET /hea".getBytes(StandardCharsets.US_ASCII));
      assertEquals(-1, one.getInputStream().read(), "half a request is not waited for");
      assertEquals(-1, two.getInputStream().read());
      peer.send(new byte[] {'x'});
      assertInstanceOf(WebSocketMessage.class, peer.read());
    }
    connect("/api/control", TOKEN).close();
  }

  @Test
  void aClosedServerEndsItsConnections() throws IOException {
    try (WebSocketClient client = connect("/api/control", TOKEN)) {
      server.close();
      assertThrows(EOFException.class, client::read);
    }
  }
}
