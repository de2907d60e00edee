package org.dora.daemon.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server of this machine; what it answers is up to the test. */
public final class TestServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  public final AtomicInteger requests = new AtomicInteger();

  /** Answers a request. */
  @FunctionalInterface
  public interface Answer {
    void to(HttpExchange request) throws IOException;
  }

  public TestServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  /** Returns the address of a path that answers so. */
  public String on(String path, Answer answer) {
    server.createContext(
        path,
        request -> {
          requests.incrementAndGet();
          try (request) {
            answer.to(request);
          }
        });
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Returns the address of a file. */
  public String file(String path, byte[] content) {
    return on(
        path,
        request -> {
          request.sendResponseHeaders(200, content.length);
          request.getResponseBody().write(content);
        });
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
