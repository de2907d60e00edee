package org.dora.daemon.download;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileDownloadTest {
  private static final byte[] CONTENT = "#!/bin/sh\necho hi\n".getBytes(UTF_8);
  private static final String SHA256 =
      "b4c87e9f7a24c1e0c0ae4d5de6d4a5ba1b2b1a4a7a4cd1c7d3eb5ed6b7d5c2a1";

  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void open() throws IOException {
    server = new TestServer();
  }

  @AfterEach
  void close() {
    server.close();
  }

  private DownloadedFile fetch(String url, @Nullable String sha256) {
    return new FileDownload(url, folder.resolve("build"), sha256, true).fetch((_, _) -> {});
  }

  private String failure(String url, @Nullable String sha256) throws IOException {
    DownloadException failure = assertThrows(DownloadException.class, () -> fetch(url, sha256));
    if (Files.exists(folder.resolve("build"))) {
      try (Stream<Path> files = Files.list(folder.resolve("build"))) {
        assertEquals(0, files.count(), "nothing is left behind");
      }
    }
    return failure.getMessage();
  }

  @Test
  void aFileArrivesWholeAndExecutable() throws IOException {
    DownloadedFile file = fetch(server.file("/bin/tool", CONTENT), null);
    assertEquals(folder.resolve("build/tool"), file.path());
    assertArrayEquals(CONTENT, Files.readAllBytes(file.path()));
    assertTrue(Files.isExecutable(file.path()));
    assertEquals(CONTENT.length, file.size());
    assertEquals(Sha256.of(file.path()), file.sha256());
  }

  @Test
  void aLargeFileIsReportedWhileItComes() throws IOException {
    byte[] large = new byte[1 << 20];
    new Random(7).nextBytes(large);
    List<Long> seen = new ArrayList<>();
    DownloadedFile file =
        new FileDownload(server.file("/large", large), folder, null, false)
            .fetch((bytes, total) -> {
              assertEquals(large.length, total);
              seen.add(bytes);
            });
    assertArrayEquals(large, Files.readAllBytes(file.path()));
    assertTrue(seen.size() > 1, "in several steps");
    assertEquals(large.length, seen.getLast());
    assertFalse(Files.isExecutable(file.path()));
  }

  @Test
  void theDigestIsComparedWithoutRegardToCase() throws IOException {
    String url = server.file("/tool", CONTENT);
    String digest = fetch(url, null).sha256();
    assertEquals(digest, fetch(url, digest.toUpperCase(Locale.ROOT)).sha256());
  }

  @Test
  void otherBytesAreRefusedAndNotKept() throws IOException {
    String failure = failure(server.file("/tool", CONTENT), SHA256);
    assertTrue(failure.startsWith("SHA-256 mismatch for `http"), failure);
    assertTrue(failure.contains("expected " + SHA256 + ", got "), failure);
  }

  @Test
  void theServersNameIsUsed() {
    String url =
        server.on(
            "/download",
            request -> {
              request.getResponseHeaders().add("Content-Disposition", "x; filename=\"../n.sh\"");
              request.sendResponseHeaders(200, CONTENT.length);
              request.getResponseBody().write(CONTENT);
            });
    assertEquals(folder.resolve("build/n.sh"), fetch(url, null).path());
  }

  @Test
  void redirectionsAreFollowedAndTheLastAddressNamesTheFile() {
    String _ = server.file("/target", CONTENT);
    String url =
        server.on(
            "/start",
            request -> {
              request.getResponseHeaders().add("Location", "target?token=1");
              request.sendResponseHeaders(302, -1);
            });
    assertEquals(folder.resolve("build/target"), fetch(url, null).path());
  }

  @Test
  void endlessRedirectionsEnd() throws IOException {
    String url =
        server.on(
            "/loop",
            request -> {
              request.getResponseHeaders().add("Location", "/loop");
              request.sendResponseHeaders(301, -1);
            });
    assertTrue(failure(url, null).endsWith("redirects more than 10 times"));
    assertEquals(11, server.requests.get());
  }

  @Test
  void redirectionsToOtherThingsThanFilesOfTheWebAreRefused() throws IOException {
    String url =
        server.on(
            "/away",
            request -> {
              request.getResponseHeaders().add("Location", "file:///etc/passwd");
              request.sendResponseHeaders(302, -1);
            });
    assertTrue(failure(url, null).contains("neither http:// nor https://"));
  }

  @Test
  void anErrorPageIsNotTheFile() throws IOException {
    String url = server.on("/none", request -> request.sendResponseHeaders(404, -1));
    assertTrue(failure(url, null).contains("error status for `" + url + "`: 404"));
  }

  @Test
  void anEndBeforeTheEndIsNoticed() throws Exception {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nonly this";
    try (Raw raw = new Raw(head)) {
      String failure = failure(raw.url(), null);
      assertTrue(failure.contains("failed to download from"), failure);
    }
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nonly this";
    try (Raw raw = new Raw(chunked)) {
      String failure = failure(raw.url(), null);
      assertTrue(failure.contains("failed to download from"), failure);
    }
  }

  @Test
  void aFileBeyondTheBoundIsNotBegun() throws Exception {
    long size = FileDownload.MAX_BYTES + 1;
    try (Raw raw = new Raw("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\nbegin")) {
      String failure = failure(raw.url(), null);
      assertTrue(failure.contains("is too large: " + size + " bytes"), failure);
    }
  }

  @Test
  void aClosedPortAndAWrongAddressAreTold() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String url = "http://127.0.0.1:" + port + "/x";
    assertEquals("failed to request `" + url + "`", failure(url, null));
    assertTrue(failure("http://a b/x", null).contains("is no URL"));
    assertTrue(failure("http:///x", null).contains("`http:///x`"));
  }

  /** A server that says one thing, however wrong, and hangs up. */
  private static final class Raw implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Thread thread;

    private Raw(String answer) throws IOException {
      thread =
          Thread.ofVirtual()
              .start(() -> {
                try (Socket client = socket.accept()) {
                  byte[] request = new byte[4096];
                  int _ = client.getInputStream().read(request);
                  client.getOutputStream().write(answer.getBytes(UTF_8));
                } catch (IOException _) {
                  // the test is over
                }
              });
    }

    private String url() {
      return "http://127.0.0.1:" + socket.getLocalPort() + "/file";
    }

    @Override
    public void close() throws IOException, InterruptedException {
      socket.close();
      thread.join();
    }
  }
}
