package org.dora.interop.control;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.dora.common.frame.Frame;
import org.jspecify.annotations.Nullable;

/** One WebSocket to a coordinator. */
final class Link implements AutoCloseable {
  private static final int LIMIT_SECONDS = 30;

  private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;

  Link(int port, String path) {
    this.socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + port + path), new Receiver())
            .join();
  }

  void send(byte[] frame) {
    send(new String(frame, StandardCharsets.UTF_8));
  }

  void send(String frame) {
    socket.sendText(frame, true).join();
  }

  /** Waits for a frame; others that come before it are dropped. */
  Frame await(Predicate<Frame> wanted) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (true) {
      Frame frame = frames.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (frame == null) {
        throw new AssertionError("nothing that was waited for within " + LIMIT_SECONDS + " s");
      }
      if (wanted.test(frame)) {
        return frame;
      }
    }
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
  }

  private final class Receiver implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        frames.add(Frame.read(text.toString().getBytes(StandardCharsets.UTF_8)));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
